/**
 * The rows to write: their instants, how errors name them, and what their values are checked for.
 * Start at {@link io.metaxy.jooq.row.ValueChecks}.
 */
@NullMarked
package io.metaxy.jooq.row;

import org.jspecify.annotations.NullMarked;
