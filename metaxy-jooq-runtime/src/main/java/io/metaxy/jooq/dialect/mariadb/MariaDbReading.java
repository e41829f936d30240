package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.ResultReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads results of MariaDB: instants as UTC date and time, texts as bytes. */
final class MariaDbReading implements ResultReading {

  /** How long a server waits for a reader that computes, in seconds: a year. */
  private static final long PATIENCE = 31_536_000;

  /** The maximum length of the aggregated text of a group. */
  private static final long LONGEST = 4_294_967_295L;

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

  /**
   * By default a server closes a connection whose reader reads nothing for a minute, and truncates
   * the text of a group at a megabyte.
   */
  @Override
  public Session session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select @@net_write_timeout, @@group_concat_max_len")) {
      row.next();
      String before = settings(row.getString(1), row.getString(2));
      statement.execute(settings(String.valueOf(PATIENCE), String.valueOf(LONGEST)));
      return () -> {
        try (Statement after = connection.createStatement()) {
          after.execute(before);
        }
      };
    }
  }

  private static String settings(String patience, String longest) {
    return "set session net_write_timeout = " + patience + ", group_concat_max_len = " + longest;
  }
}
