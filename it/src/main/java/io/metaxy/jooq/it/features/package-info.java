/**
 * Features with every column type and every kind of dependency: 1:1, N:1, 1:N, optional and
 * required, mixed. Start at {@link io.metaxy.jooq.it.features.Shot}.
 */
@NullMarked
package io.metaxy.jooq.it.features;

import org.jspecify.annotations.NullMarked;
