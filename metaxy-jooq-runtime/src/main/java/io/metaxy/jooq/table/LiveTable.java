package io.metaxy.jooq.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature's table as the database has it; never assumed, always looked at.
 *
 * @param columns its columns by name, in its own order
 * @param primaryKey the columns of its primary key, empty without one
 */
public record LiveTable(Map<String, LiveColumn> columns, List<String> primaryKey) {

  public LiveTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    primaryKey = List.copyOf(primaryKey);
  }

  /** The column of a name that the check of the table found. */
  public LiveColumn column(String name) {
    LiveColumn column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException(
          "Cannot find column " + name + " among " + columns.keySet() + "; resolve again");
    }
    return column;
  }
}
