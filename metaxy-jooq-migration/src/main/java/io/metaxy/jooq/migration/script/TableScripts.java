package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.schema.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which scripts made which tables, according to their names and heads. A renamed table keeps its
 * scripts; a dropped one loses them, and so does one that a script of the user's drops or renames.
 */
final class TableScripts {

  private static final Pattern DESCRIPTION = Pattern.compile("metaxy_([a-z]+)_(.+)");
  private static final Pattern RENAME = Pattern.compile("-- [^\\s:]+: rename table (.+) to (.+)");
  private static final String COMMENT = "-- ";

  private final Map<String, List<Script>> tables = new LinkedHashMap<>();
  private final Map<Script, Script> dropped = new HashMap<>();
  private final Map<Script, List<String>> heads = new HashMap<>();

  private TableScripts() {}

  /** Reads all scripts of a history. */
  static TableScripts of(ScriptFolder folder) {
    TableScripts history = new TableScripts();
    for (Script script : folder.scripts()) {
      Matcher description = DESCRIPTION.matcher(script.description());
      if (description.matches()) {
        history.add(script, description.group(1), description.group(2));
      }
      if (history.heads.getOrDefault(script, List.of()).isEmpty()) {
        String text = ScriptFolder.text(script.file());
        history.tables.keySet().removeIf(table -> isTakenAway(table, text));
      }
    }
    return history;
  }

  private void add(Script script, String verb, String table) {
    List<String> head = head(script);
    heads.put(script, head);
    tables.computeIfAbsent(table, t -> new ArrayList<>()).add(script);
    for (String line : head) {
      Matcher rename = RENAME.matcher(line);
      if (rename.matches()) {
        move(Names.file(rename.group(1)), Names.file(rename.group(2)));
      }
    }
    if (verb.equals("drop")) {
      tables.getOrDefault(table, List.of()).forEach(made -> dropped.put(made, script));
      tables.remove(table);
    }
  }

  /** Whether a text drops or renames a table, in whose name {@code _} matches any character. */
  private static boolean isTakenAway(String table, String text) {
    String name = "(?<!\\w)" + Pattern.quote(table).replace("_", "\\E.\\Q") + "(?!\\w)";
    return Pattern.compile(
            "(?i)drop\\s+table\\s[^;]*"
                + name
                + "|alter\\s+table\\s[^;]*"
                + name
                + "[^;]*rename\\s+to\\s"
                + "|rename\\s+table\\s[^;]*"
                + name)
        .matcher(text)
        .find();
  }

  private void move(String from, String to) {
    List<Script> scripts = from.equals(to) ? null : tables.remove(from);
    if (scripts != null) {
      scripts.addAll(tables.getOrDefault(to, List.of()));
      scripts.sort(Comparator.comparing(Script::version));
      tables.put(to, scripts);
    }
  }

  /** The comments at the head of a script that we wrote; empty for any other script. */
  private static List<String> head(Script script) {
    List<String> lines =
        ScriptFolder.text(script.file()).lines().takeWhile(l -> l.startsWith(COMMENT)).toList();
    return lines.isEmpty() || !ScriptText.isHead(lines.get(0)) ? List.of() : lines;
  }

  /** The scripts that made a table in its current form, in order. */
  List<Script> of(String table) {
    return List.copyOf(tables.getOrDefault(Names.file(table), List.of()));
  }

  /** The scripts that we wrote and whose tables still exist, in order. */
  List<Script> written() {
    return tables.values().stream()
        .flatMap(Collection::stream)
        .filter(script -> !heads.getOrDefault(script, List.of()).isEmpty())
        .sorted(Comparator.comparing(Script::version))
        .toList();
  }

  /** The script that dropped what this one made. */
  Optional<Script> dropOf(Script script) {
    return Optional.ofNullable(dropped.get(script));
  }

  /** Whether a script of ours changed a feature's table. */
  boolean mentions(String feature) {
    return heads.values().stream()
        .flatMap(Collection::stream)
        .anyMatch(line -> line.startsWith(COMMENT + feature + ": "));
  }

  /** Whether a script of ours changed a column. */
  boolean mentions(String feature, String column) {
    return heads.values().stream()
        .flatMap(Collection::stream)
        .filter(line -> line.startsWith(COMMENT + feature + ": "))
        .anyMatch(line -> line.contains(" column " + column + " "));
  }
}
