package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes what a target lacks as files: scripts, their Flyway configuration and snapshots. */
public final class ScriptWriter {

  private final MigrationOptions options;
  private final Sources sources;
  private final FileSet files;
  private final List<Path> written = new ArrayList<>();
  private final List<Path> removed = new ArrayList<>();

  public ScriptWriter(MigrationOptions options, Sources sources, FileSet files) {
    this.options = options;
    this.sources = sources;
    this.files = files;
  }

  /** The files written so far, in order. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  /** The files of the removed snapshots, in order. */
  public List<Path> removed() {
    return List.copyOf(removed);
  }

  public void add(TargetState state) {
    List<PlannedScript> scripts = state.plan().scripts();
    List<ScriptVersion> versions =
        state.scripts().next(scripts.size(), options.naming(), options.clock());
    Map<String, List<ScriptMark>> marks = new TreeMap<>();
    for (int i = 0; i < scripts.size(); i++) {
      PlannedScript script = scripts.get(i);
      ScriptMark mark = add(state.target(), state.scripts(), versions.get(i), script);
      for (String feature : features(script)) {
        marks.computeIfAbsent(feature, f -> new ArrayList<>()).add(mark);
      }
    }
    SchemaState after =
        withIds(AppliedState.of(state.current(), changes(state)), sources.desired(state.target()))
            .holding(sources.desired(state.target()));
    TableScripts made = TableScripts.of(state.scripts());
    snapshots(state.target(), after, (table) -> marks(state, table, made, marks));
  }

  /** The same tables with the ids of the specs, which can change without their tables. */
  private static SchemaState withIds(SchemaState tables, SchemaState desired) {
    return new SchemaState(
        tables.tables().stream()
            .map(
                table ->
                    desired
                        .table(table.feature())
                        .map(spec -> table.withIds(spec.idColumns()))
                        .orElse(table))
            .toList());
  }

  /** Adds a script and, where Flyway needs one, its {@code .conf}. */
  ScriptMark add(Target target, ScriptFolder scripts, ScriptVersion version, PlannedScript script) {
    String name = scripts.fileName(version, ScriptText.description(script));
    String text = ScriptText.of(script, options.flyway());
    Path file = target.folder().resolve(name);
    files.add(file, text, options.flyway().charset());
    written.add(file);
    String configuration = ScriptText.configuration(script);
    if (!configuration.isEmpty()) {
      add(file.resolveSibling(name + ".conf"), configuration);
    }
    return new ScriptMark(name, Checksums.of(text));
  }

  private static Set<String> features(PlannedScript script) {
    Set<String> features = new LinkedHashSet<>();
    script.statements().forEach(s -> features.add(s.change().table().feature()));
    return features;
  }

  /** What the scripts do: the differences, the hardening, and the changes of their statements. */
  private List<Change> changes(TargetState state) {
    Set<Change> changes = new LinkedHashSet<>(state.diff().changes());
    if (options.plan().harden()) {
      changes.addAll(state.diff().offersOfOldColumns());
    }
    for (PlannedScript script : state.plan().scripts()) {
      script.statements().forEach(s -> changes.add(s.change()));
    }
    return List.copyOf(changes);
  }

  private List<ScriptMark> marks(
      TargetState state, TableState table, TableScripts made, Map<String, List<ScriptMark>> added) {
    List<ScriptMark> marks =
        new ArrayList<>(
            options.current() == CurrentSource.SNAPSHOT
                ? state
                    .snapshotBefore(table.feature())
                    .map(s -> Marks.current(s, state.scripts()))
                    .orElse(List.of())
                : made.of(table.name()).stream().map(ScriptMark::of).toList());
    marks.addAll(added.getOrDefault(table.feature(), List.of()));
    return marks;
  }

  /** Finds the scripts that made a table. */
  interface MarksOf {
    List<ScriptMark> of(TableState table);
  }

  /** Writes the snapshots that changed, and removes those without a table. */
  void snapshots(Target target, SchemaState after, MarksOf marks) {
    Set<Path> kept = new LinkedHashSet<>();
    for (TableState table : after.tables()) {
      Snapshot snapshot =
          new Snapshot(
              table,
              sources.version(table.feature()).orElse(null),
              sources.settings(table.feature()),
              marks.of(table));
      Path file = target.snapshots().resolve(snapshot.fileName());
      kept.add(file);
      String text = SnapshotJson.write(snapshot);
      if (!text.equals(SnapshotFolder.textOrNone(file))) {
        files.replace(file, text);
        written.add(file);
      }
    }
    for (Path file : SnapshotFolder.files(target.snapshots())) {
      if (!kept.contains(file) && Files.exists(file)) {
        files.remove(file);
        removed.add(file);
      }
    }
  }

  private void add(Path file, String text) {
    files.add(file, text);
    written.add(file);
  }
}
