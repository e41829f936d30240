package io.metaxy.jooq.migration.schema;

import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of a feature, or a system table.
 *
 * @param feature the feature's key as text
 * @param name the table's name in scripts, starting with Flyway's placeholder {@value #PREFIX} when
 *     tables have a prefix
 * @param comment the table's comment, which names its owner; null for none
 * @param columns the columns, in order
 * @param idColumns the feature's id columns, in order
 * @param primaryKey the primary key; null for none
 * @param indexes the indexes; only those that features have
 */
public record TableState(
    String feature,
    String name,
    @Nullable String comment,
    List<ColumnState> columns,
    List<String> idColumns,
    @Nullable KeyState primaryKey,
    List<KeyState> indexes) {

  /** The start of system tables' keys; their comments name no feature. */
  public static final String SYSTEM = "metaxy-system/";

  /** The start of system tables' names. */
  public static final String SYSTEM_TABLE = "metaxy_system__";

  /** The placeholder in scripts for the table prefix of inferred names. */
  public static final String PREFIX = "${metaxyTablePrefix}";

  /** The name of the placeholder in {@link #PREFIX}. */
  public static final String PLACEHOLDER = PREFIX.substring(2, PREFIX.length() - 1);

  public TableState {
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(name, "name");
    columns = List.copyOf(columns);
    idColumns = List.copyOf(idColumns);
    indexes = List.copyOf(indexes);
  }

  /** Whether it is a system table. */
  public boolean isSystem() {
    return feature.startsWith(SYSTEM);
  }

  /** The column with this name. */
  public Optional<ColumnState> column(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }

  /** The same table, with the constants and JSON content that the columns of another record. */
  TableState holding(TableState other) {
    return withColumns(
        columns.stream()
            .map(
                column ->
                    other
                        .column(column.name())
                        .map(known -> column.holding(known.constants(), known.shape()))
                        .orElse(column))
            .toList());
  }

  /** The same table with other id columns. */
  public TableState withIds(List<String> others) {
    return new TableState(feature, name, comment, columns, others, primaryKey, indexes);
  }

  /** The same table, with by-field columns of a form without keys. */
  public TableState withByField(Form form) {
    return withColumns(
        columns.stream()
            .map(
                column ->
                    column.type() instanceof ByField
                        ? column.typed(new ByField(form, List.of()))
                        : column)
            .toList());
  }

  /** The same table with other columns. */
  public TableState withColumns(List<ColumnState> others) {
    return new TableState(feature, name, comment, others, idColumns, primaryKey, indexes);
  }
}
