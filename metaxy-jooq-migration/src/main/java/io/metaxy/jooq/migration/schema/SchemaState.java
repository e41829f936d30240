package io.metaxy.jooq.migration.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The tables of the specs, or those that scripts have made.
 *
 * @param tables the tables, ordered by feature key
 */
public record SchemaState(List<TableState> tables) {

  /** No tables. */
  public static final SchemaState EMPTY = new SchemaState(List.of());

  public SchemaState {
    tables = tables.stream().sorted(Comparator.comparing(TableState::feature)).toList();
  }

  /**
   * The same tables, with what the columns of the other tables record: constants of enums and the
   * content of JSON, which neither scripts nor databases show.
   */
  public SchemaState holding(SchemaState other) {
    return new SchemaState(
        tables.stream()
            .map(table -> other.table(table.feature()).map(table::holding).orElse(table))
            .toList());
  }

  /** The table of a feature, given its key. */
  public Optional<TableState> table(String feature) {
    return tables.stream().filter(t -> t.feature().equals(feature)).findFirst();
  }
}
