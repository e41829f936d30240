package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.Session;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads results of MariaDB: instants as UTC date and time, texts as bytes. */
final class MariaDbReading implements ResultReading {

  /** How long a server waits for a reader that computes, in seconds: a year. */
  private static final long PATIENCE = 31_536_000;

  /** The maximum length of the aggregated text of a group. */
  private static final long LONGEST = 4_294_967_295L;

  /**
   * The number of bytes used to sort a text: three for each character of the longest indexed id.
   */
  private static final long SORTED = 3 * 768;

  /** Modes that change the meaning of literals or functions. */
  private static final Set<String> CHANGED_MEANING =
      Set.of("NO_BACKSLASH_ESCAPES", "ORACLE", "EMPTY_STRING_IS_NULL");

  @Override
  public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    LocalDateTime time = read(row, column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  /**
   * A date, or a date and time, of the calendar. The driver returns null for {@code 0000-00-00},
   * and has no form for {@code 2026-01-00}.
   */
  private static <T> @Nullable T read(ResultSet row, int column, Class<T> type)
      throws SQLException {
    T value;
    try {
      value = row.getObject(column, type);
    } catch (DateTimeException e) {
      throw unreadable(row, column, type);
    }
    if (value == null && row.getBytes(column) != null) {
      throw unreadable(row, column, type);
    }
    return value;
  }

  private static UnreadableValueException unreadable(ResultSet row, int column, Class<?> type)
      throws SQLException {
    String value;
    try {
      value = String.valueOf(row.getString(column));
    } catch (DateTimeException e) {
      value = "with month or day 0";
    }
    return new UnreadableValueException(
        value, type.getSimpleName(), "must be a date in the calendar");
  }

  /** The driver drops the days of a time. */
  @Override
  public <T> @Nullable T local(ResultSet row, int column, Class<T> type) throws SQLException {
    if (type != LocalTime.class) {
      return read(row, column, type);
    }
    Duration time = row.getObject(column, Duration.class);
    if (time == null) {
      return null;
    }
    if (time.isNegative() || time.toDays() > 0) {
      throw new UnreadableValueException(
          time.toString(), type.getSimpleName(), "must be a time of day");
    }
    return type.cast(LocalTime.MIDNIGHT.plus(time));
  }

  /** The driver formats a date and time with a slow formatter to return it as text. */
  @Override
  public @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return read(row, column, LocalDateTime.class);
  }

  @Override
  public byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  @Override
  public boolean isInTransaction(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select @@in_transaction")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Also true if the transaction has only read rows, which the server does not distinguish. */
  @Override
  public boolean hasChanges(Connection connection) throws SQLException {
    return isInTransaction(connection);
  }

  @Override
  public boolean needsSession() {
    return true;
  }

  /**
   * By default a server closes a connection whose reader reads nothing for a minute, truncates the
   * text of a group at a megabyte, and sorts texts by their first kilobyte. Some SQL modes change
   * what a backslash, an empty text, or a concatenation with null means. The statement is:
   *
   * <pre>{@code
   * set session net_write_timeout = 31536000, group_concat_max_len = 4294967295,
   *   max_sort_length = 2304, sql_mode = 'STRICT_TRANS_TABLES,…'
   * }</pre>
   */
  @Override
  public Session session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select @@net_write_timeout, @@group_concat_max_len, @@max_sort_length,"
                    + " @@session.sql_mode")) {
      row.next();
      String mode = row.getString(4);
      String before = settings(row.getLong(1), row.getLong(2), row.getLong(3), mode);
      String during = settings(PATIENCE, LONGEST, SORTED, withoutChangedMeaning(mode));
      if (before.equals(during)) {
        // Another result of this session may be open, which restores the settings.
        return () -> {};
      }
      statement.execute(during);
      return () -> {
        try (Statement after = connection.createStatement()) {
          after.execute(before);
        }
      };
    }
  }

  private static String withoutChangedMeaning(String mode) {
    return Stream.of(mode.split(","))
        .filter(each -> !CHANGED_MEANING.contains(each))
        .collect(Collectors.joining(","));
  }

  /** Names of modes do not contain quotes. */
  private static String settings(long patience, long longest, long sorted, String mode) {
    return "set session net_write_timeout = "
        + patience
        + ", group_concat_max_len = "
        + longest
        + ", max_sort_length = "
        + sorted
        + ", sql_mode = '"
        + mode
        + "'";
  }
}
