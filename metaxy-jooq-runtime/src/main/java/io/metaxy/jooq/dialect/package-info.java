/**
 * What a database does otherwise, in parts; enter by {@link io.metaxy.jooq.dialect.FeatureDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect;

import org.jspecify.annotations.NullMarked;
