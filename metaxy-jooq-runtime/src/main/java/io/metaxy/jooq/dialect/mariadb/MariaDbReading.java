package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results of MariaDB: instants as the wall clock of UTC, texts as its bytes. */
final class MariaDbReading implements ResultReading {

  /** So long a server waits for a reader that computes, in seconds; a year. */
  private static final long PATIENCE = 31_536_000;

  /** The longest text that the rows of a group are made to. */
  private static final long LONGEST = 4_294_967_295L;

  /** The bytes by which texts are sorted: three for each character of the longest id of a key. */
  private static final long SORTED = 3 * 768;

  /** Modes in which literals or functions mean something else. */
  private static final Set<String> SURPRISES =
      Set.of("NO_BACKSLASH_ESCAPES", "ORACLE", "EMPTY_STRING_IS_NULL");

  @Override
  public boolean readsInstants() {
    return true;
  }

  @Override
  public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    LocalDateTime time = row.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  @Override
  public @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  @Override
  public byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  @Override
  public boolean needsSession() {
    return true;
  }

  /**
   * A server ends a connection whose reader takes nothing for a minute, and cuts the texts of a
   * group off at a megabyte, sorts texts by their first kilobyte, and in some modes reads a
   * backslash as itself, an empty text as null, or joins null as if it were empty, unless the
   * session says otherwise:
   *
   * <pre>{@code
   * set session net_write_timeout = 31536000, group_concat_max_len = 4294967295, max_sort_length = 2304,
   *   sql_mode = 'STRICT_TRANS_TABLES,…'
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
      if (row.getLong(1) == PATIENCE) {
        // Another result of this session is open.
        return () -> {};
      }
      String mode = row.getString(4);
      String before = settings(row.getLong(1), row.getLong(2), row.getLong(3), mode);
      statement.execute(settings(PATIENCE, LONGEST, SORTED, withoutSurprises(mode)));
      return () -> {
        try (Statement after = connection.createStatement()) {
          after.execute(before);
        }
      };
    }
  }

  private static String withoutSurprises(String mode) {
    return Stream.of(mode.split(","))
        .filter(each -> !SURPRISES.contains(each))
        .collect(Collectors.joining(","));
  }

  /** The names of modes have no quotes. */
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
