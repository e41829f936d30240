/**
 * Writes the next Flyway migration from the feature specs: compares the tables of the specs with
 * those that the scripts have made so far. Start at {@link io.metaxy.jooq.migration.Migrations}.
 */
@NullMarked
package io.metaxy.jooq.migration;

import org.jspecify.annotations.NullMarked;
