package io.metaxy.jooq.dialect;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Table;

/**
 * The description of rows to append, without their values.
 *
 * @param table the table
 * @param name the table's name as SQL, qualified and quoted
 * @param live the live table
 * @param structKeys the keys of the by-field columns' values
 * @param columns the columns
 * @param count the number of rows
 */
public record Append(
    Table<?> table,
    String name,
    LiveTable live,
    List<String> structKeys,
    List<AppendColumn> columns,
    int count) {

  public Append {
    structKeys = List.copyOf(structKeys);
    columns = List.copyOf(columns);
  }

  /** The columns whose values differ from row to row, in the order of those values. */
  public List<AppendColumn.PerRow> perRow() {
    return columns.stream()
        .filter(AppendColumn.PerRow.class::isInstance)
        .map(AppendColumn.PerRow.class::cast)
        .sorted(Comparator.comparingInt(AppendColumn.PerRow::index))
        .toList();
  }

  /** The hashed columns: one for each by-field column that hashes are computed from. */
  public List<AppendColumn.Hashed> hashed() {
    Map<AppendColumn.PerRow, AppendColumn.Hashed> hashed = new LinkedHashMap<>();
    for (AppendColumn column : columns) {
      if (column instanceof AppendColumn.Hashed each) {
        hashed.putIfAbsent(each.byField(), each);
      }
    }
    return List.copyOf(hashed.values());
  }

  /** The column as it exists in the database. */
  public LiveColumn live(AppendColumn column) {
    return live.column(column.field().getName());
  }
}
