/** MariaDB; enter by {@link io.metaxy.jooq.migration.database.mariadb.MariaDbDdl}. */
@NullMarked
package io.metaxy.jooq.migration.database.mariadb;

import org.jspecify.annotations.NullMarked;
