package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.Extra;
import io.metaxy.jooq.migration.database.NameLimits;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.TableDiff;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adopts live tables unchanged. Their scripts create them {@code if not exists}, so they make the
 * same tables in a new database and nothing in the one that has them.
 */
public final class Adoption {

  private final MigrationOptions options;
  private final Sources sources;
  private final ScriptWriter writer;
  private final List<String> adopted = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable String baseline;

  public Adoption(MigrationOptions options, Sources sources, FileSet files) {
    this.options = options;
    this.sources = sources;
    this.writer = new ScriptWriter(options, sources, files);
    notes.addAll(options.flyway().notes());
  }

  public void add(Target target) {
    TableSource tables = sources.tables();
    ScriptFolder scripts = tables.scripts(target);
    SnapshotFolder snapshots = SnapshotFolder.read(target);
    SchemaState desired = sources.desired(target);
    TableScripts made = TableScripts.of(scripts);
    List<TableState> found = new ArrayList<>();
    List<MigrationException> refused = new ArrayList<>();
    for (TableState table : tables.live(target, desired, snapshots.state()).tables()) {
      if (snapshots.of(table.feature()).isEmpty() && desired.table(table.feature()).isPresent()) {
        collect(refused, () -> refuseWritten(table, made));
        collect(refused, () -> refuseIncomplete(table, desired));
        collect(
            refused, () -> refuseGeneratedIds(table, desired.table(table.feature()).orElseThrow()));
        collect(refused, () -> refuseUnwritable(table));
        collect(refused, () -> refuseUnwritableTexts(table));
        found.add(table);
      }
    }
    refuse(refused);
    if (!found.isEmpty()) {
      write(target, scripts, snapshots, found);
      notes.addAll(leftOut(tables.extras(target), found));
    }
  }

  private static void collect(List<MigrationException> refused, Runnable check) {
    try {
      check.run();
    } catch (MigrationException e) {
      refused.add(e);
    }
  }

  /** Throws the only problem, or all of them. */
  private static void refuse(List<MigrationException> refused) {
    if (refused.size() == 1) {
      throw refused.get(0);
    }
    if (!refused.isEmpty()) {
      throw new MigrationException(
          refused.stream()
              .map(MigrationException::getMessage)
              .map(message -> String.valueOf(message).replace("\n", "\n  "))
              .collect(
                  Collectors.joining(
                      "\n  ", "Cannot adopt the tables: " + refused.size() + " problems\n  ", "")));
    }
  }

  /** One note for each table that has something that its script does not create. */
  private List<String> leftOut(List<Extra> extras, List<TableState> found) {
    List<String> left = new ArrayList<>();
    for (TableState table : found) {
      Set<String> made = new TreeSet<>();
      table.indexes().forEach(index -> made.add(sources.tables().live(index.name())));
      table.columns().stream()
          .filter(column -> column.type() instanceof Scalar type && type.elements() != null)
          .forEach(column -> made.add(KeyNames.elements(column.name())));
      String all =
          extras.stream()
              .filter(extra -> extra.table().equals(sources.tables().live(table.name())))
              .filter(extra -> !made.contains(extra.name()))
              .map(Extra::shown)
              .distinct()
              .collect(Collectors.joining(", "));
      if (!all.isEmpty()) {
        left.add(
            "The script of table "
                + Names.plain(table.name())
                + " does not create, in new databases: "
                + all
                + "; write a script of your own if they need it");
      }
    }
    return left;
  }

  /** Refuses a table that our scripts make: only its snapshot is missing. */
  private static void refuseWritten(TableState table, TableScripts made) {
    for (Script script : made.ours(table.name())) {
      throw new MigrationException(
          "Cannot adopt table "
              + Names.plain(table.name())
              + " of feature "
              + table.feature()
              + ": script "
              + script.name()
              + " of metaxy-jooq creates it, and only its snapshot is missing; restore it from"
              + " version control, or rewrite the snapshots from the scripts: run generate with"
              + " -Dmetaxy.current=scripts");
    }
  }

  private static void refuseIncomplete(TableState table, SchemaState desired) {
    SchemaState one = new SchemaState(List.of(table));
    for (String problem : Ownership.incomplete("adopt", one, desired, SchemaState.EMPTY)) {
      throw new MigrationException(problem);
    }
  }

  private static void refuseGeneratedIds(TableState table, TableState desired) {
    List<Problem> problems = TableDiff.generatedIds(table, desired);
    if (!problems.isEmpty()) {
      throw new MigrationException("adopt table " + Names.plain(table.name()), problems);
    }
  }

  /** Refuses what no script can make in a new database. */
  private void refuseUnwritable(TableState table) {
    for (ColumnState column : table.columns()) {
      if (column.type() instanceof Foreign foreign && !foreign.isOfTheDatabase()) {
        throw new MigrationException(
            "Cannot adopt table "
                + Names.plain(table.name())
                + " of feature "
                + table.feature()
                + ": its column "
                + column.name()
                + " uses "
                + foreign.sql().replaceFirst(" [(]'.*", "")
                + ", which a new database does not have; "
                + (foreign.sql().startsWith("enum ")
                    ? "add the column to the spec as an enum or a text column, which new"
                        + " databases store as text"
                    : "change it to a built-in type")
                + ", or drop it");
      }
    }
  }

  /** Refuses names and comments that Flyway would change. */
  private void refuseUnwritableTexts(TableState table) {
    if (table.isSystem()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    NameLimits.check(
        table, Names.plain(table.name()), options.flyway().placeholderPrefix(), problems);
    if (!problems.isEmpty()) {
      throw new MigrationException("adopt table " + Names.plain(table.name()), problems);
    }
  }

  private void write(
      Target target, ScriptFolder scripts, SnapshotFolder snapshots, List<TableState> found) {
    Ddl ddl = Databases.of(target.database()).ddl();
    List<ScriptVersion> versions = scripts.next(found.size(), options.naming(), options.clock());
    Map<String, ScriptMark> marks = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      TableState table = found.get(i);
      marks.put(table.feature(), writer.add(target, scripts, versions.get(i), script(table, ddl)));
      adopted.add(table.feature());
    }
    writer.snapshots(
        target,
        TableSource.union(
            snapshots.state(), new SchemaState(found).holding(sources.desired(target))),
        table ->
            Optional.ofNullable(marks.get(table.feature()))
                .map(List::of)
                .orElseGet(
                    () -> snapshots.of(table.feature()).map(Snapshot::scripts).orElse(List.of())));
    List<Path> folders = sources.tables().folders(target);
    if (!new FlywayHistory(options, target).exists(folders)) {
      baseline(target, versions.get(versions.size() - 1));
    }
  }

  private static PlannedScript script(TableState table, Ddl ddl) {
    Change change = new Change.CreateTable(table);
    List<PlannedStatement> statements =
        ddl.createIfMissing(table).stream()
            .map(sql -> new PlannedStatement(sql, change, SafetyRule.CREATE_TABLE))
            .toList();
    return new PlannedScript("adopt", table.name(), true, "", statements);
  }

  private void baseline(Target target, ScriptVersion version) {
    FlywaySettings flyway = options.flyway();
    String table =
        (target.system()
                ? " -table=" + MigrationOptions.SYSTEM_HISTORY
                : flyway.table().map(name -> " -table=" + name).orElse(""))
            + flyway.schema().map(schema -> " -defaultSchema=" + schema).orElse("");
    String command =
        "flyway baseline -url="
            + quoted(Connections.withoutSecrets(Objects.requireNonNull(options.connection().url())))
            + (options.connection().user() == null ? "" : " -user=" + options.connection().user())
            + table
            + " -baselineVersion="
            + version.text();
    if (baseline == null) {
      baseline = command;
    } else {
      notes.add("And for the system tables: " + command);
    }
  }

  /** Quotes a URL that has characters special to a shell. */
  private static String quoted(String url) {
    return url.matches(".*[?&;].*") ? "'" + url + "'" : url;
  }

  /** The written files, in order. */
  public List<Path> written() {
    return writer.written();
  }

  /** The features whose tables were adopted. */
  public List<String> adopted() {
    return List.copyOf(adopted);
  }

  /** The command that baselines the existing database; null when none is needed. */
  public @Nullable String baseline() {
    return baseline;
  }

  /** Further notes for the reader. */
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
