package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.OlderRowsNotes;
import io.metaxy.jooq.migration.diff.OthersTypes;
import io.metaxy.jooq.migration.diff.ParentColumns;
import io.metaxy.jooq.migration.diff.Recompute;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One target, read and compared.
 *
 * @param target the target
 * @param scripts its scripts
 * @param snapshots its snapshots; empty when the scripts are the current state
 * @param current the existing tables
 * @param diff how they differ from the specs
 * @param plan the scripts that remove the difference
 * @param notes further notes for the reader
 */
public record TargetState(
    Target target,
    ScriptFolder scripts,
    SnapshotFolder snapshots,
    SchemaState current,
    SchemaDiff diff,
    MigrationPlan plan,
    List<String> notes) {

  /** Reads and compares by the options. */
  public static TargetState of(Target target, MigrationOptions options, Sources sources) {
    TableSource tables = sources.tables();
    ScriptFolder scripts = tables.scripts(target);
    SchemaState desired = sources.desired(target);
    SnapshotFolder snapshots = snapshots(target, options, scripts);
    List<String> notes = new ArrayList<>(options.flyway().notes());
    Renames renames = target.system() ? Renames.NONE : sources.renames();
    Dependents dependents = dependents(target, options, tables, notes);
    SchemaState recorded =
        options.current() == CurrentSource.SCRIPTS
            ? SnapshotFolder.recorded(target.snapshots())
            : snapshots.state();
    BiFunction<SchemaState, Predicate<String>, OthersColumns> others =
        (found, hasRun) ->
            OthersColumns.of(
                target.database(), found, desired, List.of(recorded), renames, scripts, hasRun);
    Predicate<String> hasRun = new FlywayHistory(options, target).hasRun(tables.folders(target));
    SchemaState current =
        switch (options.current()) {
          case SNAPSHOT -> snapshots.state();
          case SCRIPTS -> {
            Replay.Result made = replayed(target, tables, desired, scripts);
            dependents = made.dependents().and(dependents);
            OthersColumns columns = others.apply(made.tables(), script -> true);
            notes.addAll(tables.isLive(target) ? List.of() : columns.notes());
            yield columns.own().holding(recorded);
          }
          case DATABASE ->
              others
                  .apply(live(target, options, tables, desired, recorded), hasRun)
                  .own()
                  .holding(recorded);
        };
    PlanOptions plan = options.plan().prefixed(sources.model().options().graph().tablePrefix());
    Set<String> drops = target.system() ? Set.of() : SafetyRule.drops(plan);
    ParentColumns parents = ParentColumns.of(sources.model());
    OthersTypes types = OthersColumns.types(target.database(), scripts).comparing(parents);
    SchemaDiff diff =
        withParents(Differ.diff(desired, current, renames, drops, types), parents, current);
    if (options.enableMapDatatype()) {
      diff = diff.creating(Databases.of(target.database())::withMaps);
    }
    if (options.current() == CurrentSource.SNAPSHOT) {
      refuse(Marks.created(diff, scripts));
    }
    if (tables.isLive(target) && !target.system()) {
      diff =
          withOthers(
              diff,
              target,
              tables,
              found -> others.apply(found, hasRun),
              TableSource.union(recorded, desired),
              notes);
    }
    if (!target.system()) {
      notes.addAll(notes(sources.model(), snapshots, desired, current, diff));
      notes.addAll(notes(diff, Databases.of(target.database())));
    }
    return new TargetState(
        target,
        scripts,
        snapshots,
        current,
        diff,
        Planner.plan(diff, current, target.database(), plan, dependents),
        notes);
  }

  /** The diff with the problems of the columns by which features expand. */
  private static SchemaDiff withParents(
      SchemaDiff diff, ParentColumns parents, SchemaState current) {
    List<Problem> problems = new ArrayList<>(diff.problems());
    problems.addAll(parents.generated(current));
    return new SchemaDiff(diff.changes(), problems, diff.orphans(), diff.offers());
  }

  /** The diff with the problems of others' columns in the live tables, if these can be read. */
  private static SchemaDiff withOthers(
      SchemaDiff diff,
      Target target,
      TableSource tables,
      Function<SchemaState, OthersColumns> others,
      SchemaState known,
      List<String> notes) {
    SchemaState live;
    BiPredicate<TableState, ColumnState> filled;
    try {
      live = tables.live(target, known, known);
      filled = tables.filled(target);
    } catch (MigrationException e) {
      // A note says so already.
      return diff;
    }
    OthersColumns columns = others.apply(live);
    notes.addAll(columns.notes());
    List<Problem> problems = new ArrayList<>(diff.problems());
    problems.addAll(columns.existing(diff));
    problems.addAll(columns.required(filled));
    return new SchemaDiff(diff.changes(), problems, diff.orphans(), diff.offers());
  }

  /** What others have built on live tables; a note when the database cannot be read. */
  private static Dependents dependents(
      Target target, MigrationOptions options, TableSource tables, List<String> notes) {
    try {
      return tables.dependents(target);
    } catch (MigrationException e) {
      if (options.current() == CurrentSource.DATABASE) {
        throw e;
      }
      notes.add("Views and other objects that use the tables are not known: " + e.getMessage());
      return Dependents.NONE;
    }
  }

  /**
   * The tables that the scripts make; a table of unknown origin counts as a feature's if it can be
   * one.
   */
  private static Replay.Result replayed(
      Target target, TableSource tables, SchemaState desired, ScriptFolder scripts) {
    SchemaState recorded = SnapshotFolder.recorded(target.snapshots());
    Replay.Result result = tables.replay(target, desired, recorded);
    SchemaState replayed = result.tables();
    TableScripts made = TableScripts.of(scripts);
    List<TableState> taken =
        replayed.tables().stream()
            .filter(
                table ->
                    !made.of(table.name()).isEmpty()
                        || (table.comment() == null && Ownership.hasSystemColumns(table)))
            .toList();
    refuse(
        Ownership.foreign(replayed, TableSource.union(recorded, new SchemaState(taken))).stream()
            .map(Ownership::foreign)
            .toList());
    return result;
  }

  private static SchemaState live(
      Target target,
      MigrationOptions options,
      TableSource tables,
      SchemaState desired,
      SchemaState recorded) {
    refuse(new FlywayHistory(options, target).lacks(tables.folders(target)));
    SchemaState live = tables.live(target, TableSource.union(desired, recorded), recorded);
    refuse(Ownership.foreign(live, recorded).stream().map(Ownership::foreign).toList());
    refuse(Ownership.incomplete("use", live, desired, recorded));
    return live;
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new MigrationException(problems.get(0));
    }
  }

  private static SnapshotFolder snapshots(
      Target target, MigrationOptions options, ScriptFolder scripts) {
    if (options.current() == CurrentSource.SCRIPTS) {
      return SnapshotFolder.NONE;
    }
    SnapshotFolder snapshots = SnapshotFolder.read(target);
    refuse(Marks.problems(snapshots, scripts, target.folder()));
    return snapshots;
  }

  private static List<String> notes(
      FeatureModel model,
      SnapshotFolder snapshots,
      SchemaState desired,
      SchemaState current,
      SchemaDiff diff) {
    Recompute recompute = Recompute.of(model, snapshots.versions());
    OlderRowsNotes older = OlderRowsNotes.of(model, snapshots.settings(), diff);
    List<String> notes = new ArrayList<>(Recompute.otherIds(desired, current, diff));
    notes.addAll(older.notes(recompute));
    notes.addAll(recompute.and(older.stale()).notes(diff));
    return notes;
  }

  /** What the reader must know of new indexes. */
  private static List<String> notes(SchemaDiff diff, DatabaseSupport support) {
    List<String> notes = new ArrayList<>();
    for (Change change : diff.changes()) {
      List<KeyState> indexes =
          change instanceof Change.CreateIndex create
              ? List.of(create.index())
              : change instanceof Change.CreateTable ? change.table().indexes() : List.of();
      indexes.forEach(index -> support.note(change.table(), index).ifPresent(notes::add));
    }
    return notes;
  }

  /** The previous snapshot of a feature; that of its old key when it was renamed. */
  Optional<Snapshot> snapshotBefore(String feature) {
    for (Change change : diff.changes()) {
      if (change instanceof Change.RenameTable rename && rename.table().feature().equals(feature)) {
        return snapshots.of(rename.from().feature());
      }
    }
    return snapshots.of(feature);
  }
}
