/**
 * Reads feature definitions from records and from JSON. Start at {@link
 * io.metaxy.jooq.codegen.definition.FeatureModel}.
 */
@NullMarked
package io.metaxy.jooq.codegen.definition;

import org.jspecify.annotations.NullMarked;
