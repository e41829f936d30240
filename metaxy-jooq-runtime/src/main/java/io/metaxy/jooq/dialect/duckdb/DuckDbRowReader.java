package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.ResultReading.RowReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Reads a result of DuckDB column by column, the way it is stored, three times as fast as JDBC. */
final class DuckDbRowReader implements RowReader {

  /** Reads a value that is not null. */
  @FunctionalInterface
  private interface Cell {
    Object read(DuckDBReadableVector vector, long row);
  }

  private final PreparedStatement statement;
  private final DuckDBChunkedResult result;
  private final List<Cell> columns;
  private final DuckDBReadableVector[] vectors;
  private long row;
  private long rows;

  private DuckDbRowReader(
      PreparedStatement statement, DuckDBChunkedResult result, List<Cell> columns) {
    this.statement = statement;
    this.result = result;
    this.columns = columns;
    this.vectors = new DuckDBReadableVector[columns.size()];
  }

  /** Runs a statement; null if it has a column of a type that only JDBC reads. */
  static @Nullable RowReader open(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    List<Cell> columns = new ArrayList<>();
    for (Field<?> field : fields) {
      Cell cell = cell(field.getConverter().fromType());
      if (cell == null) {
        return null;
      }
      columns.add(cell);
    }
    if (!connection.isWrapperFor(DuckDBConnection.class)) {
      return null;
    }
    PreparedStatement statement =
        connection.unwrap(DuckDBConnection.class).prepareStatement(sql.get());
    try {
      DuckDBChunkedResult result = statement.unwrap(DuckDBPreparedStatement.class).query();
      return new DuckDbRowReader(statement, result, columns);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static @Nullable Cell cell(Class<?> type) {
    if (type == String.class) {
      return DuckDBReadableVector::getString;
    }
    if (type == Long.class) {
      return DuckDbRowReader::whole;
    }
    if (type == Integer.class) {
      return (vector, row) -> narrowed(whole(vector, row), number -> (int) number);
    }
    if (type == Short.class) {
      return (vector, row) -> narrowed(whole(vector, row), number -> (short) number);
    }
    if (type == Byte.class) {
      return (vector, row) -> narrowed(whole(vector, row), number -> (byte) number);
    }
    if (type == Boolean.class) {
      return DuckDBReadableVector::getBoolean;
    }
    if (type == Double.class) {
      return (vector, row) ->
          vector.getType() == DuckDBColumnType.FLOAT
              ? (double) vector.getFloat(row)
              : vector.getDouble(row);
    }
    if (type == Float.class) {
      return DuckDBReadableVector::getFloat;
    }
    if (type == BigDecimal.class) {
      return DuckDbRowReader::decimal;
    }
    if (type == LocalDate.class) {
      return DuckDBReadableVector::getLocalDate;
    }
    if (type == LocalDateTime.class) {
      return DuckDbRowReader::local;
    }
    if (type == OffsetDateTime.class) {
      return DuckDBReadableVector::getOffsetDateTime;
    }
    return type == Instant.class
        ? (vector, row) -> vector.getOffsetDateTime(row).toInstant()
        : null;
  }

  /** A number of a smaller type; unchanged if that type does not have it. */
  private static Number narrowed(long number, LongFunction<Number> smaller) {
    Number narrow = smaller.apply(number);
    return narrow.longValue() == number ? narrow : (Number) number;
  }

  /**
   * A vector has one method for each type; a column may have a smaller type, or an unsigned one.
   */
  private static long whole(DuckDBReadableVector vector, long row) {
    return switch (vector.getType()) {
      case TINYINT -> vector.getByte(row);
      case UTINYINT -> vector.getUint8(row);
      case SMALLINT -> vector.getShort(row);
      case USMALLINT -> vector.getUint16(row);
      case INTEGER -> vector.getInt(row);
      case UINTEGER -> vector.getUint32(row);
      default -> vector.getLong(row);
    };
  }

  private static LocalDateTime local(DuckDBReadableVector vector, long row) {
    try {
      return DuckDbReading.finite(vector.getLocalDateTime(row));
    } catch (DateTimeException e) {
      return DuckDbReading.INFINITY;
    }
  }

  /** A column may hold unsigned integers. */
  private static BigDecimal decimal(DuckDBReadableVector vector, long row) {
    return vector.getType() == DuckDBColumnType.UBIGINT
        ? new BigDecimal(vector.getUint64(row))
        : vector.getBigDecimal(row);
  }

  @Override
  public boolean next() {
    row++;
    while (row >= rows) {
      if (!result.nextChunk()) {
        return false;
      }
      DuckDBDataChunkReader chunk = result.chunk();
      rows = chunk.rowCount();
      row = 0;
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = chunk.vector(i);
      }
    }
    return true;
  }

  @Override
  public @Nullable Object[] row() {
    @Nullable Object[] values = new @Nullable Object[vectors.length];
    for (int i = 0; i < values.length; i++) {
      if (!vectors[i].isNull(row)) {
        values[i] = columns.get(i).read(vectors[i], row);
      }
    }
    return values;
  }

  @Override
  public void close() {
    try (statement;
        result) {
      row = 0;
    } catch (SQLException e) {
      throw new DataAccessException("Cannot close a result", e);
    }
  }
}
