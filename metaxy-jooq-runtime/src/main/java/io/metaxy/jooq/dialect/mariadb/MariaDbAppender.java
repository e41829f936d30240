package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.Session;
import io.metaxy.jooq.dialect.StagedValues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to MariaDB in JDBC batches, in a session that rejects values that do not fit:
 *
 * <pre>{@code
 * insert into `video` (`video_id`, `metaxy_provenance_by_field`, `metaxy_data_version_by_field`,
 *   `metaxy_feature_version`, …) values (?, ?, `metaxy_provenance_by_field`, 'b9359b89', …)
 * }</pre>
 *
 * <p>The driver sends a batch as one packet of binary values, which is as fast as {@code load
 * data}; that, however, truncates values with only a warning. While the server inserts a batch, the
 * next one is filled. What all rows share, and values that are repeated in a row, are not sent for
 * each row.
 */
final class MariaDbAppender implements RowAppender {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /** Texts without quotes, backslashes, or blanks that a server may truncate. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/@-]*");

  @Override
  public Session session(Connection connection, boolean own) throws SQLException {
    return StrictSession.of(connection, own);
  }

  @Override
  public void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    if (append.count() == 0) {
      return;
    }
    StagedValues staged = new StagedValues(append);
    List<Cell> cells = cells(append, staged);
    String sql = sql(append, cells);
    BatchLimit limit = BatchLimit.of(connection, sql.length());
    try (BatchInserts inserts = new BatchInserts(connection, sql)) {
      insert(inserts, cells.stream().filter(Cell::isSent).toList(), staged, limit, rows);
    }
  }

  /**
   * A column's value.
   *
   * @param sql its expression
   * @param position the position in the staged values, or -1 for a constant
   */
  private record Cell(AppendColumn column, String sql, int position) {

    boolean isSent() {
      return sql.equals("?");
    }

    @Nullable Object value(@Nullable Object[] staged) {
      return column instanceof AppendColumn.Constant constant ? constant.value() : staged[position];
    }
  }

  private static List<Cell> cells(Append append, StagedValues staged) {
    Map<Integer, String> sent = new HashMap<>();
    List<Cell> cells = new ArrayList<>();
    for (AppendColumn column : append.columns()) {
      int position = staged.position(column);
      String sql =
          column instanceof AppendColumn.Constant constant
              ? literal(constant.value())
              : sent.getOrDefault(position, "?");
      sent.putIfAbsent(position, MariaDbSql.quoted(column.field().getName()));
      cells.add(new Cell(column, sql, position));
    }
    return cells;
  }

  /** A literal that means the same in any session; otherwise the value is sent. */
  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof LocalDateTime time) {
      return "'" + MICROS.format(time) + "'";
    }
    return value instanceof String text && PLAIN.matcher(text).matches() ? "'" + text + "'" : "?";
  }

  private static String sql(Append append, List<Cell> cells) {
    return cells.stream()
            .map(cell -> MariaDbSql.quoted(cell.column().field().getName()))
            .collect(Collectors.joining(", ", "insert into " + append.name() + " (", ")"))
        + cells.stream().map(Cell::sql).collect(Collectors.joining(", ", " values (", ")"));
  }

  private static void insert(
      BatchInserts inserts,
      List<Cell> cells,
      StagedValues staged,
      BatchLimit limit,
      Iterable<@Nullable Object[]> rows)
      throws SQLException {
    PreparedStatement insert = inserts.next();
    List<String> columns = cells.stream().map(cell -> cell.column().field().getName()).toList();
    int batched = 0;
    long size = 0;
    for (Object[] row : rows) {
      if (limit.isReached(batched, size)) {
        inserts.begin();
        insert = inserts.next();
        batched = 0;
        size = 0;
      }
      @Nullable Object[] values = staged.of(row);
      limit.check(columns, i -> cells.get(i).value(values));
      for (int i = 0; i < cells.size(); i++) {
        Object value = cells.get(i).value(values);
        if (value instanceof String text) {
          size += (long) text.length() * BatchLimit.MAX_BYTES;
        } else if (value instanceof byte[] bytes) {
          size += bytes.length;
        }
        insert.setObject(i + 1, sent(value));
      }
      insert.addBatch();
      size += (long) BatchLimit.VALUE_BYTES * cells.size();
      batched++;
    }
    inserts.executeLast();
  }

  /**
   * The shortest decimal of a float is not always read back as the same float, and whether the sign
   * of zero is kept depends on the number of rows.
   */
  private static @Nullable Object sent(@Nullable Object value) {
    return value instanceof Number number && (number instanceof Float || number instanceof Double)
        ? (Object) (number.doubleValue() + 0.0)
        : value;
  }
}
