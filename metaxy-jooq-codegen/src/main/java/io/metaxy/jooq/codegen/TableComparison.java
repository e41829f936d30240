package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.codegen.definition.TableComment;
import io.metaxy.jooq.codegen.definition.TableKeys;
import io.metaxy.jooq.codegen.definition.TableKeys.TableKey;
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

  private static final String NONE = "none";
  private static final String INDEX = "index ";

  private static final String COLUMN_REMEDY = "; write a migration, or correct the feature";

  private static final String OTHERS_REMEDY =
      COLUMN_REMEDY
          + "; if the column belongs to others, exclude it with <excludes> and"
          + " <includeExcludeColumns>";

  private final FeaturePlan feature;
  private final TableKeys keys;
  private final TableDefinition table;
  private final String side;

  TableComparison(FeaturePlan feature, TableKeys keys, TableDefinition table, String side) {
    this.feature = feature;
    this.keys = keys;
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
      compareIndexes(problems);
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
    List<String> asked = keys.primaryKey() == null ? List.of() : keys.primaryKey().columns();
    if (!new HashSet<>(found).equals(new HashSet<>(asked))) {
      add(
          problems,
          "primary key",
          columns(found),
          columns(asked),
          remedy(
              "primaryKey",
              feature.definition().settings().keys().primaryKey(),
              CodegenOptions.PRIMARY_KEY));
    }
  }

  /**
   * Compares only the indexes that are requested, and those that accept equal values and have a
   * name of ours; others are the user's.
   */
  private void compareIndexes(List<Problem> problems) {
    List<TableKey> found = table.getIndexes().stream().map(TableComparison::index).toList();
    for (TableKey asked : keys.indexes()) {
      if (found.stream().noneMatch(index -> asked.isOn(index.columns(), index.unique()))) {
        String there =
            found.stream()
                .filter(index -> index.name().equals(asked.name()))
                .findFirst()
                .map(TableComparison::shown)
                .orElse(NONE);
        add(problems, INDEX + asked.name(), there, shown(asked), remedy(asked.isDeclared()));
      }
    }
    for (TableKey index : found) {
      if (KeyNames.isOfIndex(index.name())
          && !index.unique()
          && keys.indexes().stream()
              .noneMatch(
                  asked ->
                      asked.isOn(index.columns(), index.unique())
                          || asked.name().equals(index.name()))) {
        add(problems, INDEX + index.name(), shown(index), NONE, remedy(!isOfKey(index.name())));
      }
    }
  }

  private static TableKey index(IndexDefinition index) {
    List<String> columns =
        index.getIndexColumns().stream().map(column -> column.getColumn().getName()).toList();
    return new TableKey(index.getName(), columns, index.isUnique(), false);
  }

  private static String shown(TableKey index) {
    return (index.unique() ? "unique " : "") + columns(index.columns());
  }

  /** Whether an index has the name of the one on the columns of the primary key. */
  private boolean isOfKey(String index) {
    return index.equals(KeyNames.index(table.getName()));
  }

  private String remedy(boolean isDeclared) {
    return isDeclared
        ? "; write a migration, or correct the @Index of the record"
        : remedy("index", feature.definition().settings().keys().index(), CodegenOptions.INDEX);
  }

  /** The remedy for what {@code @Keys} decides, or else an option. */
  private static String remedy(String attribute, @Nullable Boolean declared, String option) {
    return "; write a migration, or "
        + (declared == null ? "set " + option : "correct " + attribute + " of the record's @Keys");
  }

  private static String columns(List<String> names) {
    return names.isEmpty() ? NONE : "(" + String.join(", ", names) + ")";
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
