package io.metaxy.jooq.migration.schema;

import java.util.List;
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
 * @param required whether PostgreSQL refuses new rows without a value, by a check beside the column
 * @param form what it has that we would not give it, where that must be known; else null
 * @param constants those of the spec's enum, all of which it has to hold; empty for other types,
 *     and of what a database has
 */
public record ColumnState(
    String name,
    StoredType type,
    boolean nullable,
    @Nullable String comment,
    @Nullable String generated,
    boolean required,
    @Nullable PhysicalForm form,
    List<String> constants) {

  public ColumnState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    constants = List.copyOf(constants);
  }

  /** A column that is as we make it. */
  public ColumnState(
      String name,
      StoredType type,
      boolean nullable,
      @Nullable String comment,
      @Nullable String generated) {
    this(name, type, nullable, comment, generated, false, null, List.of());
  }

  /** The same column by another name. */
  public ColumnState named(String other) {
    return new ColumnState(other, type, nullable, comment, generated, required, form, constants);
  }

  /** The same column of another type. */
  public ColumnState typed(StoredType other) {
    PhysicalForm left = form == null ? null : form.untyped();
    return new ColumnState(name, other, nullable, comment, generated, required, left, constants);
  }

  /** The same column, which may be null or not. */
  public ColumnState nullable(boolean other) {
    return new ColumnState(name, type, other, comment, generated, required, form, constants);
  }

  /** The same column with another comment; null is none. */
  public ColumnState commented(@Nullable String other) {
    return new ColumnState(name, type, nullable, other, generated, required, form, constants);
  }

  /** The same column with the check of new rows, or without. */
  public ColumnState required(boolean other) {
    return new ColumnState(name, type, nullable, comment, generated, other, form, constants);
  }
}
