/**
 * Reading of feature tables: which rows, under which conditions, on which connection. Start with
 * {@link io.metaxy.jooq.sql.FeatureRows}.
 */
@NullMarked
package io.metaxy.jooq.sql;

import org.jspecify.annotations.NullMarked;
