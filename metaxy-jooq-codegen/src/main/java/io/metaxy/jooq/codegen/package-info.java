/**
 * Generates typed jOOQ tables from feature definitions at build time. Start at {@link
 * io.metaxy.jooq.codegen.FeatureGenerator}.
 */
@NullMarked
package io.metaxy.jooq.codegen;

import org.jspecify.annotations.NullMarked;
