package io.metaxy.jooq.dialect.duckdb;

import static org.jooq.impl.DSL.field;

import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.ResultReading.RowReader;
import io.metaxy.jooq.value.ColumnLimit;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads results of DuckDB: instants as microseconds, rows from its own chunks. */
final class DuckDbReading implements ResultReading {

  /** What infinity is read as: a date and time outside all limits. */
  static final LocalDateTime INFINITY = LocalDateTime.MAX;

  @Override
  public Field<?> sent(Field<?> instant) {
    return field("epoch_us({0})", SQLDataType.BIGINT, instant);
  }

  /** A timestamp, with or without time zone, is read as its microseconds since the epoch. */
  @Override
  public @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    try {
      long micros = row.getLong(column);
      return row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    } catch (NumberFormatException e) {
      // The driver has no number for seconds, milliseconds and nanoseconds.
      LocalDateTime time = local(row, column, LocalDateTime.class);
      return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
  }

  /** Without a transaction, each statement has a transaction, and so an id, of its own. */
  @Override
  public boolean isInTransaction(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long first = transaction(statement);
      return first == transaction(statement);
    }
  }

  private static long transaction(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select txid_current()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The driver returns a date of another calendar if its class is requested. */
  @Override
  public <T> @Nullable T local(ResultSet row, int column, Class<T> type) throws SQLException {
    if (type == LocalDate.class) {
      return type.cast(row.getObject(column));
    }
    try {
      T value = ResultReading.super.local(row, column, type);
      return value instanceof LocalDateTime time ? type.cast(finite(time)) : value;
    } catch (DateTimeException e) {
      // It is infinite in seconds.
      return type.cast(INFINITY);
    }
  }

  /** The same date and time, or {@link #INFINITY} if it is infinite in nanoseconds. */
  static LocalDateTime finite(LocalDateTime time) {
    boolean isFiner = !time.truncatedTo(ChronoUnit.MICROS).equals(time);
    return isFiner && !ColumnLimit.Nanoseconds.contains(time) ? INFINITY : time;
  }

  @Override
  public @Nullable String document(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return value instanceof Struct || value instanceof Map<?, ?> || value instanceof Array
        ? DuckDbDocuments.json(value)
        : null;
  }

  @Override
  public @Nullable RowReader rows(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    return DuckDbRowReader.open(connection, sql, fields);
  }
}
