/**
 * How rows are joined and de-duplicated. Start at {@link io.metaxy.jooq.dialect.join.JoinStrategy}.
 */
@NullMarked
package io.metaxy.jooq.dialect.join;

import org.jspecify.annotations.NullMarked;
