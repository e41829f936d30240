/**
 * Specs bound to each other: names become references, versions are computed, and whatever is wrong
 * is said at once. Enter by {@link io.metaxy.jooq.graph.FeatureGraph}.
 */
@NullMarked
package io.metaxy.jooq.graph;

import org.jspecify.annotations.NullMarked;
