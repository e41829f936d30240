package io.metaxy.jooq.dialect;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a database stores a by-field column ({@code docs/semantics.md} 4). */
public sealed interface ByFieldStorage {

  /**
   * A JSON object, or text that holds one.
   *
   * @param type the column's type in the database: {@code json}, {@code jsonb} or a text type
   */
  record Json(String type) implements ByFieldStorage {

    /** The storage of a column of one of these types; empty for any other. */
    public static Optional<ByFieldStorage> of(LiveColumn column, Set<String> types) {
      return types.contains(column.baseType())
          ? Optional.of(new Json(column.typeName()))
          : Optional.empty();
    }
  }

  /**
   * A STRUCT with one text per field.
   *
   * @param keys the struct keys that the column has
   */
  record Struct(List<String> keys) implements ByFieldStorage {
    public Struct {
      keys = List.copyOf(keys);
    }
  }

  /** A MAP of text to text. */
  record MapOfText() implements ByFieldStorage {}
}
