/**
 * Columns whose values have parts: lists and vectors. Start at {@link
 * io.metaxy.jooq.it.column.ListsTest}.
 */
package io.metaxy.jooq.it.column;
