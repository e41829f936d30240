package io.metaxy.jooq.dialect.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The largest batch that the server accepts: one row if it logs statements, and never more than a
 * packet, after which it closes the connection.
 *
 * @param rows the number of rows
 * @param packet the size of a packet, in bytes
 * @param statement the number of characters of the statement
 */
record BatchLimit(int rows, long packet, int statement) {

  /** The maximum number of bytes of a Java character in UTF-8. */
  static final int MAX_BYTES = 3;

  /** The number of bytes of a value other than text or binary, and of each length. */
  static final int VALUE_BYTES = 16;

  /** The number of rows per batch. */
  private static final int ROWS = 5_000;

  /** The number of bytes at which a batch is sent, regardless of its rows. */
  private static final long BYTES = 1 << 23;

  /** The part of a packet at which a batch is sent; the last row may have the size of the rest. */
  private static final int PACKET_PART = 2;

  /** Bytes below this are characters of their own. */
  private static final int ASCII = 0x80;

  /** Characters below this have two bytes. */
  private static final int TWO_BYTES = 0x800;

  private static final int TOO_LARGE = 1153;

  static BatchLimit of(Connection connection, int statement) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "select @@log_bin and @@binlog_format = 'STATEMENT', @@max_allowed_packet")) {
      row.next();
      return new BatchLimit(row.getBoolean(1) ? 1 : ROWS, row.getLong(2), statement);
    }
  }

  /** Whether a batch is sent now, so that the next row does not exceed a packet. */
  boolean isReached(int batched, long bytes) {
    return batched == rows || bytes >= Math.min(BYTES, packet / PACKET_PART);
  }

  /**
   * Checks that a row fits into a packet on its own.
   *
   * @param columns the names of the columns
   * @param values the value of each
   * @throws SQLDataException as the server would, which names no row
   */
  void check(List<String> columns, IntFunction<@Nullable Object> values) throws SQLDataException {
    long most = statement;
    for (int i = 0; i < columns.size(); i++) {
      most += VALUE_BYTES + (long) MAX_BYTES * length(values.apply(i));
    }
    if (most < packet) {
      return;
    }
    long row = statement;
    long largest = 0;
    String column = "";
    for (int i = 0; i < columns.size(); i++) {
      long bytes = VALUE_BYTES + bytes(values.apply(i));
      row += bytes;
      if (bytes > largest) {
        largest = bytes;
        column = columns.get(i);
      }
    }
    if (row >= packet) {
      throw new SQLDataException(
          "the row has "
              + row
              + " bytes, most of them in "
              + column
              + ", and max_allowed_packet is "
              + packet
              + "; store large values elsewhere, or raise max_allowed_packet",
          "08S01",
          TOO_LARGE);
    }
  }

  private static int length(@Nullable Object value) {
    return value instanceof String text
        ? text.length()
        : value instanceof byte[] bytes ? bytes.length : 0;
  }

  /** The number of bytes of a value in the text of a statement, which escapes some of them. */
  private static long bytes(@Nullable Object value) {
    long count = 0;
    if (value instanceof byte[] bytes) {
      for (byte each : bytes) {
        count += isEscaped(each) ? 2 : 1;
      }
    } else if (value instanceof String text) {
      for (int i = 0; i < text.length(); i++) {
        char each = text.charAt(i);
        boolean two = each < TWO_BYTES || Character.isSurrogate(each);
        count += each < ASCII ? (isEscaped(each) ? 2 : 1) : two ? 2 : MAX_BYTES;
      }
    }
    return count;
  }

  private static boolean isEscaped(int character) {
    return character == 0 || character == '\'' || character == '"' || character == '\\';
  }
}
