package io.metaxy.jooq.dialect;

import io.metaxy.jooq.value.ValueSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows in JDBC batches of
 *
 * <pre>{@code
 * insert into "video" ("video_id", "path", "metaxy_provenance_by_field", …) values (?, ?, ? format json, …)
 * }</pre>
 */
public final class ValuesAppender implements RowAppender {

  /** The number of rows per batch. */
  private static final int BATCH_ROWS = 10_000;

  /** The placeholder of a value. */
  @FunctionalInterface
  public interface Placeholder {
    String of(LiveColumn column, boolean byField, List<String> structKeys);
  }

  private final char quote;
  private final Placeholder placeholder;
  private final UnaryOperator<@Nullable Object> sent;

  /**
   * @param quote what encloses an identifier
   */
  public ValuesAppender(char quote, Placeholder placeholder) {
    this(quote, placeholder, UnaryOperator.identity());
  }

  /**
   * @param quote what encloses an identifier
   * @param sent the form in which a value is sent
   */
  public ValuesAppender(char quote, Placeholder placeholder, UnaryOperator<@Nullable Object> sent) {
    this.quote = quote;
    this.placeholder = placeholder;
    this.sent = sent;
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() == 0) {
      return;
    }
    StagedValues staged = new StagedValues(append);
    List<AppendColumn> columns = append.columns();
    int[] positions = columns.stream().mapToInt(staged::position).toArray();
    try (PreparedStatement insert = connection.prepareStatement(sql(append))) {
      int batched = 0;
      long bytes = 0;
      for (Object[] row : rows) {
        @Nullable Object[] values = staged.of(row);
        bytes += ValueSize.of(values);
        for (int i = 0; i < positions.length; i++) {
          insert.setObject(
              i + 1,
              sent.apply(
                  columns.get(i) instanceof AppendColumn.Constant constant
                      ? constant.value()
                      : values[positions[i]]));
        }
        insert.addBatch();
        if (++batched == BATCH_ROWS || bytes >= ValueSize.MOST) {
          insert.executeBatch();
          batched = 0;
          bytes = 0;
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
            .map(column -> Sql.quoted(quote, column.field().getName()))
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
}
