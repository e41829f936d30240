/**
 * What differs between databases: their statements, their catalogs, their limits; start at {@link
 * io.metaxy.jooq.migration.database.DatabaseSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database;

import org.jspecify.annotations.NullMarked;
