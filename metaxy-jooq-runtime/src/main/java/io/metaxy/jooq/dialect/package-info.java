/**
 * The differences of databases, in parts. Start at {@link io.metaxy.jooq.dialect.FeatureDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect;

import org.jspecify.annotations.NullMarked;
