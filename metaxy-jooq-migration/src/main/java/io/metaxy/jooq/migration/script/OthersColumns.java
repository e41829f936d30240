package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.OthersTypes;
import io.metaxy.jooq.migration.diff.ParentColumns;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of existing tables that neither a snapshot nor a script of ours names. If no spec
 * names such a column either, it belongs to others, such as a Python program that added it for its
 * data frame, and is left alone; the other columns were added to a spec later.
 */
public final class OthersColumns {

  private final MigrationDatabase database;
  private final SchemaState found;
  private final SchemaState desired;
  private final Renames renames;

  /** By feature, the names of the columns that no snapshot and no script of ours names. */
  private final Map<String, Set<String>> unmade = new HashMap<>();

  private OthersColumns(
      MigrationDatabase database, SchemaState found, SchemaState desired, Renames renames) {
    this.database = database;
    this.found = found;
    this.desired = desired;
    this.renames = renames;
  }

  /**
   * Finds the columns.
   *
   * @param found the tables that exist
   * @param recorded the tables of snapshots, or those that scripts have made
   * @param scripts the scripts
   * @param hasRun whether a script, by its name, has run where the tables were found
   */
  public static OthersColumns of(
      MigrationDatabase database,
      SchemaState found,
      SchemaState desired,
      List<SchemaState> recorded,
      Renames renames,
      ScriptFolder scripts,
      Predicate<String> hasRun) {
    SchemaState known =
        new SchemaState(
            found.tables().stream()
                .filter(
                    table ->
                        Ownership.isOurs(table)
                            || recorded.stream()
                                .anyMatch(r -> r.table(table.feature()).isPresent()))
                .toList());
    return adopting(database, known, desired, recorded, renames, scripts, hasRun).and(found);
  }

  /** Finds the same, also in tables that others created. */
  static OthersColumns adopting(
      MigrationDatabase database,
      SchemaState found,
      SchemaState desired,
      List<SchemaState> recorded,
      Renames renames,
      ScriptFolder scripts,
      Predicate<String> hasRun) {
    OthersColumns columns = new OthersColumns(database, found, desired, renames);
    TableScripts made = TableScripts.of(scripts);
    found.tables().stream()
        .filter(table -> !table.isSystem())
        .forEach(table -> columns.add(table, recorded, made, hasRun));
    return columns;
  }

  /** The same with further tables, whose columns are not compared. */
  private OthersColumns and(SchemaState all) {
    OthersColumns columns = new OthersColumns(database, all, desired, renames);
    columns.unmade.putAll(unmade);
    return columns;
  }

  private void add(
      TableState table, List<SchemaState> recorded, TableScripts made, Predicate<String> hasRun) {
    List<ColumnState> known =
        recorded.stream()
            .flatMap(state -> state.table(table.feature()).stream())
            .flatMap(state -> state.columns().stream())
            .toList();
    Set<String> names = known.stream().map(ColumnState::name).collect(Collectors.toSet());
    Set<String> columns = new HashSet<>();
    for (ColumnState column : table.columns()) {
      boolean isKnown =
          column.name().startsWith(SystemColumns.PREFIX)
              || names.contains(column.name())
              || made.makes(table.name(), column.name(), hasRun)
              || mayBeRenamed(table, column, known);
      if (!isKnown) {
        columns.add(column.name());
      }
    }
    unmade.put(table.feature(), columns);
  }

  /** Whether a column may be one of ours that somebody renamed. */
  private boolean mayBeRenamed(TableState table, ColumnState column, List<ColumnState> known) {
    return known.stream()
        .filter(lost -> lost.type().equals(column.type()))
        .filter(lost -> table.column(lost.name()).isEmpty())
        .anyMatch(lost -> names(table, lost.name()));
  }

  /**
   * Whether the spec of a table's feature names a column, by its name or, before it was renamed, by
   * the declared old one.
   */
  private boolean names(TableState table, String column) {
    TableState spec = spec(table);
    return spec != null
        && (spec.column(column).isPresent()
            || renames.columns().getOrDefault(spec.feature(), Map.of()).entrySet().stream()
                .filter(rename -> table.column(rename.getKey()).isEmpty())
                .anyMatch(rename -> rename.getValue().equals(column)));
  }

  private @Nullable TableState spec(TableState table) {
    String feature = table.feature();
    return desired
        .table(feature)
        .or(
            () ->
                desired.tables().stream()
                    .filter(t -> feature.equals(renames.features().get(t.feature())))
                    .findFirst())
        .orElse(null);
  }

  /** Whether a table is that of a feature, or of the one that it was before it was renamed. */
  private boolean isOf(TableState table, String feature) {
    TableState spec = spec(table);
    return spec != null && spec.feature().equals(feature);
  }

  /** Whether neither a snapshot nor a script of ours names a column. */
  boolean isUnmade(TableState table, ColumnState column) {
    return unmade.getOrDefault(table.feature(), Set.of()).contains(column.name());
  }

  private boolean isOfOthers(TableState table, ColumnState column) {
    return isUnmade(table, column) && !names(table, column.name());
  }

  /** The columns of a table that belong to others. */
  List<ColumnState> of(TableState table) {
    return table.columns().stream().filter(column -> isOfOthers(table, column)).toList();
  }

  /** Which columns that others created keep their types. */
  public static OthersTypes types(MigrationDatabase database, ScriptFolder scripts) {
    return TableScripts.of(scripts).types(database);
  }

  /** The tables without the columns that belong to others. */
  public SchemaState own() {
    return new SchemaState(
        found.tables().stream().map(table -> without(table, c -> isOfOthers(table, c))).toList());
  }

  /** The tables with only the columns that a snapshot or a script of ours names. */
  public SchemaState made() {
    return new SchemaState(
        found.tables().stream().map(table -> without(table, c -> isUnmade(table, c))).toList());
  }

  private static TableState without(TableState table, Predicate<ColumnState> which) {
    List<ColumnState> kept = table.columns().stream().filter(c -> !which.test(c)).toList();
    if (kept.size() == table.columns().size()) {
      return table;
    }
    Set<String> names = kept.stream().map(ColumnState::name).collect(Collectors.toSet());
    KeyState key = table.primaryKey();
    return new TableState(
        table.feature(),
        table.name(),
        table.comment(),
        kept,
        table.idColumns(),
        key == null || !names.containsAll(key.columns()) ? null : key,
        table.indexes().stream().filter(index -> names.containsAll(index.columns())).toList());
  }

  /** One sentence for each table that has columns that belong to others. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (TableState table : found.tables()) {
      List<ColumnState> columns = of(table);
      if (!columns.isEmpty()) {
        notes.add(
            "Table "
                + Names.plain(table.name())
                + " has columns that no spec names, which are left alone: "
                + columns.stream().map(this::shown).collect(Collectors.joining(", ")));
      }
    }
    return notes;
  }

  /** The changes of a table whose columns keep the types that others gave them, where possible. */
  List<Change> differences(
      TableState wanted, TableState table, Renames renames, ParentColumns parents) {
    OthersTypes types = OthersTypes.of(Databases.of(database), (t, c) -> true).comparing(parents);
    SchemaState live = new SchemaState(List.of(table));
    return Differ.diff(new SchemaState(List.of(wanted)), live, renames, Set.of(), types).changes();
  }

  /** The name and the type of a column. */
  String shown(ColumnState column) {
    return column.name() + " " + type(column);
  }

  String type(ColumnState column) {
    DatabaseSupport support = Databases.of(database);
    return support.physicalType(column).orElseGet(() -> support.ddl().typeName(column.type()));
  }

  /**
   * The problems of columns that belong to others and without which no row can be written.
   *
   * @param filled see {@link TableSource#filled}
   */
  public List<Problem> required(BiPredicate<TableState, ColumnState> filled) {
    List<Problem> problems = new ArrayList<>();
    for (TableState table : found.tables()) {
      String name = Names.plain(table.name());
      of(table).stream()
          .filter(column -> !column.nullable() && !filled.test(table, column))
          .forEach(
              column ->
                  problems.add(
                      Block.REQUIRED_BY_OTHERS.problem(
                          table.feature(),
                          "column " + column.name(),
                          "Cannot write to table "
                              + name
                              + ": column "
                              + column.name()
                              + ", which no spec names, must not be null and has no default; give"
                              + " it a default, make it nullable, or add it to the spec")));
    }
    return problems;
  }

  /** The problems of columns that a diff adds although the tables already have them. */
  List<Problem> existing(SchemaDiff diff) {
    List<Problem> problems = new ArrayList<>();
    for (Change change : diff.changes()) {
      if (change instanceof AddColumn add) {
        found.tables().stream()
            .filter(table -> isOf(table, add.table().feature()))
            .forEach(table -> existing(table, add.column().name()).ifPresent(problems::add));
      }
    }
    return problems;
  }

  /** The problems of columns that specs name and no script makes. */
  public List<Problem> existing() {
    List<Problem> problems = new ArrayList<>();
    for (TableState table : found.tables()) {
      table.columns().stream()
          .filter(column -> names(table, column.name()))
          .forEach(column -> existing(table, column.name()).ifPresent(problems::add));
    }
    return problems;
  }

  private Optional<Problem> existing(TableState table, String column) {
    return table
        .column(column)
        .filter(c -> isUnmade(table, c))
        .map(
            c ->
                Block.COLUMN_EXISTS.problem(
                    table.feature(),
                    "column " + column,
                    "Cannot add column "
                        + column
                        + " to table "
                        + Names.plain(table.name())
                        + ", because it already exists as "
                        + type(c)
                        + ", although no script of metaxy-jooq creates it; run adopt to record it"));
  }
}
