/**
 * How one state of the tables differs from another, change by change, and the risk of each; start
 * at {@link io.metaxy.jooq.migration.change.Change}.
 */
@NullMarked
package io.metaxy.jooq.migration.change;

import org.jspecify.annotations.NullMarked;
