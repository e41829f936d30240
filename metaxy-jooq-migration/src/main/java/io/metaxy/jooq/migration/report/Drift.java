package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.OthersTypes;
import io.metaxy.jooq.migration.diff.ParentColumns;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.report.DriftReport.Edge;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.migration.script.FlywayHistory;
import io.metaxy.jooq.migration.script.Marks;
import io.metaxy.jooq.migration.script.OthersColumns;
import io.metaxy.jooq.migration.script.ScriptFolder;
import io.metaxy.jooq.migration.script.SnapshotFolder;
import io.metaxy.jooq.migration.script.Sources;
import io.metaxy.jooq.migration.script.TableSource;
import io.metaxy.jooq.migration.script.Target;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change passes from the specs to the snapshot and the scripts, and through Flyway to the
 * database; each pair of neighbors is compared.
 */
public final class Drift {

  private static final String SPECS = "specs";
  private static final String SNAPSHOT = "snapshot";
  private static final String SCRIPTS = "scripts";
  private static final String LIVE = "database";

  private final MigrationOptions options;
  private final Sources sources;
  private final Target target;
  private final List<Edge> edges = new ArrayList<>();

  public Drift(MigrationOptions options, Sources sources, Target target) {
    this.options = options;
    this.sources = sources;
    this.target = target;
  }

  /** The comparisons whose two sides can both be read. */
  public List<Edge> edges() {
    TableSource tables = sources.tables();
    SchemaState desired = sources.desired(target);
    ScriptFolder scripts = tables.scripts(target);
    SnapshotFolder snapshots;
    try {
      snapshots = SnapshotFolder.read(target);
    } catch (MigrationException e) {
      add(SPECS, SNAPSHOT, List.of(String.valueOf(e.getMessage())));
      return edges;
    }
    SchemaState snapshot = snapshots.state();
    Renames renames = target.system() ? Renames.NONE : sources.renames();
    ParentColumns parents = ParentColumns.of(sources.model());
    OthersTypes types = OthersColumns.types(target.database(), scripts).comparing(parents);
    add(SPECS, SNAPSHOT, differences(Differ.diff(desired, snapshot, renames, Set.of(), types)));

    SchemaState expected = TableSource.union(snapshot, desired);
    SchemaState replayed = tables.replayed(target, expected, snapshot);
    List<String> findings = new ArrayList<>(Marks.problems(snapshots, scripts, target.folder()));
    OthersColumns ofScripts =
        OthersColumns.of(
            target.database(),
            replayed,
            desired,
            List.of(snapshot),
            renames,
            scripts,
            script -> true);
    findings.addAll(made(snapshot, ofScripts.own()));
    findings.addAll(otherTypes(snapshot, replayed));
    add(SNAPSHOT, SCRIPTS, findings, ofScripts.notes());

    if (tables.isLive(target)) {
      FlywayHistory history = new FlywayHistory(options, target);
      SchemaState live = tables.live(target, TableSource.union(replayed, expected), replayed);
      OthersColumns others =
          OthersColumns.of(
              target.database(),
              live,
              desired,
              List.of(replayed, snapshot),
              renames,
              scripts,
              history.hasRun(tables.folders(target)));
      List<String> ofLive =
          new ArrayList<>(
              history.findings(tables.folders(target), scripts, replayed, others.made()));
      ofLive.addAll(made(replayed, others.made()));
      parents.generated(others.own()).forEach(problem -> ofLive.add(problem.toString()));
      others.existing().forEach(problem -> ofLive.add(problem.toString()));
      required(others).forEach(problem -> ofLive.add(problem.toString()));
      ofLive.addAll(prevented(desired, others.own(), renames, types));
      ofLive.addAll(otherTypes(replayed, live));
      add(SCRIPTS, LIVE, ofLive, others.notes());
    }
    return edges;
  }

  private List<Problem> required(OthersColumns others) {
    return target.system() ? List.of() : others.required(sources.tables().filled(target));
  }

  private void add(String from, String to, List<String> findings) {
    add(from, to, findings, List.of());
  }

  /** Adds a comparison; unknown settings can be why scripts disagree. */
  private void add(String from, String to, List<String> findings, List<String> notes) {
    List<String> all = new ArrayList<>(findings);
    if (!findings.isEmpty() && !from.equals(SPECS)) {
      all.addAll(options.flyway().notes());
    }
    edges.add(new Edge(target.database(), target.system(), from, to, all, notes));
  }

  /** What prevents the changes that the specs require of the live tables. */
  private List<String> prevented(
      SchemaState desired, SchemaState live, Renames renames, OthersTypes types) {
    SchemaDiff diff = Differ.diff(desired, live, renames, SafetyRule.drops(options.plan()), types);
    Dependents dependents = sources.tables().dependents(target);
    return Planner.plan(diff, live, target.database(), options.plan(), dependents)
        .refused()
        .stream()
        .filter(problem -> problem.code().equals(SafetyRule.USED_BY_OTHERS.code()))
        .map(Problem::toString)
        .toList();
  }

  /** Finds columns of another type on databases where a change of a column repeats its type. */
  private List<String> otherTypes(SchemaState left, SchemaState right) {
    DatabaseSupport support = Databases.of(target.database());
    List<String> findings = new ArrayList<>();
    for (TableState table : right.tables()) {
      for (ColumnState column : table.columns()) {
        Optional<ColumnState> known =
            left.table(table.feature()).flatMap(t -> t.column(column.name()));
        String type = support.physicalType(column).orElse("");
        known
            .filter(k -> k.type().equals(column.type()))
            .flatMap(support::physicalType)
            .filter(k -> !k.equals(type))
            .ifPresent(
                k ->
                    findings.add(
                        table.feature()
                            + ": column "
                            + column.name()
                            + " is stored as "
                            + type
                            + ", not as "
                            + k));
      }
    }
    return findings;
  }

  /**
   * The differences between the tables on two sides, and the tables of others on the right side.
   */
  private static List<String> made(SchemaState left, SchemaState right) {
    List<String> findings = new ArrayList<>();
    List<TableState> own = new ArrayList<>(right.tables());
    for (TableState foreign : Ownership.foreign(right, left)) {
      findings.add(Ownership.foreign(foreign));
      own.remove(foreign);
    }
    for (TableState table : own) {
      boolean wasOurs = left.table(table.feature()).map(Ownership::isOurs).orElse(false);
      if (wasOurs && !Ownership.isOurs(table)) {
        findings.add(
            table.feature()
                + ": the comment on table "
                + Names.plain(table.name())
                + " no longer names the feature");
      }
    }
    findings.addAll(differences(Differ.between(left, new SchemaState(own))));
    return findings;
  }

  /** The changes missing on the right side, and the tables that only the right side has. */
  private static List<String> differences(SchemaDiff diff) {
    List<String> findings = new ArrayList<>();
    for (Problem problem : diff.problems()) {
      findings.add(problem.toString());
    }
    for (Change change : diff.changes()) {
      findings.add(change.table().feature() + ": missing change: " + ChangeText.of(change));
    }
    for (TableState orphan : diff.orphans()) {
      findings.add(orphan.feature() + ": extra table " + Names.plain(orphan.name()));
    }
    return findings;
  }
}
