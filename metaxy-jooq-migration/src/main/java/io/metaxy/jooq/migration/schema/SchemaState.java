package io.metaxy.jooq.migration.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables that specs ask for, or that scripts have made.
 *
 * @param tables in the order of their features' keys
 */
public record SchemaState(List<TableState> tables) {

  /** Without any table. */
  public static final SchemaState EMPTY = new SchemaState(List.of());

  public SchemaState {
    tables = tables.stream().sorted(Comparator.comparing(TableState::feature)).toList();
  }

  /** The table of a feature. */
  public Optional<TableState> table(String feature) {
    return tables.stream().filter(t -> t.feature().equals(feature)).findFirst();
  }
}
