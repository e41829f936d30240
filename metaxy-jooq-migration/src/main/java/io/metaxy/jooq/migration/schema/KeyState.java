package io.metaxy.jooq.migration.schema;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A primary key or an index.
 *
 * @param name its name; that of the spec on databases whose primary keys have none
 * @param columns its columns, in order
 * @param unique whether it is an index that rejects rows with equal values; false for a primary
 *     key, which always does
 */
public record KeyState(String name, List<String> columns, boolean unique) {

  public KeyState {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
  }

  /** A primary key, or an index that accepts equal values. */
  public KeyState(String name, List<String> columns) {
    this(name, columns, false);
  }

  /** The same key with another name. */
  public KeyState named(String other) {
    return new KeyState(other, columns, unique);
  }

  /** The same key after its columns were renamed. */
  public KeyState renaming(UnaryOperator<String> names) {
    return new KeyState(name, columns.stream().map(names).toList(), unique);
  }

  /** Whether both are on the same columns, and either both or neither reject equal values. */
  public boolean isLike(KeyState other) {
    return columns.equals(other.columns) && unique == other.unique;
  }
}
