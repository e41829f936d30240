/**
 * MariaDB as a database of feature tables. Start at {@link
 * io.metaxy.jooq.dialect.mariadb.MariaDbDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect.mariadb;

import org.jspecify.annotations.NullMarked;
