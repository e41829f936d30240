package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Append;
import io.metaxy.jooq.dialect.AppendColumn;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.Session;
import io.metaxy.jooq.dialect.StagedValues;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to MariaDB in JDBC batches, in a session that rejects values that do not fit:
 *
 * <pre>{@code
 * insert into `video` (`video_id`, `path`, `metaxy_provenance_by_field`, …) values (?, ?, ?, …)
 * }</pre>
 *
 * <p>The driver sends a batch as one packet of binary values, which is as fast as {@code load
 * data}; that, however, truncates values with only a warning.
 */
final class MariaDbAppender implements RowAppender {

  /** The number of rows per batch. */
  private static final int ROWS = 2_000;

  /** The number of bytes at which a batch is sent, regardless of its rows. */
  private static final long BYTES = 1 << 23;

  /** The part of a packet at which a batch is sent; the last row may have the size of the rest. */
  private static final int PACKET_PART = 2;

  /** The number of bytes of a value other than text or binary, and of each length. */
  private static final int VALUE_BYTES = 16;

  /** The maximum number of bytes of a Java character in UTF-8. */
  private static final int MAX_BYTES = 3;

  private static final int TOO_LONG = 1406;
  private static final int TOO_LARGE = 1153;

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
    BatchLimit limit = BatchLimit.of(connection);
    try (PreparedStatement insert = connection.prepareStatement(sql(append))) {
      insert(insert, append, limit, rows);
    }
  }

  /**
   * The largest batch that the server accepts: one row if it logs statements.
   *
   * @param rows the number of rows
   * @param packet the size of a packet, in bytes
   */
  private record BatchLimit(int rows, long packet) {

    static BatchLimit of(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select @@log_bin and @@binlog_format = 'STATEMENT', @@max_allowed_packet")) {
        row.next();
        return new BatchLimit(row.getBoolean(1) ? 1 : ROWS, row.getLong(2));
      }
    }

    /** Whether a batch is sent now, so that the next row does not exceed a packet. */
    boolean isReached(int batched, long bytes) {
      return batched == rows || bytes >= Math.min(BYTES, packet / PACKET_PART);
    }
  }

  private static String sql(Append append) {
    List<AppendColumn> columns = append.columns();
    return columns.stream()
            .map(column -> MariaDbSql.quoted(column.field().getName()))
            .collect(Collectors.joining(", ", "insert into " + append.name() + " (", ")"))
        + columns.stream().map(column -> "?").collect(Collectors.joining(", ", " values (", ")"));
  }

  private static void insert(
      PreparedStatement insert, Append append, BatchLimit limit, Iterable<@Nullable Object[]> rows)
      throws SQLException {
    StagedValues staged = new StagedValues(append);
    List<AppendColumn> columns = append.columns();
    int[] positions = columns.stream().mapToInt(staged::position).toArray();
    List<Limit> limits = columns.stream().map(c -> Limit.of(append.live(c))).toList();
    int batched = 0;
    long size = 0;
    for (Object[] row : rows) {
      @Nullable Object[] values = staged.of(row);
      for (int i = 0; i < positions.length; i++) {
        AppendColumn column = columns.get(i);
        Object value =
            column instanceof AppendColumn.Constant constant
                ? constant.value()
                : values[positions[i]];
        if (value instanceof String text) {
          if (!limits.get(i).allows(text)) {
            throw refused("Data too long", column, "22001", TOO_LONG);
          }
          size += (long) text.length() * MAX_BYTES;
        } else if (value instanceof byte[] bytes) {
          if (bytes.length >= limit.packet()) {
            throw refused(
                "Got a packet bigger than 'max_allowed_packet' bytes", column, "08S01", TOO_LARGE);
          }
          size += bytes.length;
        }
        insert.setObject(i + 1, sent(value));
      }
      insert.addBatch();
      size += (long) VALUE_BYTES * columns.size();
      if (limit.isReached(++batched, size)) {
        insert.executeBatch();
        batched = 0;
        size = 0;
      }
    }
    if (batched > 0) {
      insert.executeBatch();
    }
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

  /** The error that the server reports for a value that does not fit. */
  private static SQLException refused(String what, AppendColumn column, String state, int code) {
    return new SQLDataException(
        what + " for column '" + column.field().getName() + "'", state, code);
  }

  /**
   * The maximum length of a text. A server truncates excess white space at its end in any session.
   *
   * @param count the number of characters, or of bytes in UTF-8
   * @param bytes whether bytes are counted
   */
  private record Limit(int count, boolean bytes) {

    static Limit of(LiveColumn column) {
      String type = column.typeName();
      if (type.startsWith("varchar(")) {
        String length = type.substring("varchar(".length(), type.indexOf(')'));
        return new Limit(Integer.parseInt(length), false);
      }
      return switch (type) {
        case "text" -> new Limit((1 << 16) - 1, true);
        case "mediumtext" -> new Limit((1 << 24) - 1, true);
        default -> new Limit(Integer.MAX_VALUE, true);
      };
    }

    boolean allows(String text) {
      if (text.length() <= count / MAX_BYTES) {
        return true;
      }
      return bytes
          ? text.getBytes(StandardCharsets.UTF_8).length <= count
          : text.length() <= count || text.codePointCount(0, text.length()) <= count;
    }
  }
}
