package io.metaxy.jooq.migration;

/** Names of tables, as files and readers have them. */
final class Names {

  private Names() {}

  /** Without the prefix that stands for that of the store. */
  static String plain(String table) {
    return table.startsWith(TableState.PREFIX)
        ? table.substring(TableState.PREFIX.length())
        : table;
  }

  /** The same in characters that every file system knows. */
  static String file(String table) {
    return plain(table).replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
