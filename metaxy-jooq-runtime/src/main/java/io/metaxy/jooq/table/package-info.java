/**
 * A feature's table as jOOQ sees it: what generated tables and records implement, the by-field
 * columns, and what each database does otherwise. Enter by {@link
 * io.metaxy.jooq.table.FeatureTable}.
 */
@NullMarked
package io.metaxy.jooq.table;

import org.jspecify.annotations.NullMarked;
