package io.metaxy.jooq.spec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user column of a feature's table.
 *
 * @param name the column's name
 * @param type the type of its values
 * @param nullable whether it may be null; never for an id column
 * @param comment a description for human readers, or null
 */
public record ColumnSpec(
    String name, LogicalType type, boolean nullable, @Nullable String comment) {

  public ColumnSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  /** A column without limits or comment. */
  public static ColumnSpec of(String name, ColumnType kind, boolean nullable) {
    return new ColumnSpec(name, LogicalType.of(kind), nullable, null);
  }

  /** The kind of its values. */
  public ColumnType kind() {
    return type.kind();
  }
}
