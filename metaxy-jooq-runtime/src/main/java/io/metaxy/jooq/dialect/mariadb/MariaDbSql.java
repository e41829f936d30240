package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Sql;

/** SQL text for statements that are not built with jOOQ. */
final class MariaDbSql {

  private MariaDbSql() {}

  /** A quoted identifier, independent of what double quotes mean in the session. */
  static String quoted(String identifier) {
    return Sql.quoted('`', identifier);
  }
}
