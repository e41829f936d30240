package io.metaxy.jooq.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Thrown when a database returns a value that the Java type of its column does not have. */
public final class UnreadableValueException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 200;

  /**
   * @param value the value, as text
   * @param type the name of the Java type
   * @param expected what it must be
   */
  public UnreadableValueException(String value, String type, String expected) {
    super(
        "Cannot read the value "
            + shortened(value)
            + " as "
            + type
            + " ("
            + expected
            + "); correct the row, or the type of the column");
  }

  /**
   * A value in a row.
   *
   * @param row the row, and what is wrong with it
   */
  public UnreadableValueException(String row, Throwable cause) {
    super("Cannot read " + row + "; correct the row, or the type of the column", cause);
  }

  /** The text of a value in a message; that of an array is a list of its elements. */
  public static String shortened(@Nullable Object value) {
    String listed = Arrays.deepToString(new @Nullable Object[] {value});
    String text = listed.substring(1, listed.length() - 1);
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
