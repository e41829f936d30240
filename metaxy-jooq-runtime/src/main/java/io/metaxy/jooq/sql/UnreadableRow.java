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
        return unreadable(
            row(rows, fields, positions, ids),
            field.getName(),
            UnreadableValueException.shortened(text(rows, positions[i])),
            reason(e.getCause(SQLException.class)),
            failure);
      }
    }
    return failure;
  }

  /**
   * The same for a row that was read.
   *
   * @param names the names of the columns
   * @param values their values
   * @param ids the names of the id columns
   * @param wrong the position of the value that cannot be read
   */
  public static RuntimeException at(
      List<String> names,
      @Nullable Object[] values,
      List<String> ids,
      int wrong,
      RuntimeException failure) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (ids.contains(names.get(i))) {
        named.add(names.get(i) + "=" + values[i]);
      }
    }
    return unreadable(
        row(named),
        names.get(wrong),
        UnreadableValueException.shortened(values[wrong]),
        reason(failure),
        failure);
  }

  private static UnreadableValueException unreadable(
      String row, String column, String value, String reason, RuntimeException failure) {
    return new UnreadableValueException(
        "the row " + row + ": its " + column + " is " + value + reason, failure);
  }

  private static String row(List<String> named) {
    return named.isEmpty() ? "of a result" : "(" + String.join(", ", named) + ")";
  }

  private static String row(
      ResultSet rows, List<? extends Field<?>> fields, int[] positions, List<String> ids) {
    List<String> named = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (ids.contains(fields.get(i).getName())) {
        named.add(fields.get(i).getName() + "=" + text(rows, positions[i]));
      }
    }
    return row(named);
  }

  private static String text(ResultSet rows, int position) {
    try {
      return String.valueOf(rows.getString(position));
    } catch (SQLException | RuntimeException e) {
      return "unreadable";
    }
  }

  /** The message of the library's own cause, or the innermost one, without its remedy. */
  private static String reason(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && cause.getCause() != null && !isSentence(cause)) {
      cause = cause.getCause();
    }
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "" : ": " + message.replaceFirst("; correct the row.*", "");
  }

  private static boolean isSentence(Throwable cause) {
    return cause instanceof IllegalStateException
        && String.valueOf(cause.getMessage()).startsWith("Cannot read ");
  }
}
