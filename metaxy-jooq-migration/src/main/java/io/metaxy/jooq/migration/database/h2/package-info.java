/** H2; enter by {@link io.metaxy.jooq.migration.database.h2.H2Ddl}. */
@NullMarked
package io.metaxy.jooq.migration.database.h2;

import org.jspecify.annotations.NullMarked;
