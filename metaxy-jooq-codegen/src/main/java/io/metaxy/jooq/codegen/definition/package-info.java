/**
 * Feature definitions, from records and from JSON; enter by {@link
 * io.metaxy.jooq.codegen.definition.FeatureModel}.
 */
@NullMarked
package io.metaxy.jooq.codegen.definition;

import org.jspecify.annotations.NullMarked;
