package io.metaxy.jooq.migration.schema;

import io.metaxy.jooq.spec.JsonShape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the column's name
 * @param type the type of its values
 * @param nullable whether the database lets it be null
 * @param comment the column's comment; null for none
 * @param generated how the database generates the value, in words such as {@code is an identity
 *     column}; null when it does not
 * @param required whether PostgreSQL rejects new rows without a value, by a check constraint
 * @param form the attributes that others gave it, where they must be known; null otherwise
 * @param constants the constants of the spec's enum, all of which it must hold; empty for other
 *     types and when they are not known, as of columns read from a database
 * @param shape what the spec's JSON contains, or would contain for a list, which some columns hold
 *     as JSON; null for other types and when it is not known
 */
public record ColumnState(
    String name,
    StoredType type,
    boolean nullable,
    @Nullable String comment,
    @Nullable String generated,
    boolean required,
    @Nullable PhysicalForm form,
    List<String> constants,
    @Nullable JsonShape shape) {

  public ColumnState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    constants = List.copyOf(constants);
  }

  /** A column as this library creates it. */
  public ColumnState(
      String name,
      StoredType type,
      boolean nullable,
      @Nullable String comment,
      @Nullable String generated) {
    this(name, type, nullable, comment, generated, false, null, List.of(), null);
  }

  /** The same column with other values. */
  public ColumnState holding(List<String> others, @Nullable JsonShape other) {
    return new ColumnState(name, type, nullable, comment, generated, required, form, others, other);
  }

  /** The same column with another name. */
  public ColumnState named(String other) {
    return new ColumnState(
        other, type, nullable, comment, generated, required, form, constants, shape);
  }

  /** The same column with another type. */
  public ColumnState typed(StoredType other) {
    PhysicalForm left = form == null ? null : form.untyped();
    return new ColumnState(
        name, other, nullable, comment, generated, required, left, constants, shape);
  }

  /** The same column with another nullability. */
  public ColumnState nullable(boolean other) {
    return new ColumnState(name, type, other, comment, generated, required, form, constants, shape);
  }

  /** The same column with another comment; null for none. */
  public ColumnState commented(@Nullable String other) {
    return new ColumnState(
        name, type, nullable, other, generated, required, form, constants, shape);
  }

  /** The same column with or without the check of new rows. */
  public ColumnState required(boolean other) {
    return new ColumnState(name, type, nullable, comment, generated, other, form, constants, shape);
  }
}
