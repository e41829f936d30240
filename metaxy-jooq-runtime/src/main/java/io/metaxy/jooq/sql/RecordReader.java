package io.metaxy.jooq.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.List;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/**
 * Reads some columns of the current row of a result with the bindings of their fields, without
 * moving the result; can be called repeatedly.
 */
public final class RecordReader {

  private final Cursor<Record> cursor;

  /**
   * @param positions the position of each field in the result, from 1
   */
  public RecordReader(DSLContext dsl, ResultSet result, List<Field<?>> fields, int[] positions) {
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

  public Record read() {
    return Objects.requireNonNull(cursor.fetchNext());
  }
}
