/** H2 as a database of feature tables. Start at {@link io.metaxy.jooq.dialect.h2.H2Dialect}. */
@NullMarked
package io.metaxy.jooq.dialect.h2;

import org.jspecify.annotations.NullMarked;
