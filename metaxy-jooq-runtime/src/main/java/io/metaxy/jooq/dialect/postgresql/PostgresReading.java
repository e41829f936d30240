package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.ResultReading.TextReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Reads results of PostgreSQL: instants as text, texts as bytes, and through binary COPY if the
 * driver's connection supports it.
 */
final class PostgresReading implements ResultReading {

  @Override
  public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = PostgresTimes.read(row, column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  @Override
  public <T> @Nullable T local(ResultSet row, int column, Class<T> type) throws SQLException {
    return PostgresTimes.read(row, column, type);
  }

  @Override
  public @Nullable Object moment(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }

  @Override
  public boolean isInTransaction(Connection connection) throws SQLException {
    return Transactions.isOpen(connection);
  }

  /** A transaction without changes, such as one that the check of a pool has begun, has no id. */
  @Override
  public boolean hasChanges(Connection connection) throws SQLException {
    if (!Transactions.isOpen(connection)) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select txid_current_if_assigned() is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Loads the driver's classes only when a transaction begins. */
  private static final class Transactions {
    static boolean isOpen(Connection connection) throws SQLException {
      return connection.isWrapperFor(BaseConnection.class)
          && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }
  }

  @Override
  public @Nullable TextReader texts(Connection connection, Supplier<String> sql, int columns)
      throws SQLException {
    return Texts.open(connection, sql, columns);
  }

  /** Loads the driver's classes only when texts are read. */
  private static final class Texts {
    static @Nullable TextReader open(Connection connection, Supplier<String> sql, int columns)
        throws SQLException {
      return PostgresTextReader.open(connection, sql, columns);
    }
  }

  @Override
  public byte @Nullable [] utf8(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }
}
