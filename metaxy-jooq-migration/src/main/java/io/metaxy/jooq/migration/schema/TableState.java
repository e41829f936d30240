package io.metaxy.jooq.migration.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of a feature, or one of the system's.
 *
 * @param feature the feature's key as text
 * @param name the table's name as scripts have it: with Flyway's placeholder {@value #PREFIX} at
 *     its head when tables have a prefix
 * @param comment the table's comment, which tells whose it is; null is none
 * @param columns the columns, in order
 * @param idColumns the feature's id columns, in order
 * @param primaryKey the primary key; null is none
 * @param indexes the indexes, by name; only those that features have
 */
public record TableState(
    String feature,
    String name,
    @Nullable String comment,
    List<ColumnState> columns,
    List<String> idColumns,
    @Nullable KeyState primaryKey,
    List<KeyState> indexes) {

  /** What the keys of the system's tables begin with; no comment of theirs names a feature. */
  public static final String SYSTEM = "metaxy-system/";

  /** What the names of the system's tables begin with. */
  public static final String SYSTEM_TABLE = "metaxy_system__";

  /** Stands in scripts for what every inferred table name begins with. */
  public static final String PREFIX = "${metaxyTablePrefix}";

  public TableState {
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    idColumns = List.copyOf(idColumns);
    indexes = List.copyOf(indexes);
  }

  /** Whether it is one of the system's. */
  public boolean isSystem() {
    return feature.startsWith(SYSTEM);
  }

  /** The column of this name. */
  public Optional<ColumnState> column(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }

  /** The same table with other columns. */
  public TableState withColumns(List<ColumnState> others) {
    return new TableState(feature, name, comment, others, idColumns, primaryKey, indexes);
  }
}
