package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.Session;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session in which values that do not fit are errors, until it ends; other sessions store a
 * converted value. A transaction of the store that begins in it reads committed rows, so that it
 * does not lock rows that it only reads, if the server's binary log allows that:
 *
 * <pre>{@code
 * set session sql_mode = 'STRICT_ALL_TABLES'
 * set transaction isolation level read committed
 * }</pre>
 */
final class StrictSession implements Session {

  private static final String STRICT = "STRICT_ALL_TABLES";

  /** Modes in which a transactional engine rejects values that do not fit. */
  private static final List<String> ALREADY = List.of(STRICT, "STRICT_TRANS_TABLES");

  /** The mode in which an empty text is null. */
  private static final String EMPTY_IS_NULL = "EMPTY_STRING_IS_NULL";

  private final Connection connection;
  private final @Nullable String before;
  private final @Nullable String isolation;

  private StrictSession(
      Connection connection, @Nullable String before, @Nullable String isolation) {
    this.connection = connection;
    this.before = before;
    this.isolation = isolation;
  }

  /**
   * @param own whether the transaction that begins is the store's
   */
  static StrictSession of(Connection connection, boolean own) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select @@session.sql_mode, @@in_transaction or @@autocommit or @@log_bin and"
                    + " @@binlog_format = 'STATEMENT', @@tx_isolation")) {
      row.next();
      String mode = row.getString(1);
      boolean lowers = own && !row.getBoolean(2);
      String isolation = lowers ? row.getString(3).replace('-', ' ') : null;
      if (lowers) {
        statement.execute("set transaction isolation level read committed");
      }
      List<String> modes = Arrays.asList(mode.split(","));
      if (ALREADY.stream().anyMatch(modes::contains) && !modes.contains(EMPTY_IS_NULL)) {
        return new StrictSession(connection, null, isolation);
      }
      set(connection, STRICT);
      return new StrictSession(connection, mode, isolation);
    }
  }

  private static void set(Connection connection, String mode) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("set session sql_mode = ?")) {
      statement.setString(1, mode);
      statement.execute();
    }
  }

  @Override
  public void close() throws SQLException {
    if (before != null) {
      set(connection, before);
    }
    if (isolation != null) {
      restoreIsolation();
    }
  }

  /** If nothing was written, the next transaction would get the isolation meant for this one. */
  private void restoreIsolation() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("select @@in_transaction")) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
      statement.execute("set transaction isolation level " + isolation);
    }
  }
}
