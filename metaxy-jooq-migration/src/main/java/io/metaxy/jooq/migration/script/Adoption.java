package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.Extra;
import io.metaxy.jooq.migration.database.NameLimits;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.ParentColumns;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.diff.TableDiff;
import io.metaxy.jooq.migration.diff.TypeChange;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
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
  private final List<String> columns = new ArrayList<>();
  private final List<String> unmapped = new ArrayList<>();
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
    FlywayHistory history = new FlywayHistory(options, target);
    ScriptFolder scripts = tables.scripts(target);
    SnapshotFolder snapshots = SnapshotFolder.read(target);
    SchemaState desired = sources.desired(target);
    TableScripts made = TableScripts.of(scripts);
    List<TableState> found = new ArrayList<>();
    List<MigrationException> refused = new ArrayList<>();
    SchemaState recorded = snapshots.state();
    SchemaState live = tables.live(target, desired, recorded);
    OthersColumns others =
        OthersColumns.adopting(
            target.database(),
            live,
            desired,
            List.of(recorded),
            target.system() ? Renames.NONE : sources.renames(),
            scripts,
            history.hasRun(tables.folders(target)));
    for (TableState table : others.own().tables()) {
      if (snapshots.of(table.feature()).isEmpty() && desired.table(table.feature()).isPresent()) {
        collect(refused, () -> refuseWritten(table, made));
        collect(refused, () -> refuseIncomplete(table, desired));
        collect(
            refused, () -> refuseGeneratedIds(table, desired.table(table.feature()).orElseThrow()));
        collect(refused, () -> refuseUnwritable(table));
        collect(refused, () -> refuseUnwritableTexts(table));
        refuseInconvertible(
            refused,
            desired.table(table.feature()).orElseThrow(),
            table,
            table.columns(),
            others,
            target);
        found.add(table);
      }
    }
    Map<String, List<ColumnState>> added = added(desired, recorded, others);
    if (!added.isEmpty()) {
      collect(refused, () -> refuseUntrusted(snapshots, scripts, target));
    }
    for (TableState table : recorded.tables()) {
      List<ColumnState> columns = added.getOrDefault(table.feature(), List.of());
      collect(refused, () -> refuseUnwritable(table.withColumns(columns)));
      if (!columns.isEmpty()) {
        refuseInconvertible(
            refused,
            desired.table(table.feature()).orElseThrow(),
            live.table(table.feature()).orElseThrow(),
            columns,
            others,
            target);
      }
    }
    refuse(refused);
    if (!found.isEmpty() || !added.isEmpty()) {
      report(desired, live, others, found, added, tables.filled(target));
      write(target, scripts, snapshots, found, added);
      notes.addAll(leftOut(tables.extras(target), found));
      found.forEach(this::noteAlgorithms);
    } else {
      noteCreated(target, history, scripts, recorded, desired, live, others.own());
    }
  }

  /**
   * By feature, the columns that its spec names, its snapshot lacks and its live table has,
   * although no script of ours makes them.
   */
  private static Map<String, List<ColumnState>> added(
      SchemaState desired, SchemaState recorded, OthersColumns others) {
    Map<String, List<ColumnState>> added = new TreeMap<>();
    for (TableState table : others.own().tables()) {
      TableState spec = desired.table(table.feature()).orElse(null);
      if (spec != null && recorded.table(table.feature()).isPresent()) {
        for (ColumnState column : table.columns()) {
          ColumnState wanted = spec.column(column.name()).orElse(null);
          if (wanted != null && others.isUnmade(table, column)) {
            added
                .computeIfAbsent(table.feature(), feature -> new ArrayList<>())
                .add(column.holding(wanted.constants(), wanted.shape()));
          }
        }
      }
    }
    return added;
  }

  private static void refuseUntrusted(
      SnapshotFolder snapshots, ScriptFolder scripts, Target target) {
    for (String problem : Marks.problems(snapshots, scripts, target.folder())) {
      throw new MigrationException(problem);
    }
  }

  /** Reports the columns that are not what their specs say. */
  private void report(
      SchemaState desired,
      SchemaState live,
      OthersColumns others,
      List<TableState> found,
      Map<String, List<ColumnState>> added,
      BiPredicate<TableState, ColumnState> filled) {
    for (TableState table : found) {
      for (ColumnState column : others.of(live.table(table.feature()).orElseThrow())) {
        unmapped.add(
            "Column "
                + others.shown(column)
                + " of table "
                + Names.plain(table.name())
                + " is not in the spec of "
                + table.feature()
                + ": it is left alone, and new databases do not get it"
                + (!column.nullable() && !filled.test(table, column)
                    ? "; no row can be written while it must not be null and has no default: give"
                        + " it a default, make it nullable, or add it to the spec"
                    : ""));
      }
      mismatches(desired, table, table.columns(), others);
    }
    added.forEach(
        (feature, more) -> mismatches(desired, live.table(feature).orElseThrow(), more, others));
  }

  private void mismatches(
      SchemaState desired, TableState table, List<ColumnState> of, OthersColumns others) {
    TableState spec = desired.table(table.feature()).orElseThrow();
    for (Mismatch mismatch : mismatches(spec, table, of, others)) {
      unmapped.add(
          "Column "
              + others.shown(mismatch.live())
              + " of table "
              + Names.plain(table.name())
              + " has type "
              + others.type(mismatch.wanted())
              + " in the spec of "
              + table.feature()
              + ": change the spec, or run diff to see how the column would change");
    }
  }

  /**
   * A column whose type a diff would change after it was adopted.
   *
   * @param live the column
   * @param wanted that of the spec
   * @param type the type that it would get
   */
  private record Mismatch(ColumnState live, ColumnState wanted, StoredType type) {}

  private List<Mismatch> mismatches(
      TableState spec, TableState table, List<ColumnState> of, OthersColumns others) {
    List<Mismatch> found = new ArrayList<>();
    if (table.isSystem()) {
      return found;
    }
    Map<String, String> renames =
        sources.renames().columns().getOrDefault(spec.feature(), Map.of());
    ParentColumns parents = ParentColumns.of(sources.model());
    for (Change change : others.differences(spec, table, sources.renames(), parents)) {
      if (change instanceof ChangeType type && !type.to().name().startsWith(SystemColumns.PREFIX)) {
        String name = type.to().name();
        String live = table.column(name).isPresent() ? name : renames.getOrDefault(name, name);
        of.stream()
            .filter(column -> column.name().equals(live))
            .map(column -> new Mismatch(column, spec.column(name).orElseThrow(), type.to().type()))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Refuses columns whose types no script can change to those of the spec. */
  private void refuseInconvertible(
      List<MigrationException> refused,
      TableState spec,
      TableState table,
      List<ColumnState> of,
      OthersColumns others,
      Target target) {
    ParentColumns parents = ParentColumns.of(sources.model());
    for (Mismatch mismatch : mismatches(spec, table, of, others)) {
      StoredType from = mismatch.live().type();
      SafetyRule rule = TypeChange.rule(from, mismatch.type(), Databases.of(target.database()));
      if (rule.risk() == Risk.FORBIDDEN && !isOfNoOtherDatabase(from)) {
        refused.add(
            new MigrationException(
                "Cannot adopt column "
                    + mismatch.live().name()
                    + " of table "
                    + Names.plain(table.name())
                    + ": no conversion from its type "
                    + others.type(mismatch.live())
                    + " to "
                    + others.type(mismatch.wanted())
                    + " in the spec of "
                    + table.feature()
                    + " works for every value; change its type in the spec"
                    + (spec.idColumns().contains(mismatch.wanted().name())
                            || parents.contains(spec, mismatch.wanted().name())
                        ? ""
                        : ", or remove it from the spec, so that the column is left alone")));
      }
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
              .filter(extra -> !isOfOthers(extra, table))
              .map(Extra::shown)
              .distinct()
              .collect(Collectors.joining(", "));
      if (!all.isEmpty()) {
        left.add(
            "In new databases, the script of table "
                + Names.plain(table.name())
                + " does not create "
                + all
                + "; write a script of your own if you need it there");
      }
    }
    return left;
  }

  /**
   * Tables that need no snapshot, but whose scripts Flyway must skip. What the scripts make is only
   * read if there are such tables, because it may need a server.
   *
   * @param own the live tables without columns of others
   */
  private void noteCreated(
      Target target,
      FlywayHistory history,
      ScriptFolder scripts,
      SchemaState recorded,
      SchemaState desired,
      SchemaState live,
      SchemaState own) {
    TableSource tables = sources.tables();
    List<Path> folders = tables.folders(target);
    if (history.created(folders, scripts, recorded, own).sentences().isEmpty()) {
      return;
    }
    SchemaState replayed;
    try {
      replayed = tables.replayed(target, TableSource.union(recorded, desired), recorded);
    } catch (MigrationException e) {
      notes.add(
          "Tables exist whose scripts have not run, but what these scripts would create is not"
              + " known: "
              + e.getMessage());
      return;
    }
    OthersColumns others =
        OthersColumns.of(
            target.database(),
            live,
            desired,
            List.of(replayed, recorded),
            target.system() ? Renames.NONE : sources.renames(),
            scripts,
            history.hasRun(folders));
    FlywayHistory.CreatedTables created =
        history.created(folders, scripts, replayed, others.made());
    notes.addAll(created.sentences());
    if (created.baseline() != null) {
      baseline(target, created.baseline());
    }
  }

  /** The store must be opened with the algorithm of existing rows, unless that is its default. */
  private void noteAlgorithms(TableState table) {
    int length = sources.model().options().graph().hashTruncationLength();
    sources
        .plan(table.feature())
        .ifPresent(
            plan ->
                sources.tables().algorithms(plan, length).stream()
                    .filter(algorithm -> algorithm != HashAlgorithm.MD5)
                    .forEach(
                        algorithm ->
                            notes.add(
                                "Table "
                                    + Names.plain(table.name())
                                    + " has rows that are hashed with "
                                    + algorithm.text()
                                    + ": open the store with"
                                    + " withHashAlgorithm(HashAlgorithm."
                                    + algorithm.name()
                                    + "), or set hash_algorithm = \""
                                    + algorithm.text()
                                    + "\" in its configuration")));
  }

  private static boolean isOfOthers(Extra extra, TableState table) {
    return extra.kind().endsWith(" of column") && table.column(extra.name()).isEmpty();
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

  private void refuseGeneratedIds(TableState table, TableState desired) {
    List<Problem> problems = new ArrayList<>(TableDiff.generatedIds(table, desired));
    problems.addAll(ParentColumns.of(sources.model()).generated(table));
    if (!problems.isEmpty()) {
      throw new MigrationException("adopt table " + Names.plain(table.name()), problems);
    }
  }

  /** Refuses what no script can make in a new database. */
  private void refuseUnwritable(TableState table) {
    for (ColumnState column : table.columns()) {
      if (column.type() instanceof Foreign foreign && isOfNoOtherDatabase(foreign)) {
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
                    ? "make it an enum or a text column in the spec, which new databases store as"
                        + " text"
                    : "change it to a built-in type")
                + ", or remove it from the spec");
      }
    }
  }

  private static boolean isOfNoOtherDatabase(StoredType type) {
    return type instanceof Foreign foreign && !foreign.isOfTheDatabase();
  }

  /** Refuses names and comments that Flyway would change. */
  private void refuseUnwritableTexts(TableState table) {
    if (table.isSystem()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    NameLimits.check(table, "", options.flyway().placeholderPrefix(), problems);
    if (!problems.isEmpty()) {
      throw new MigrationException("adopt table " + Names.plain(table.name()), problems);
    }
  }

  private void write(
      Target target,
      ScriptFolder scripts,
      SnapshotFolder snapshots,
      List<TableState> found,
      Map<String, List<ColumnState>> added) {
    Ddl ddl = Databases.of(target.database()).ddl();
    List<ScriptVersion> versions =
        scripts.next(found.size() + added.size(), options.naming(), options.clock());
    Map<String, ScriptMark> marks = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      TableState table = found.get(i);
      marks.put(table.feature(), writer.add(target, scripts, versions.get(i), script(table, ddl)));
      adopted.add(table.feature());
    }
    List<TableState> widened = new ArrayList<>();
    for (TableState table : snapshots.state().tables()) {
      List<ColumnState> more = added.getOrDefault(table.feature(), List.of());
      if (!more.isEmpty()) {
        List<ColumnState> all = new ArrayList<>(table.columns());
        all.addAll(more);
        TableState after = table.withColumns(all);
        ScriptVersion version = versions.get(found.size() + widened.size());
        marks.put(table.feature(), writer.add(target, scripts, version, script(after, more, ddl)));
        more.forEach(column -> columns.add(table.feature() + "." + column.name()));
        widened.add(after);
      }
    }
    writer.snapshots(
        target,
        TableSource.union(
            new SchemaState(widened),
            TableSource.union(
                snapshots.state(), new SchemaState(found).holding(sources.desired(target)))),
        table -> marks(table, snapshots, scripts, marks));
    List<Path> folders = sources.tables().folders(target);
    if (!found.isEmpty() && !new FlywayHistory(options, target).exists(folders)) {
      baseline(target, versions.get(found.size() - 1));
    }
  }

  private static List<ScriptMark> marks(
      TableState table,
      SnapshotFolder snapshots,
      ScriptFolder scripts,
      Map<String, ScriptMark> added) {
    ScriptMark mark = added.get(table.feature());
    List<ScriptMark> before =
        snapshots
            .of(table.feature())
            .map(s -> mark == null ? s.scripts() : Marks.current(s, scripts))
            .orElse(List.of());
    List<ScriptMark> all = new ArrayList<>(before);
    if (mark != null) {
      all.add(mark);
    }
    return all;
  }

  private static PlannedScript script(TableState table, List<ColumnState> columns, Ddl ddl) {
    List<PlannedStatement> statements = new ArrayList<>();
    for (ColumnState column : columns) {
      Change change = new Change.AddColumn(table, column);
      ddl.addIfMissing(table, column).stream()
          .map(sql -> new PlannedStatement(sql, change, SafetyRule.ADD_COLUMN))
          .forEach(statements::add);
    }
    return new PlannedScript("adopt", table.name(), true, "", statements);
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
    String command = new FlywayHistory(options, target).baseline(version);
    if (baseline == null) {
      baseline = command;
    } else {
      notes.add("And for the system tables: " + command);
    }
  }

  /** The written files, in order. */
  public List<Path> written() {
    return writer.written();
  }

  /** The features whose tables were adopted. */
  public List<String> adopted() {
    return List.copyOf(adopted);
  }

  /** The columns that were adopted into tables that already had a snapshot. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** A sentence for each column that was not adopted as its spec says. */
  public List<String> unmapped() {
    return List.copyOf(unmapped);
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
