/** PostgreSQL; enter by {@link io.metaxy.jooq.migration.database.postgresql.PostgresDdl}. */
@NullMarked
package io.metaxy.jooq.migration.database.postgresql;

import org.jspecify.annotations.NullMarked;
