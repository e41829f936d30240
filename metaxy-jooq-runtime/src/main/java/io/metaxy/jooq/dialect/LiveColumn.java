package io.metaxy.jooq.dialect;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;
import org.jspecify.annotations.Nullable;

/**
 * A column as it exists in the database.
 *
 * @param name its name
 * @param typeName the name of its type in the database, as the JDBC driver returns it
 * @param nullable whether it may hold null
 * @param kind the kind of its type in the database's {@link DatabaseTypes}, or null if unknown
 * @param folds whether the database treats different texts in it as equal
 * @param limit the largest value that it can hold, or null if that depends on its type only
 * @param element the elements of a list, as a column; null for any other type
 */
public record LiveColumn(
    String name,
    String typeName,
    boolean nullable,
    @Nullable ColumnType kind,
    boolean folds,
    @Nullable ColumnLimit limit,
    @Nullable LiveColumn element) {

  /** The same column with a limit; null leaves that of its type. */
  public LiveColumn limitedTo(@Nullable ColumnLimit most) {
    return most == null
        ? this
        : new LiveColumn(name, typeName, nullable, kind, folds, most, element);
  }

  /** The same column, whose collation treats different texts as equal. */
  public LiveColumn folding() {
    return new LiveColumn(name, typeName, nullable, kind, true, limit, element);
  }

  /** Whether it can hold integers that are larger than any {@code long}. */
  public boolean exceedsLong() {
    return limit instanceof ColumnLimit.Range range && range.most() == Long.MAX_VALUE;
  }

  /**
   * Whether its type is the user's own, such as an enum of the database; it holds texts, but is
   * compared and ordered differently.
   */
  public boolean isOwnType() {
    return kind == null;
  }

  /** The type's name in lower case, without parentheses. */
  public String baseType() {
    return DatabaseTypes.withoutParentheses(typeName);
  }

  /** Whether it is a timestamp without time zone; in system columns these hold UTC. */
  public boolean isLocalTimestamp() {
    return kind == ColumnType.LOCAL_DATE_TIME;
  }
}
