package io.metaxy.jooq.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows in JDBC batches of
 *
 * <pre>{@code
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …) values (?, ?, ? format json, …)
 * }</pre>
 */
final class ValuesAppender implements RowAppender {

  /** The rows that one batch sends. */
  private static final int BATCH_ROWS = 10_000;

  /** What stands for a value. */
  @FunctionalInterface
  interface Placeholder {
    String of(LiveColumn column, boolean byField, List<String> structKeys);
  }

  private final Placeholder placeholder;

  ValuesAppender(Placeholder placeholder) {
    this.placeholder = placeholder;
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() == 0) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(sql(append))) {
      int batched = 0;
      for (Object[] row : rows) {
        bind(insert, append, row);
        insert.addBatch();
        if (++batched == BATCH_ROWS) {
          insert.executeBatch();
          batched = 0;
        }
      }
      if (batched > 0) {
        insert.executeBatch();
      }
    }
  }

  private String sql(Append append) {
    String columns =
        append.columns().stream()
            .map(column -> Sql.quoted(column.field().getName()))
            .collect(Collectors.joining(", "));
    String values =
        append.columns().stream()
            .map(
                column ->
                    placeholder.of(
                        append.live(column), Sql.isByField(column.field()), append.structKeys()))
            .collect(Collectors.joining(", "));
    return "insert into " + append.name() + " (" + columns + ") values (" + values + ")";
  }

  private static void bind(PreparedStatement insert, Append append, @Nullable Object[] row)
      throws SQLException {
    int parameter = 1;
    for (AppendColumn column : append.columns()) {
      Object value = value(column, row);
      insert.setObject(parameter++, value instanceof Map ? JdbcValues.json(value) : value);
    }
  }

  private static @Nullable Object value(AppendColumn column, @Nullable Object[] row) {
    if (column instanceof AppendColumn.PerRow own) {
      return row[own.index()];
    }
    return column instanceof AppendColumn.Same same
        ? row[same.other().index()]
        : ((AppendColumn.Constant) column).value();
  }
}
