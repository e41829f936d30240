package io.metaxy.jooq.dialect;

/**
 * A column as the database has it.
 *
 * @param name its name
 * @param typeName the name of its type in the database, as its JDBC driver gives it
 * @param nullable whether it may hold null
 */
public record LiveColumn(String name, String typeName, boolean nullable) {

  /** The type's name in lower case, without what stands in parentheses. */
  public String baseType() {
    return DatabaseTypes.withoutParentheses(typeName);
  }

  /** Whether it is a timestamp without time zone; those of the system hold the UTC wall clock. */
  public boolean isLocalTimestamp() {
    return switch (baseType()) {
      case "timestamp", "timestamp without time zone", "datetime" -> true;
      default -> false;
    };
  }
}
