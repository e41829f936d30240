package io.metaxy.jooq.sql;

import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Finds the value that cannot be read in the current row of a result. */
public final class UnreadableRow {

  /** How the message of jOOQ for a failed binding or converter begins. */
  private static final String READING = "Error while reading field";

  private UnreadableRow() {}

  /** Whether a value could not be read, rather than a statement run. */
  public static boolean isCause(DataAccessException e) {
    SQLException cause = e.getCause(SQLException.class);
    return cause != null && String.valueOf(cause.getMessage()).startsWith(READING);
  }

  /**
   * The exception that names the row, the column and the value; the given one if none is found.
   *
   * @param fields the columns of the result
   * @param positions the position of each in the result, from 1
   * @param ids the names of the id columns
   */
  public static RuntimeException at(
      DSLContext dsl,
      ResultSet rows,
      List<? extends Field<?>> fields,
      int[] positions,
      List<String> ids,
      DataAccessException failure) {
    for (int i = 0; i < fields.size(); i++) {
      Field<?> field = fields.get(i);
      try {
        RecordReader.unchecked(dsl, rows, List.of(field), new int[] {positions[i]}).read();
      } catch (DataAccessException e) {
        return new UnreadableValueException(
            "the row "
                + row(rows, fields, positions, ids)
                + ": its "
                + field.getName()
                + " is "
                + UnreadableValueException.shortened(text(rows, positions[i]))
                + reason(e),
            failure);
      }
    }
    return failure;
  }

  private static String row(
      ResultSet rows, List<? extends Field<?>> fields, int[] positions, List<String> ids) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (ids.contains(fields.get(i).getName())) {
        named.add(fields.get(i).getName() + "=" + text(rows, positions[i]));
      }
    }
    return named.isEmpty() ? "of a result" : "(" + String.join(", ", named) + ")";
  }

  private static String text(ResultSet rows, int position) {
    try {
      return String.valueOf(rows.getString(position));
    } catch (SQLException | RuntimeException e) {
      return "unreadable";
    }
  }

  /** The message of the cause within jOOQ's, without its remedy. */
  private static String reason(DataAccessException e) {
    @Nullable Throwable cause = e.getCause(SQLException.class);
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "" : ": " + message.replaceFirst("; correct the row.*", "");
  }
}
