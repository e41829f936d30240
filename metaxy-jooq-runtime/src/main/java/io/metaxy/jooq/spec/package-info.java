/**
 * What a user says about a feature: keys, id columns, fields, dependencies, columns; values only,
 * no jOOQ, no SQL. Enter by {@link io.metaxy.jooq.spec.FeatureSpec}.
 */
@NullMarked
package io.metaxy.jooq.spec;

import org.jspecify.annotations.NullMarked;
