package io.metaxy.jooq.migration;

import java.util.List;
import java.util.Set;

/** Tells the tables that there are from those that the specs ask for. */
final class Differ {
  private Differ() {}

  /**
   * The differences.
   *
   * @param allowedDrops the keys of features whose tables may be dropped, and {@code
   *     <key>.<column>} of columns that look renamed and are not; see {@link PlanOptions#drops}
   */
  static SchemaDiff diff(
      SchemaState desired, SchemaState current, Renames renames, Set<String> allowedDrops) {
    return new SchemaDiff(List.of(), List.of(), List.of(), List.of());
  }
}
