/**
 * MariaDB for migrations; enter by {@link
 * io.metaxy.jooq.migration.database.mariadb.MariaDbSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database.mariadb;

import org.jspecify.annotations.NullMarked;
