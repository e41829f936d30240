package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.codegen.definition.TableComment;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.Database;
import org.jooq.meta.IndexDefinition;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.UniqueKeyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table with its feature. A column that the feature requires may be nullable in the
 * database: rows of older feature versions have no value in a column that was added later, and
 * adopted tables keep their columns.
 */
final class TableComparison {

  private static final String COLUMN_REMEDY = "; write a migration, or correct the feature";

  private static final String OTHERS_REMEDY =
      COLUMN_REMEDY
          + "; if the column belongs to others, exclude it with <excludes> and"
          + " <includeExcludeColumns>";

  private final FeaturePlan feature;
  private final CodegenOptions options;
  private final TableDefinition table;
  private final String side;

  TableComparison(FeaturePlan feature, CodegenOptions options, TableDefinition table, String side) {
    this.feature = feature;
    this.options = options;
    this.table = table;
    this.side = side;
  }

  void compare(List<Problem> problems) {
    Map<String, DataType<?>> expected = expected();
    Map<String, ListOf> lists = new HashMap<>();
    for (ColumnSpec column : feature.definition().columns()) {
      if (column.type() instanceof ListOf list) {
        lists.put(column.name(), list);
      }
    }
    expected.forEach((name, type) -> compare(name, type, lists.get(name), problems));
    for (ColumnDefinition column : table.getColumns()) {
      if (!expected.containsKey(column.getName())) {
        String found = SqlTypeMatch.text(column.getDefinedType());
        add(problems, "column " + column.getName(), found, "no such column", OTHERS_REMEDY);
      }
    }
    compareComments(problems);
    Database database = table.getDatabase();
    if (database.getIncludePrimaryKeys()) {
      comparePrimaryKey(problems);
    }
    if (database.getIncludeIndexes()) {
      compareIndex(problems);
    }
  }

  private Map<String, DataType<?>> expected() {
    Map<String, DataType<?>> types = new LinkedHashMap<>();
    for (ColumnSpec column : feature.definition().columns()) {
      types.put(column.name(), SqlTypes.of(column));
    }
    for (String name : SystemColumns.ALL) {
      types.put(name, SqlTypes.ofSystemColumn(name));
    }
    return types;
  }

  private void compare(
      String name, DataType<?> type, @Nullable ListOf list, List<Problem> problems) {
    ColumnDefinition column = table.getColumn(name);
    String place = "column " + name;
    String asked = list == null ? SqlTypeMatch.text(type) : ListMatch.text(list, type.nullable());
    if (column == null) {
      add(problems, place, "no such column", asked, COLUMN_REMEDY);
    } else if ((type.nullable() && !column.getDefinedType().isNullable())
        || !matches(type, list, column)) {
      add(problems, place, text(list, column), asked, COLUMN_REMEDY);
    }
  }

  private static boolean matches(DataType<?> type, @Nullable ListOf list, ColumnDefinition column) {
    return list == null
        ? SqlTypeMatch.matches(type, column.getDefinedType())
        : ListMatch.matches(list, column);
  }

  private static String text(@Nullable ListOf list, ColumnDefinition column) {
    return list == null ? SqlTypeMatch.text(column.getDefinedType()) : ListMatch.text(column);
  }

  private void compareComments(List<Problem> problems) {
    String asked = TableComment.of(feature.spec());
    compareComment("comment", table.getComment(), asked, problems);
    for (ColumnSpec column : feature.definition().columns()) {
      ColumnDefinition found = table.getColumn(column.name());
      if (found != null) {
        compareComment(
            "comment of column " + column.name(), found.getComment(), column.comment(), problems);
      }
    }
  }

  private void compareComment(
      String place, @Nullable String found, @Nullable String asked, List<Problem> problems) {
    String has = found == null ? "" : found;
    String wants = asked == null ? "" : asked;
    if (!has.equals(wants)) {
      add(
          problems,
          place,
          "the comment '" + has + "'",
          "the comment '" + wants + "'",
          "; write a migration with \"comment on\", or correct the record");
    }
  }

  private void comparePrimaryKey(List<Problem> problems) {
    UniqueKeyDefinition key = table.getPrimaryKey();
    List<String> found =
        key == null
            ? List.of()
            : key.getKeyColumns().stream().map(ColumnDefinition::getName).toList();
    List<String> asked = options.primaryKey() ? FeatureModel.keyColumns(feature) : List.of();
    if (!new HashSet<>(found).equals(new HashSet<>(asked))) {
      add(
          problems,
          "primary key",
          columns(found),
          columns(asked),
          "; write a migration, or set " + CodegenOptions.PRIMARY_KEY);
    }
  }

  /** Compares only the index that the option requests or created; other indexes are the user's. */
  private void compareIndex(List<Problem> problems) {
    List<String> asked = FeatureModel.keyColumns(feature);
    String name = KeyNames.index(table.getName());
    boolean found = false;
    for (IndexDefinition index : table.getIndexes()) {
      List<String> columns =
          index.getIndexColumns().stream().map(c -> c.getColumn().getName()).toList();
      found |= options.index() ? columns.equals(asked) : index.getName().equals(name);
    }
    if (found != options.index()) {
      add(
          problems,
          "index " + name,
          columns(found ? asked : List.of()),
          columns(found ? List.of() : asked),
          "; write a migration, or set " + CodegenOptions.INDEX);
    }
  }

  private static String columns(List<String> names) {
    return names.isEmpty() ? "none" : "(" + String.join(", ", names) + ")";
  }

  private void add(
      List<Problem> problems, String place, String found, String asked, String remedy) {
    problems.add(
        new Problem(
            "schema-mismatch",
            feature.key().toString(),
            place,
            "Cannot generate code for table "
                + table.getName()
                + ": "
                + side
                + " has "
                + found
                + ", but the feature requires "
                + asked
                + remedy));
  }
}
