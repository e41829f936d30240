package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.DatabaseDiff;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.Drift;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.migration.script.Adoption;
import io.metaxy.jooq.migration.script.FileSet;
import io.metaxy.jooq.migration.script.ScriptWriter;
import io.metaxy.jooq.migration.script.Sources;
import io.metaxy.jooq.migration.script.TableSource;
import io.metaxy.jooq.migration.script.Target;
import io.metaxy.jooq.migration.script.TargetState;
import io.metaxy.jooq.migration.script.UnknownNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes the next Flyway scripts from the features, and reports where features, scripts and
 * databases disagree. Only Flyway ever writes to a database.
 *
 * <pre>{@code
 * Migrations migrations =
 *     Migrations.of(
 *         MigrationOptions.builder(Map.of("metaxy.features", "com.acme.features"))
 *             .databases(MigrationDatabase.H2)
 *             .build());
 * System.out.println(migrations.generate().text());
 * }</pre>
 *
 * <p>Methods throw a {@link MigrationException} if something cannot be read, compared or written.
 */
public final class Migrations {

  private final MigrationOptions options;

  private Migrations(MigrationOptions options) {
    this.options = options;
  }

  /** Creates migrations with these options. */
  public static Migrations of(MigrationOptions options) {
    return new Migrations(options);
  }

  /**
   * The differences between the specs and the tables, with the statements that would remove them.
   *
   * @throws MigrationException when specs, scripts, snapshots or the database cannot be read, or an
   *     allowed code does not exist
   */
  public DiffReport diff() {
    return new DiffReport(reports(states(Sources.read(options))));
  }

  /**
   * Writes the scripts of all databases, or of none.
   *
   * @throws MigrationException as {@link #diff} does, and when a script needs a decision
   */
  public GenerateReport generate() {
    Sources sources = Sources.read(options);
    List<TargetState> states = states(sources);
    for (TargetState state : states) {
      DatabaseDiff report = DatabaseDiff.of(state);
      if (report.status() == Status.UNSAFE) {
        throw MigrationException.unsafe(
            "write the scripts for " + report.title(), report.blocking());
      }
    }
    FileSet files = new FileSet();
    ScriptWriter writer = new ScriptWriter(options, sources, files);
    states.forEach(writer::add);
    files.write();
    return new GenerateReport(reports(states), shown(writer.written()), shown(writer.removed()));
  }

  /**
   * Whether scripts have to be written; reports a {@link MigrationException} as broken instead of
   * throwing it.
   */
  public CheckReport check() {
    try {
      DiffReport diff = diff();
      return new CheckReport(diff.status(), diff.databases(), null);
    } catch (MigrationException e) {
      return new CheckReport(Status.BROKEN, List.of(), e.getMessage());
    }
  }

  /**
   * Where specs, snapshots, scripts and, if the options name it, the live database disagree. If the
   * live database is that of a store, and the options do not name databases, only the scripts for
   * the store's are compared.
   *
   * @throws MigrationException when specs or scripts cannot be read, a script fails on an empty
   *     database, or the live one cannot be read; a broken snapshot is a finding
   */
  public DriftReport drift() {
    Sources sources = Sources.read(options);
    List<Target> targets = Sources.targets(options);
    if (options.connection().url() != null) {
      List<Target> live = live(targets, sources.tables());
      if (options.connection().store() != null && !options.namesDatabases()) {
        targets = live;
      }
    }
    List<DriftReport.Edge> edges = new ArrayList<>();
    for (Target target : targets) {
      edges.addAll(new Drift(options, sources, target).edges());
    }
    return new DriftReport(edges);
  }

  /**
   * Adopts tables that others created, unchanged: writes a snapshot of each, and a script that
   * creates it in an empty database. Reads the live database of the options; runs no statement that
   * changes it.
   *
   * @throws MigrationException without a live database, when specs, scripts or the database cannot
   *     be read, or a table lacks a system column
   */
  public AdoptReport adopt() {
    if (options.connection().url() == null) {
      throw new MigrationException(
          "Cannot adopt tables without the URL or store of the database that has them; set"
              + " metaxy.url or metaxy.store");
    }
    Sources sources = Sources.read(options);
    FileSet files = new FileSet();
    Adoption adoption = new Adoption(options, sources, files);
    live(Sources.targets(options), sources.tables()).forEach(adoption::add);
    files.write();
    return new AdoptReport(
        adoption.adopted(),
        shown(adoption.written()),
        adoption.baseline(),
        adoption.notes(),
        adoption.columns(),
        adoption.unmapped());
  }

  private List<TargetState> states(Sources sources) {
    refuseUnknownCodes();
    List<Target> targets = Sources.targets(options);
    if (options.current() == CurrentSource.DATABASE) {
      targets = live(targets, sources.tables());
    }
    List<TargetState> states =
        targets.stream().map(t -> TargetState.of(t, options, sources)).toList();
    UnknownNames.refuse(options.plan(), sources, states);
    return states;
  }

  private void refuseUnknownCodes() {
    Set<String> codes = new TreeSet<>();
    Stream.of(SafetyRule.values()).forEach(rule -> codes.add(rule.code()));
    for (String allowed : options.plan().allow()) {
      if (!codes.contains(allowed.replaceFirst(":.*", ""))) {
        throw new MigrationException(
            "Invalid code in metaxy.allow: "
                + allowed
                + " (must be one of "
                + codes
                + ", optionally with :<key> for one feature or :<key>.<column> for one column);"
                + " correct it");
      }
    }
  }

  private List<Target> live(List<Target> targets, TableSource tables) {
    List<Target> live = targets.stream().filter(tables::isLive).toList();
    if (live.isEmpty()) {
      throw new MigrationException(
          "Cannot use "
              + options.connection().title()
              + ": metaxy.databases does not name "
              + Databases.of(options.connection()).database().folder()
              + "; add it");
    }
    return live;
  }

  private static List<DatabaseDiff> reports(List<TargetState> states) {
    return states.stream().map(DatabaseDiff::of).toList();
  }

  /** Relative to the base directory where possible. */
  private List<Path> shown(List<Path> files) {
    Path basedir = options.basedir().toAbsolutePath().normalize();
    return files.stream()
        .map(file -> file.toAbsolutePath().normalize())
        .map(file -> file.startsWith(basedir) ? basedir.relativize(file) : file)
        .toList();
  }
}
