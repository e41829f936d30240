/**
 * MariaDB for migrations; start at {@link
 * io.metaxy.jooq.migration.database.mariadb.MariaDbSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database.mariadb;

import org.jspecify.annotations.NullMarked;
