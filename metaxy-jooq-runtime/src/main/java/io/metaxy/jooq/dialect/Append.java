package io.metaxy.jooq.dialect;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Table;

/**
 * Rows that are to be appended, but for their values.
 *
 * @param table the table
 * @param name the table's name as SQL, qualified and quoted
 * @param live what the database has
 * @param structKeys the keys of the by-field columns' values
 * @param columns the columns
 * @param count how many rows there are
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

  /** The columns whose values differ from row to row, in the order of those. */
  public List<AppendColumn.PerRow> perRow() {
    return columns.stream()
        .filter(AppendColumn.PerRow.class::isInstance)
        .map(AppendColumn.PerRow.class::cast)
        .sorted(Comparator.comparingInt(AppendColumn.PerRow::index))
        .toList();
  }

  /** What is hashed: one column for each by-field column that hashes are made of. */
  public List<AppendColumn.Hashed> hashed() {
    Map<AppendColumn.PerRow, AppendColumn.Hashed> hashed = new LinkedHashMap<>();
    for (AppendColumn column : columns) {
      if (column instanceof AppendColumn.Hashed each) {
        hashed.putIfAbsent(each.byField(), each);
      }
    }
    return List.copyOf(hashed.values());
  }

  /** The column as the database has it. */
  public LiveColumn live(AppendColumn column) {
    return live.column(column.field().getName());
  }
}
