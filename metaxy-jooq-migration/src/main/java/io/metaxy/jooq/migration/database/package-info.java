/**
 * What each database does otherwise: its statements, its catalog, its limits; enter by {@link
 * io.metaxy.jooq.migration.database.DatabaseSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database;

import org.jspecify.annotations.NullMarked;
