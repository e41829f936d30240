/**
 * The next Flyway migration, written from the feature specs: the tables that the specs ask for
 * against those that the scripts have made so far. Enter by {@link
 * io.metaxy.jooq.migration.Migrations}.
 */
@NullMarked
package io.metaxy.jooq.migration;

import org.jspecify.annotations.NullMarked;
