package io.metaxy.jooq.migration.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scripts that snapshots know of against those of the folder. */
public final class Marks {

  private Marks() {}

  /**
   * A sentence for each script that is not as a snapshot has it, and for each that none has.
   *
   * @param folder where the scripts are that these snapshots are of
   */
  public static List<String> problems(SnapshotFolder snapshots, ScriptFolder scripts, Path folder) {
    TableScripts made = TableScripts.of(scripts);
    List<String> problems = new ArrayList<>();
    Set<Script> known = new HashSet<>();
    for (Snapshot snapshot : snapshots.all()) {
      problems.addAll(problems(snapshot, scripts, made, known));
    }
    Path own = folder.toAbsolutePath().normalize();
    for (Script script : made.written()) {
      if (!known.contains(script) && own.equals(script.file().getParent())) {
        problems.add(
            "Cannot find script "
                + script.name()
                + " in any snapshot, so what it makes would be written again; take the snapshot"
                + " that has it from version control, or let the snapshots be written anew from"
                + " the scripts by generate with -Dmetaxy.current=scripts");
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
                + ", which made the table of "
                + feature
                + "; take it back from version control");
      } else if (!found.get().checksum().equals(mark.checksum())) {
        problems.add(
            "Cannot trust script "
                + mark.name()
                + ", which was changed after it was written; take it back from version control,"
                + " or, if no database has run it yet, let the snapshot follow it by generate with"
                + " -Dmetaxy.current=scripts");
      } else if (drop.isPresent()) {
        problems.add(
            "Cannot trust the snapshot of "
                + feature
                + ", whose table script "
                + drop.get().name()
                + " drops; let the snapshots be written anew from the scripts by generate with"
                + " -Dmetaxy.current=scripts");
      } else {
        Script script = found.get();
        if (last != null && last.version().compareTo(script.version()) > 0) {
          problems.add(
              "Cannot run script "
                  + script.name()
                  + " after "
                  + last.name()
                  + ", which it was written after; give it a version that is higher");
        }
        last = script;
      }
    }
    return problems;
  }

  /** A script by its name, or one that was only renamed. */
  static Optional<Script> find(ScriptMark mark, ScriptFolder scripts) {
    Optional<Script> named = scripts.named(mark.name());
    return named.isPresent()
        ? named
        : scripts.scripts().stream().filter(s -> s.checksum().equals(mark.checksum())).findFirst();
  }

  /** The marks of a snapshot, by the names that the scripts have now. */
  static List<ScriptMark> current(Snapshot snapshot, ScriptFolder scripts) {
    return snapshot.scripts().stream()
        .map(mark -> find(mark, scripts).map(ScriptMark::of).orElse(mark))
        .toList();
  }
}
