package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.schema.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the scripts that snapshots list with those of the folder. */
public final class Marks {

  private Marks() {}

  /**
   * One sentence for each script that differs from its snapshot, and for each that no snapshot
   * lists.
   *
   * @param folder the folder whose scripts these snapshots list
   */
  public static List<String> problems(SnapshotFolder snapshots, ScriptFolder scripts, Path folder) {
    TableScripts made = TableScripts.of(scripts);
    List<String> problems = new ArrayList<>();
    Set<Script> known = new HashSet<>();
    for (Snapshot snapshot : snapshots.all()) {
      problems.addAll(problems(snapshot, scripts, made, known));
    }
    Path own = folder.toAbsolutePath().normalize();
    for (Script script : made.written(snapshots.state())) {
      if (!known.contains(script) && script.file().startsWith(own)) {
        problems.add(
            "Cannot find script "
                + script.name()
                + " in any snapshot, so its changes would be written again; restore the snapshot"
                + " that lists it from version control, or rewrite the snapshots from the"
                + " scripts: run generate with -Dmetaxy.current=scripts");
      }
    }
    return problems;
  }

  private static List<String> problems(
      Snapshot snapshot, ScriptFolder scripts, TableScripts made, Set<Script> known) {
    List<String> problems = new ArrayList<>();
    String feature = snapshot.table().feature();
    Script last = null;
    for (ScriptMark mark : snapshot.scripts()) {
      Optional<Script> found = find(mark, scripts);
      found.ifPresent(known::add);
      Optional<Script> drop = found.flatMap(made::dropOf);
      if (found.isEmpty()) {
        problems.add(
            "Cannot find script "
                + mark.name()
                + ", which created the table of "
                + feature
                + "; restore it from version control");
      } else if (!found.get().isTextOf(mark)) {
        problems.add(
            "Cannot trust script "
                + mark.name()
                + ", which was changed after it was written; restore it from version control, or,"
                + " if no database has run it yet, update the snapshot: run generate with"
                + " -Dmetaxy.current=scripts");
      } else if (drop.isPresent()) {
        problems.add(
            "Cannot trust the snapshot of "
                + feature
                + ": script "
                + drop.get().name()
                + " drops its table; rewrite the snapshots from the scripts: run generate with"
                + " -Dmetaxy.current=scripts");
      } else {
        Script script = found.get();
        if (last != null && last.version().compareTo(script.version()) > 0) {
          problems.add(
              "Cannot run script "
                  + script.name()
                  + " after "
                  + last.name()
                  + ": it was written later, but has a lower version; give it a higher one");
        }
        last = script;
      }
    }
    return problems;
  }

  /**
   * One sentence for each table that the scripts already create, although no snapshot contains it.
   */
  static List<String> created(SchemaDiff diff, ScriptFolder scripts) {
    TableScripts made = TableScripts.of(scripts);
    List<String> problems = new ArrayList<>();
    for (Change change : diff.changes()) {
      if (change instanceof Change.CreateTable create) {
        String table = create.table().name();
        made.creator(table)
            .ifPresent(
                script ->
                    problems.add(
                        "Cannot write a script that creates table "
                            + Names.plain(table)
                            + ": script "
                            + script.name()
                            + " already does, and no snapshot contains the table; restore the"
                            + " snapshot from version control, or rewrite the snapshots from the"
                            + " scripts: run generate with -Dmetaxy.current=scripts"));
      }
    }
    return problems;
  }

  /** Finds a script by its name or, when it was only renamed, by its checksum. */
  static Optional<Script> find(ScriptMark mark, ScriptFolder scripts) {
    Optional<Script> named = scripts.named(mark.name());
    return named.isPresent()
        ? named
        : scripts.scripts().stream().filter(s -> s.isTextOf(mark)).findFirst();
  }

  /** The marks of a snapshot, with the current names of the scripts. */
  static List<ScriptMark> current(Snapshot snapshot, ScriptFolder scripts) {
    return snapshot.scripts().stream()
        .map(
            mark ->
                find(mark, scripts)
                    .map(script -> new ScriptMark(script.name(), mark.checksum()))
                    .orElse(mark))
        .toList();
  }
}
