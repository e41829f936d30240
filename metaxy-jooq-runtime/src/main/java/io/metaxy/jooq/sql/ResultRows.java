package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.ResultReading.RowReader;
import io.metaxy.jooq.table.ExactNumberConverter;
import io.metaxy.jooq.table.LocalBinding;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement as arrays: in the database-specific way if there is one, otherwise
 * through jOOQ.
 */
public interface ResultRows extends AutoCloseable {

  /** The values of the next row, in the types of its fields; null at the end. */
  @Nullable Object @Nullable [] next();

  @Override
  void close();

  /**
   * Runs a statement on a connection, which is closed with the rows, but not if this fails. The
   * database-specific way keeps the connection busy, so it requires an unshared connection.
   *
   * @param names the names of columns in errors, by those of the fields
   * @param ids the names of ids in errors
   */
  static ResultRows open(
      BorrowedConnection borrowed,
      FeatureDialect dialect,
      ResultQuery<Record> query,
      List<Field<?>> fields,
      UnaryOperator<String> names,
      List<String> ids) {
    try {
      RowReader rows =
          borrowed.isShared()
              ? null
              : dialect
                  .reading()
                  .rows(borrowed.connection(), () -> borrowed.dsl().renderInlined(query), fields);
      return rows == null
          ? new OfCursor(new OpenResult(borrowed, query), fields, names, ids)
          : new OfReader(borrowed, rows, dialect, fields, names, ids);
    } catch (SQLException e) {
      throw new DataAccessException("Cannot run a statement: " + e.getMessage(), e);
    }
  }

  /** Rows of jOOQ's cursor. */
  record OfCursor(
      OpenResult result, List<Field<?>> fields, UnaryOperator<String> names, List<String> ids)
      implements ResultRows {

    @Override
    public @Nullable Object @Nullable [] next() {
      try {
        Record row = result.cursor().fetchNext();
        return row == null ? null : row.intoArray();
      } catch (DataAccessException e) {
        throw UnreadableRow.isCause(e) ? unreadable(e) : e;
      }
    }

    private RuntimeException unreadable(DataAccessException e) {
      List<Field<?>> named = new ArrayList<>();
      for (Field<?> field : fields) {
        named.add(DSL.field(DSL.name(names.apply(field.getName())), field.getDataType()));
      }
      int[] positions = IntStream.rangeClosed(1, named.size()).toArray();
      return UnreadableRow.at(result.dsl(), result.rows(), named, positions, ids, e);
    }

    @Override
    public void close() {
      result.close();
    }
  }

  /** Rows of the database's own reader. */
  record OfReader(
      BorrowedConnection borrowed,
      RowReader rows,
      FeatureDialect dialect,
      List<Field<?>> fields,
      UnaryOperator<String> names,
      List<String> ids)
      implements ResultRows {

    @Override
    public @Nullable Object @Nullable [] next() {
      if (!rows.next()) {
        return null;
      }
      @Nullable Object[] read = rows.row();
      @Nullable Object[] values = new @Nullable Object[read.length];
      for (int i = 0; i < values.length; i++) {
        Object value = read[i];
        try {
          values[i] = value == null ? null : value(fields.get(i), value);
        } catch (RuntimeException e) {
          throw UnreadableRow.at(fields.stream().map(this::name).toList(), read, ids, i, e);
        }
      }
      return values;
    }

    private String name(Field<?> field) {
      return names.apply(field.getName());
    }

    /** The value as a binding and a converter make it. */
    private @Nullable Object value(Field<?> field, Object read) {
      Converter<?, ?> converter = field.getConverter();
      if (read instanceof Long number
          && !ExactNumberConverter.isExact(converter.fromType(), number)) {
        throw new UnreadableValueException(
            String.valueOf(number), converter.fromType().getSimpleName(), "must be in its range");
      }
      Object stored =
          read instanceof Temporal
              ? LocalBinding.stored(dialect, read, converter.fromType())
              : read;
      return converter.fromType() == converter.toType()
          ? stored
          : field.getDataType().convert(stored);
    }

    @Override
    public void close() {
      try (borrowed) {
        rows.close();
      }
    }
  }
}
