/**
 * Features with every column type and every kind of dependency that the first storey resolves.
 * Enter by {@link io.metaxy.jooq.it.features.Shot}.
 */
@NullMarked
package io.metaxy.jooq.it.features;

import org.jspecify.annotations.NullMarked;
