/**
 * PostgreSQL for migrations; start at {@link
 * io.metaxy.jooq.migration.database.postgresql.PostgresSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database.postgresql;

import org.jspecify.annotations.NullMarked;
