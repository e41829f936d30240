/**
 * Build time: feature definitions become jOOQ's meta model, and that becomes typed tables. Enter by
 * {@link io.metaxy.jooq.codegen.FeatureGenerator}.
 */
@NullMarked
package io.metaxy.jooq.codegen;

import org.jspecify.annotations.NullMarked;
