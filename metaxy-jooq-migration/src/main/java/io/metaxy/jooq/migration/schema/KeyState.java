package io.metaxy.jooq.migration.schema;

import java.util.List;
import java.util.Objects;

/**
 * A primary key or an index.
 *
 * @param name its name; that of the spec on databases whose primary keys have none
 * @param columns its columns, in order
 */
public record KeyState(String name, List<String> columns) {

  public KeyState {
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
  }
}
