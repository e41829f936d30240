package io.metaxy.jooq.dialect.mariadb;

/** Text of SQL for where statements are not jOOQ's. */
final class MariaDbSql {

  private MariaDbSql() {}

  /** An identifier, as it is, whatever the session takes double quotes for. */
  static String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }
}
