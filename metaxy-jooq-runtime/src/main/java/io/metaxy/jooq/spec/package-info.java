/**
 * What a user declares about a feature: keys, id columns, fields, dependencies, columns. Plain
 * values only: no jOOQ, no SQL. Start at {@link io.metaxy.jooq.spec.FeatureSpec}.
 */
@NullMarked
package io.metaxy.jooq.spec;

import org.jspecify.annotations.NullMarked;
