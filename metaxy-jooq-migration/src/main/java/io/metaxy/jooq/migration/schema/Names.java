package io.metaxy.jooq.migration.schema;

import java.util.Locale;

/** The names of tables in files and messages. */
public final class Names {

  private Names() {}

  /** The name without the placeholder of the store's table prefix. */
  public static String plain(String table) {
    return table.startsWith(TableState.PREFIX)
        ? table.substring(TableState.PREFIX.length())
        : table;
  }

  /** A form that is equal for names that differ only in case, which DuckDB treats as one. */
  public static String caseless(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The plain name with {@code _} for characters that some file systems reject. */
  public static String file(String table) {
    return plain(table).replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
