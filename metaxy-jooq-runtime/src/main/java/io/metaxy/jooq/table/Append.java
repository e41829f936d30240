package io.metaxy.jooq.table;

import java.util.List;
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

  /** The columns whose values differ from row to row. */
  List<AppendColumn.PerRow> perRow() {
    return columns.stream()
        .filter(AppendColumn.PerRow.class::isInstance)
        .map(AppendColumn.PerRow.class::cast)
        .toList();
  }

  /** The column as the database has it. */
  LiveColumn live(AppendColumn column) {
    return live.column(column.field().getName());
  }
}
