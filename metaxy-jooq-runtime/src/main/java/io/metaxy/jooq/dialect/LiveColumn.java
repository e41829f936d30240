package io.metaxy.jooq.dialect;

import io.metaxy.jooq.spec.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column as the database has it.
 *
 * @param name its name
 * @param typeName the name of its type in the database, as its JDBC driver gives it
 * @param nullable whether it may hold null
 * @param kind what its type is to the database's {@link DatabaseTypes}; null when they do not know
 *     it
 */
public record LiveColumn(
    String name, String typeName, boolean nullable, @Nullable ColumnType kind) {

  /** The type's name in lower case, without what stands in parentheses. */
  public String baseType() {
    return DatabaseTypes.withoutParentheses(typeName);
  }

  /** Whether it is a timestamp without time zone; those of the system hold the UTC wall clock. */
  public boolean isLocalTimestamp() {
    return kind == ColumnType.LOCAL_DATE_TIME;
  }
}
