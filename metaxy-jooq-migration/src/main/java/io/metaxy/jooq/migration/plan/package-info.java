/**
 * The statements of a difference, in order, each with its risk; start at {@link
 * io.metaxy.jooq.migration.plan.Planner}.
 */
@NullMarked
package io.metaxy.jooq.migration.plan;

import org.jspecify.annotations.NullMarked;
