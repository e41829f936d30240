/**
 * Specs bound to each other: names become references, versions are computed, and all problems are
 * reported at once. Start at {@link io.metaxy.jooq.graph.FeatureGraph}.
 */
@NullMarked
package io.metaxy.jooq.graph;

import org.jspecify.annotations.NullMarked;
