package io.metaxy.jooq.migration;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the column's name
 * @param type what it stores
 * @param nullable whether the database lets it be null
 * @param comment the column's comment; null is none
 * @param generated how the database makes the value itself, for the reader, such as {@code is an
 *     identity column}; null when it does not
 * @param form what it has that we would not give it, where that must be told again; else null
 */
public record ColumnState(
    String name,
    StoredType type,
    boolean nullable,
    @Nullable String comment,
    @Nullable String generated,
    @Nullable PhysicalForm form) {

  public ColumnState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** A column that is as we make it. */
  public ColumnState(
      String name,
      StoredType type,
      boolean nullable,
      @Nullable String comment,
      @Nullable String generated) {
    this(name, type, nullable, comment, generated, null);
  }

  /** The same column by another name. */
  ColumnState named(String other) {
    return new ColumnState(other, type, nullable, comment, generated, form);
  }

  /** The same column of another type. */
  ColumnState typed(StoredType other) {
    PhysicalForm left = form == null ? null : form.untyped();
    return new ColumnState(name, other, nullable, comment, generated, left);
  }

  /** The same column, which may be null or not. */
  ColumnState nullable(boolean other) {
    return new ColumnState(name, type, other, comment, generated, form);
  }

  /** The same column with another comment; null is none. */
  ColumnState commented(@Nullable String other) {
    return new ColumnState(name, type, nullable, other, generated, form);
  }
}
