package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.ResultReading.RowReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.duckdb.DuckDBChunkedResult;
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

  /**
   * A column of the result.
   *
   * @param converted whether its values must still be converted to the type of its field
   */
  private record Column(Field<?> field, Cell cell, boolean converted) {}

  private final PreparedStatement statement;
  private final DuckDBChunkedResult result;
  private final List<Column> columns;
  private final DuckDBReadableVector[] vectors;
  private long row;
  private long rows;

  private DuckDbRowReader(
      PreparedStatement statement, DuckDBChunkedResult result, List<Column> columns) {
    this.statement = statement;
    this.result = result;
    this.columns = columns;
    this.vectors = new DuckDBReadableVector[columns.size()];
  }

  /** Runs a statement; null if it has a column of a type that only JDBC reads. */
  static @Nullable RowReader open(
      Connection connection, Supplier<String> sql, List<Field<?>> fields) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (Field<?> field : fields) {
      Cell cell = cell(field.getConverter().fromType());
      if (cell == null) {
        return null;
      }
      boolean plain = field.getConverter().fromType() == field.getConverter().toType();
      columns.add(new Column(field, cell, !plain));
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
      return DuckDBReadableVector::getLong;
    }
    if (type == Integer.class) {
      return DuckDBReadableVector::getInt;
    }
    if (type == Short.class) {
      return DuckDBReadableVector::getShort;
    }
    if (type == Byte.class) {
      return DuckDBReadableVector::getByte;
    }
    if (type == Boolean.class) {
      return DuckDBReadableVector::getBoolean;
    }
    if (type == Double.class) {
      return DuckDBReadableVector::getDouble;
    }
    if (type == Float.class) {
      return DuckDBReadableVector::getFloat;
    }
    if (type == BigDecimal.class) {
      return DuckDBReadableVector::getBigDecimal;
    }
    if (type == LocalDate.class) {
      return DuckDBReadableVector::getLocalDate;
    }
    if (type == LocalDateTime.class) {
      return DuckDBReadableVector::getLocalDateTime;
    }
    if (type == OffsetDateTime.class) {
      return DuckDBReadableVector::getOffsetDateTime;
    }
    return type == Instant.class
        ? (vector, row) -> vector.getOffsetDateTime(row).toInstant()
        : null;
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
        Column column = columns.get(i);
        Object read = column.cell().read(vectors[i], row);
        values[i] = column.converted() ? column.field().getDataType().convert(read) : read;
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
