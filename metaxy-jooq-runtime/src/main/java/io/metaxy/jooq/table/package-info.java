/**
 * A feature's table in jOOQ: what generated tables and records implement, and the bindings that
 * they name. Start at {@link io.metaxy.jooq.table.FeatureTable}.
 */
@NullMarked
package io.metaxy.jooq.table;

import org.jspecify.annotations.NullMarked;
