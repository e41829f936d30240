package io.metaxy.jooq.sql;

import io.metaxy.jooq.value.UnreadableValueException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;

/**
 * Reads some columns of the current row of a result with the bindings of their fields, without
 * moving the result; can be called repeatedly.
 */
public final class RecordReader {

  private final Cursor<Record> cursor;
  private final Function<DataAccessException, RuntimeException> failure;

  /**
   * @param positions the position of each field in the result, from 1
   * @param ids the names of the id columns, for errors
   */
  public RecordReader(
      DSLContext dsl, ResultSet result, List<Field<?>> fields, int[] positions, List<String> ids) {
    this(dsl, result, fields, positions, fields, positions, ids);
  }

  /**
   * @param positions the position of each field in the result, from 1
   * @param named the same fields by their names in errors, then others, such as ids
   * @param all their positions
   * @param ids the names of the id columns, for errors
   */
  public RecordReader(
      DSLContext dsl,
      ResultSet result,
      List<Field<?>> fields,
      int[] positions,
      List<Field<?>> named,
      int[] all,
      List<String> ids) {
    this(dsl, result, fields, positions, e -> UnreadableRow.at(dsl, result, named, all, ids, e));
  }

  /** A reader whose exceptions are those of jOOQ. */
  static RecordReader unchecked(
      DSLContext dsl, ResultSet result, List<Field<?>> fields, int[] positions) {
    return new RecordReader(dsl, result, fields, positions, e -> e);
  }

  private RecordReader(
      DSLContext dsl,
      ResultSet result,
      List<Field<?>> fields,
      int[] positions,
      Function<DataAccessException, RuntimeException> failure) {
    this.failure = failure;
    ResultSet standing =
        (ResultSet)
            Proxy.newProxyInstance(
                RecordReader.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("next")) {
                    return true;
                  }
                  if (arguments != null && arguments[0] instanceof Integer index) {
                    arguments[0] = positions[index - 1];
                  }
                  try {
                    return method.invoke(result, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    cursor = dsl.fetchLazy(standing, fields.toArray(Field<?>[]::new));
  }

  /**
   * The values of the row.
   *
   * @throws UnreadableValueException if one cannot be read; names the row, the column and the value
   */
  public Record read() {
    try {
      return Objects.requireNonNull(cursor.fetchNext());
    } catch (DataAccessException e) {
      throw failure.apply(e);
    }
  }
}
