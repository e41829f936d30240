package io.metaxy.jooq.dialect;

import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.UUID;
import org.jooq.Field;
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
 * @param nested its own type if it holds documents in a form other than JSON; null otherwise
 */
public record LiveColumn(
    String name,
    String typeName,
    boolean nullable,
    @Nullable ColumnType kind,
    boolean folds,
    @Nullable ColumnLimit limit,
    @Nullable LiveColumn element,
    @Nullable NestedType nested) {

  /** A column that holds no documents, or holds them as JSON. */
  public LiveColumn(
      String name,
      String typeName,
      boolean nullable,
      @Nullable ColumnType kind,
      boolean folds,
      @Nullable ColumnLimit limit,
      @Nullable LiveColumn element) {
    this(name, typeName, nullable, kind, folds, limit, element, null);
  }

  /** The same column, for documents that it holds in a form other than JSON. */
  LiveColumn holding(NestedType type) {
    return new LiveColumn(name, typeName, nullable, ColumnType.JSON, folds, null, null, type);
  }

  /** The same column of lists, for documents that are lists and are sent as such. */
  LiveColumn holdingLists(NestedType type) {
    return new LiveColumn(name, typeName, nullable, ColumnType.JSON, folds, null, element, type);
  }

  /** Whether its documents are lists of the database, and are sent as arrays of texts. */
  public boolean holdsLists() {
    return nested != null && element != null;
  }

  /** The same column with a limit; null leaves that of its type. */
  public LiveColumn limitedTo(@Nullable ColumnLimit most) {
    return most == null
        ? this
        : new LiveColumn(name, typeName, nullable, kind, folds, most, element, nested);
  }

  /** The same column, whose collation treats different texts as equal. */
  public LiveColumn folding() {
    return new LiveColumn(name, typeName, nullable, kind, true, limit, element, nested);
  }

  /** Whether it can hold integers that are larger than any {@code long}. */
  public boolean exceedsLong() {
    return limit instanceof ColumnLimit.Unsigned64;
  }

  /** Whether it holds nanoseconds; any other column of times holds at most microseconds. */
  public boolean holdsNanoseconds() {
    return limit instanceof ColumnLimit.Nanoseconds;
  }

  /** Whether it holds fewer or more digits of a second than microseconds. */
  public boolean hasOtherPrecision() {
    return limit instanceof ColumnLimit.Fraction || holdsNanoseconds();
  }

  /** The column of the values in a list, in the inner lists of a list of lists; else this one. */
  public LiveColumn innermost() {
    return element == null ? this : element.innermost();
  }

  /** The number of lists that contain a value: 0 for a column that holds no lists. */
  public int depth() {
    return element == null ? 0 : 1 + element.depth();
  }

  /** Whether it holds the UUIDs of a column as texts. */
  public boolean holdsAsText(Field<?> uuids) {
    return kind == ColumnType.STRING && uuids.getConverter().fromType() == UUID.class;
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
