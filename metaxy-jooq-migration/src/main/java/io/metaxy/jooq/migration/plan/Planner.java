package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans the scripts of a difference, table by table, and refuses what is not allowed. */
public final class Planner {

  private final SchemaDiff diff;
  private final SchemaState current;
  private final DatabaseSupport support;
  private final PlanOptions options;
  private final Dependents dependents;

  private Planner(
      SchemaDiff diff,
      SchemaState current,
      DatabaseSupport support,
      PlanOptions options,
      Dependents dependents) {
    this.diff = diff;
    this.current = current;
    this.support = support;
    this.options = options;
    this.dependents = dependents;
  }

  /**
   * The scripts that make the changes on a database.
   *
   * @param current the tables before the changes
   */
  public static MigrationPlan plan(
      SchemaDiff diff, SchemaState current, MigrationDatabase db, PlanOptions options) {
    return plan(diff, current, db, options, Dependents.NONE);
  }

  /**
   * The scripts that make the changes on a database whose tables other objects use.
   *
   * @param dependents these objects, where they are known
   */
  public static MigrationPlan plan(
      SchemaDiff diff,
      SchemaState current,
      MigrationDatabase db,
      PlanOptions options,
      Dependents dependents) {
    return new Planner(diff, current, Databases.of(db), options, dependents).plan();
  }

  private MigrationPlan plan() {
    List<PlannedScript> scripts = new ArrayList<>();
    List<Problem> refused = new ArrayList<>();
    List<RecordedChange> recorded = new ArrayList<>();
    changesByTable()
        .forEach(
            (feature, changes) -> {
              TablePlan table =
                  new TablePlan(support, options, changes, before(feature, changes), dependents);
              scripts.addAll(table.scripts());
              refused.addAll(table.refused());
              recorded.addAll(table.recorded());
            });
    return new MigrationPlan(scripts, refused, recorded);
  }

  private Map<String, List<Change>> changesByTable() {
    Map<String, List<Change>> tables = new LinkedHashMap<>();
    diff.changes().forEach(change -> list(tables, change).add(change));
    if (options.harden()) {
      diff.offersOfOldColumns().forEach(offer -> list(tables, offer).add(offer));
    }
    if (options.requireFromNow() && support.requiresFromNow()) {
      requiredColumns().forEach(change -> list(tables, change).add(change));
    }
    return tables;
  }

  private static List<Change> list(Map<String, List<Change>> tables, Change change) {
    return tables.computeIfAbsent(change.table().feature(), feature -> new ArrayList<>());
  }

  private TableState before(String feature, List<Change> changes) {
    Change first = changes.get(0);
    return first instanceof Change.InPlace
        ? current.table(feature).orElse(first.table())
        : first.tableBefore();
  }

  /**
   * Requires values in new rows of the columns that the spec requires and the database lets be
   * null.
   */
  private List<Change> requiredColumns() {
    List<Change> hardened = options.harden() ? diff.offersOfOldColumns() : List.of();
    List<Change> required = new ArrayList<>();
    for (Change offer : diff.offers()) {
      if (offer instanceof ChangeNullability strict
          && !hardened.contains(offer)
          && isRequired(strict.table(), strict.to())) {
        required.add(
            new Change.ChangeRequired(offer.table(), strict.to().nullable(true).required(true)));
      }
    }
    return required;
  }

  /** An adopted table is left unchanged, except for its new columns. */
  private boolean isRequired(TableState table, ColumnState column) {
    boolean system = table.isSystem() || column.name().startsWith(SystemColumns.PREFIX);
    boolean adopted =
        current.table(table.feature()).filter(there -> !Ownership.isOurs(there)).isPresent();
    return !column.required() && !system && (!adopted || diff.adds(table.feature(), column.name()));
  }
}
