package io.metaxy.jooq.migration.schema;

import java.util.Locale;

/** Names of tables, as files and readers have them. */
public final class Names {

  private Names() {}

  /** Without the prefix that stands for that of the store. */
  public static String plain(String table) {
    return table.startsWith(TableState.PREFIX)
        ? table.substring(TableState.PREFIX.length())
        : table;
  }

  /** Equal for names that differ in case only, which DuckDB takes for one. */
  public static String caseless(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The same in characters that every file system knows. */
  public static String file(String table) {
    return plain(table).replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
