/**
 * Which values a column of a database holds unchanged. Start with {@link
 * io.metaxy.jooq.dialect.value.ColumnLimit}.
 */
@NullMarked
package io.metaxy.jooq.dialect.value;

import org.jspecify.annotations.NullMarked;
