package io.metaxy.jooq.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The scripts that snapshots know of against those of the folder. */
final class Marks {

  private Marks() {}

  /** A sentence for each script that is not as a snapshot has it. */
  static List<String> problems(SnapshotFolder snapshots, ScriptFolder scripts) {
    List<String> problems = new ArrayList<>();
    for (Snapshot snapshot : snapshots.all()) {
      Script last = null;
      for (ScriptMark mark : snapshot.scripts()) {
        Optional<Script> found = find(mark, scripts);
        if (found.isEmpty()) {
          problems.add(
              "Cannot find script "
                  + mark.name()
                  + ", which made the table of "
                  + snapshot.table().feature()
                  + "; take it back from version control");
        } else if (!found.get().checksum().equals(mark.checksum())) {
          problems.add(
              "Cannot trust script "
                  + mark.name()
                  + ", which was changed after it was written; take it back from version control,"
                  + " or, if no database has run it yet, let the snapshot follow it by generate with"
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

  /** The scripts of a table by their names, for a snapshot that is made anew. */
  static List<ScriptMark> named(TableState table, ScriptFolder scripts) {
    Pattern description =
        Pattern.compile("metaxy_[a-z]+_" + Pattern.quote(Names.file(table.name())));
    return scripts.scripts().stream()
        .filter(s -> description.matcher(s.description()).matches())
        .map(ScriptMark::of)
        .toList();
  }
}
