package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.OthersTypes;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which scripts made which tables. A script is ours when it has the comments that we write, or when
 * its name is one of ours; a renamed table keeps its scripts. A dropped table loses them, and so
 * does one that a script of the user's drops or renames.
 */
final class TableScripts {

  private static final String ADOPT = "adopt";
  private static final Pattern DESCRIPTION = Pattern.compile("metaxy_([a-z]+)_(.+)");
  private static final Set<String> VERBS =
      Set.of("create", "alter", "upgrade", "validate", "key", "index", "drop", ADOPT);

  private static final String CREATE = "create table ";
  private static final String DROP = "drop table ";
  private static final String RENAME = "rename table ";
  private static final String TO = " to ";
  private static final Pattern KEEP =
      Pattern.compile("rename feature \\S+, which keeps table (.+)");

  private final ScriptFolder folder;
  private final Map<String, List<Script>> tables = new LinkedHashMap<>();
  private final Map<String, String> tableOfFeature = new HashMap<>();
  private final Map<Script, Script> dropped = new HashMap<>();
  private final Map<Script, ScriptHead> heads = new HashMap<>();

  private TableScripts(ScriptFolder folder) {
    this.folder = folder;
  }

  /** Reads all scripts of a history. */
  static TableScripts of(ScriptFolder folder) {
    TableScripts history = new TableScripts(folder);
    folder.scripts().forEach(history::add);
    return history;
  }

  private void add(Script script) {
    ScriptHead head = ScriptHead.of(script.text());
    heads.put(script, head);
    TableStatements statements = TableStatements.of(script);
    Matcher description = DESCRIPTION.matcher(script.description());
    String named = description.matches() ? description.group(2) : null;
    boolean placed = false;
    for (ScriptHead.Line line : head.changes()) {
      String table = table(line, statements, named);
      if (table != null) {
        placed = true;
        put(table, script);
        tableOfFeature.put(line.feature(), table);
        if (line.change().startsWith(DROP)) {
          drop(table, script);
        }
      }
    }
    if (named != null && !placed) {
      put(named, script);
      head.changes().forEach(line -> tableOfFeature.putIfAbsent(line.feature(), named));
      if (description.group(1).equals("drop")) {
        drop(named, script);
      }
    }
    if (!head.isOurs()) {
      follow(statements, isOurs(script) ? named : null);
    }
  }

  /**
   * The table of a change; null when it is not known. Where the script's name does not confirm what
   * a line says, its statements must: a comment of the user's can sound like ours.
   *
   * @param named the table in the script's name; null when its name is not like ours
   */
  private @Nullable String table(
      ScriptHead.Line line, TableStatements statements, @Nullable String named) {
    String change = line.change();
    if (change.startsWith(RENAME)) {
      return rename(change.substring(RENAME.length()), statements, named);
    }
    if (change.startsWith(CREATE)) {
      String table = change.substring(CREATE.length());
      String file = file(table, named);
      boolean made = statements.leave(TableStatements.like(file), false);
      return made || file.equals(named) ? file : null;
    }
    if (change.startsWith(DROP)) {
      String file = file(change.substring(DROP.length()), named);
      return statements.drop(TableStatements.like(file)) ? file : null;
    }
    Matcher keep = KEEP.matcher(change);
    String known = keep.matches() ? file(keep.group(1), named) : tableOfFeature.get(line.feature());
    boolean isNamed =
        named != null
            && (tables.containsKey(named) || statements.mention(TableStatements.like(named)));
    return known != null && isNamed ? named : known;
  }

  /**
   * Moves the scripts of a renamed table. Each of the two names may contain {@code " to "}: the
   * script's name ends with the second, its statements rename the first, and that is known.
   */
  private @Nullable String rename(
      String names, TableStatements statements, @Nullable String named) {
    String from = "";
    String to = null;
    int best = 1;
    for (int at = names.lastIndexOf(TO); at >= 0; at = names.lastIndexOf(TO, at - 1)) {
      String left = names.substring(0, at);
      String right = file(names.substring(at + TO.length()), named);
      int rank =
          (right.equals(named) ? 4 : 0)
              + (statements.rename(TableStatements.exactly(left)) ? 2 : 0)
              + (tables.containsKey(Names.file(left)) ? 1 : 0);
      if (rank > best) {
        best = rank;
        from = Names.file(left);
        to = right;
      }
    }
    if (to != null) {
      move(from, to);
    } else if (named != null) {
      followRenames(statements, named);
    }
    return to;
  }

  /**
   * Follows the statements of a script without our comments.
   *
   * @param own the table in the script's name; null when the script is not ours
   */
  private void follow(TableStatements statements, @Nullable String own) {
    if (own != null) {
      followRenames(statements, own);
    }
    for (String table : List.copyOf(tables.keySet())) {
      if (!table.equals(own) && statements.takeAway(TableStatements.like(table))) {
        remove(table);
      }
    }
  }

  private void followRenames(TableStatements statements, String own) {
    for (String table : List.copyOf(tables.keySet())) {
      if (statements.rename(TableStatements.like(table))) {
        move(table, own);
      }
    }
  }

  private void put(String table, Script script) {
    List<Script> scripts = tables.computeIfAbsent(table, t -> new ArrayList<>());
    if (!scripts.contains(script)) {
      scripts.add(script);
    }
  }

  private void move(String from, String to) {
    List<Script> scripts = from.equals(to) ? null : tables.remove(from);
    if (scripts != null) {
      scripts.addAll(tables.getOrDefault(to, List.of()));
      scripts.sort(Comparator.comparing(Script::version));
      tables.put(to, scripts);
      tableOfFeature.replaceAll((feature, table) -> table.equals(from) ? to : table);
    }
  }

  private void drop(String table, Script script) {
    tables.getOrDefault(table, List.of()).forEach(made -> dropped.put(made, script));
    remove(table);
  }

  private void remove(String table) {
    tables.remove(table);
    tableOfFeature.values().removeIf(table::equals);
  }

  /** A table's name as in file names; {@code named} when it is that, but for blanks at its end. */
  private static String file(String table, @Nullable String named) {
    String file = Names.file(table);
    return file.equals(named) ? file : Names.file(table.stripTrailing());
  }

  private boolean isOurs(Script script) {
    Matcher description = DESCRIPTION.matcher(script.description());
    boolean named = description.matches() && VERBS.contains(description.group(1));
    return named || hasHead(script);
  }

  /** The scripts that made a table in its current form, in order. */
  List<Script> of(String table) {
    return List.copyOf(tables.getOrDefault(Names.file(table), List.of()));
  }

  /** Those of them that are ours. */
  List<Script> ours(String table) {
    return of(table).stream().filter(this::isOurs).toList();
  }

  /**
   * Whether a column of a table is ours after all scripts that are ours.
   *
   * @param hasRun whether the database has run a script, by its name; one that has not run drops
   *     nothing
   */
  boolean makes(String table, String column, Predicate<String> hasRun) {
    boolean ours = false;
    for (Script script : ours(table)) {
      boolean after = TableStatements.of(script).own(column, ours);
      ours = after || (ours && !hasRun.test(script.name()));
    }
    return ours;
  }

  /** Whether others gave a column of a table its type: no script of ours did, or one adopted it. */
  boolean isTypedByOthers(TableState table, ColumnState column) {
    boolean typed = !Ownership.isOurs(table);
    for (Script script : ours(table.name())) {
      if (TableStatements.of(script).type(column.name())) {
        Matcher description = DESCRIPTION.matcher(script.description());
        typed = description.matches() && description.group(1).equals(ADOPT);
      }
    }
    return typed;
  }

  /** The types that columns which others created keep. */
  OthersTypes types(MigrationDatabase database) {
    return OthersTypes.of(Databases.of(database), this::isTypedByOthers);
  }

  /**
   * The scripts that are ours and whose tables still exist, in order.
   *
   * @param recorded the tables of snapshots; without our comments, a script counts only for one of
   *     these, or next to a script that has them
   */
  List<Script> written(SchemaState recorded) {
    Set<String> known =
        recorded.tables().stream()
            .map(TableState::name)
            .map(Names::file)
            .collect(Collectors.toSet());
    Set<Script> written = new HashSet<>();
    tables.forEach(
        (table, scripts) -> {
          if (known.contains(table) || scripts.stream().anyMatch(this::hasHead)) {
            scripts.stream().filter(this::isOurs).forEach(written::add);
          }
        });
    return written.stream().sorted(Comparator.comparing(Script::version)).toList();
  }

  private boolean hasHead(Script script) {
    return heads.getOrDefault(script, ScriptHead.NONE).isOurs();
  }

  /** The script that creates a table that still exists, according to the statements of all. */
  Optional<Script> creator(String table) {
    String name = TableStatements.exactly(Names.plain(table));
    Script creator = null;
    for (Script script : folder.scripts()) {
      if (!TableStatements.of(script).leave(name, creator != null)) {
        creator = null;
      } else if (creator == null) {
        creator = script;
      }
    }
    return Optional.ofNullable(creator);
  }

  /** The script that dropped what this one made. */
  Optional<Script> dropOf(Script script) {
    return Optional.ofNullable(dropped.get(script));
  }

  /** Whether a script of ours changed a feature's table. */
  boolean mentions(String feature) {
    return changes(feature).findAny().isPresent();
  }

  /** Whether a script of ours changed a column. */
  boolean mentions(String feature, String column) {
    return changes(feature).anyMatch(change -> change.contains(" column " + column + " "));
  }

  private Stream<String> changes(String feature) {
    return heads.values().stream()
        .flatMap(head -> head.changes().stream())
        .filter(line -> line.feature().equals(feature))
        .map(ScriptHead.Line::change);
  }
}
