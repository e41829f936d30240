/**
 * What one state of the tables lacks of another, change by change, and how dangerous each is; enter
 * by {@link io.metaxy.jooq.migration.change.Change}.
 */
@NullMarked
package io.metaxy.jooq.migration.change;

import org.jspecify.annotations.NullMarked;
