package io.metaxy.jooq.value;

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

  /** The text of a value in a message. */
  public static String shortened(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
  }
}
