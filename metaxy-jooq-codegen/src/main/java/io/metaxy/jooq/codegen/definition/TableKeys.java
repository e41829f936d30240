package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The primary key and the indexes of a feature's table: those that the feature declares, and where
 * it declares nothing, those that the options request ({@code docs/semantics.md} 4).
 *
 * @param primaryKey the primary key; null for none
 * @param indexes the indexes: the one on the columns of the primary key, then the declared ones
 */
public record TableKeys(@Nullable TableKey primaryKey, List<TableKey> indexes) {

  public TableKeys {
    indexes = List.copyOf(indexes);
  }

  /**
   * A primary key or an index.
   *
   * @param name its name
   * @param columns the names of its columns, in order
   * @param unique whether it rejects rows with equal values
   * @param isDeclared whether an {@code @Index} of the feature declares it
   */
  public record TableKey(String name, List<String> columns, boolean unique, boolean isDeclared) {

    public TableKey {
      Objects.requireNonNull(name, "name");
      columns = List.copyOf(columns);
    }

    /** Whether both are on the same columns, and either both or neither reject equal values. */
    public boolean isOn(List<String> others, boolean isUnique) {
      return columns.equals(others) && unique == isUnique;
    }
  }

  /** The keys of a feature's table. */
  static TableKeys of(FeaturePlan feature, CodegenOptions options) {
    OfKeys declared = feature.definition().settings().keys();
    String table = feature.tableName();
    String prefix = prefix(feature, options);
    List<String> columns = columns(feature);
    List<TableKey> indexes = new ArrayList<>();
    if (Optional.ofNullable(declared.index()).orElse(options.index())) {
      indexes.add(new TableKey(KeyNames.index(table), columns, false, false));
    }
    for (OfIndex index : declared.indexes()) {
      indexes.add(
          new TableKey(
              Optional.ofNullable(index.name())
                  .map(name -> prefix + name)
                  .orElseGet(() -> KeyNames.index(table, index.columns())),
              index.unique() ? unique(index.columns()) : index.columns(),
              index.unique(),
              true));
    }
    return new TableKeys(
        Optional.ofNullable(declared.primaryKey()).orElse(options.primaryKey())
            ? new TableKey(KeyNames.primaryKey(table), columns, true, false)
            : null,
        indexes);
  }

  /** The prefix of the names of a feature's table, keys and indexes; empty for none. */
  public static String prefix(FeaturePlan feature, CodegenOptions options) {
    return feature.spec().table() == null ? options.graph().tablePrefix() : "";
  }

  /** The columns of a primary key and of the index on the same columns. */
  private static List<String> columns(FeaturePlan feature) {
    return unique(feature.idColumns());
  }

  /**
   * Columns whose values are unique in a table that keeps rows of earlier versions, and that gets
   * another row at every change of a sample.
   */
  private static List<String> unique(List<String> columns) {
    List<String> all = new ArrayList<>(columns);
    all.removeAll(List.of(SystemColumns.FEATURE_VERSION, SystemColumns.UPDATED_AT));
    all.add(0, SystemColumns.FEATURE_VERSION);
    all.add(SystemColumns.UPDATED_AT);
    return all;
  }
}
