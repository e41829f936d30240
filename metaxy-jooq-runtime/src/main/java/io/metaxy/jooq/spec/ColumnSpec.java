package io.metaxy.jooq.spec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user column of a feature's table.
 *
 * @param name the column's name
 * @param type its logical type
 * @param nullable whether it may be null; never for an id column
 * @param length the greatest number of characters, for {@link ColumnType#STRING}; null is no limit
 * @param precision digits in all, for {@link ColumnType#DECIMAL}; null is the database's default
 * @param scale digits after the point, for {@link ColumnType#DECIMAL}; null is the database's
 *     default
 * @param comment for the reader; null is none
 * @param values the constants, for {@link ColumnType#ENUM}; empty otherwise
 * @param array whether a {@link ColumnType#JSON} document is a list rather than an object
 * @param javaType the Java type of the record component as it stands in source, for enums and JSON;
 *     null when the definition does not come from a Java class
 */
public record ColumnSpec(
    String name,
    ColumnType type,
    boolean nullable,
    @Nullable Integer length,
    @Nullable Integer precision,
    @Nullable Integer scale,
    @Nullable String comment,
    List<String> values,
    boolean array,
    @Nullable String javaType) {

  public ColumnSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    values = List.copyOf(values);
  }

  /** A column without further attributes. */
  public static ColumnSpec of(String name, ColumnType type, boolean nullable) {
    return new ColumnSpec(name, type, nullable, null, null, null, null, List.of(), false, null);
  }
}
