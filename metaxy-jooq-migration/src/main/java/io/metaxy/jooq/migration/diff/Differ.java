package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the existing tables with those of the specs. After its changes, applied by {@link
 * AppliedState}, no difference is left.
 */
public final class Differ {

  private final SchemaState desired;
  private final Renames renames;
  private final Set<String> allowedDrops;
  private final boolean ofSpecs;
  private final OthersTypes others;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> offers = new ArrayList<>();
  private final Map<String, TableState> current;

  private Differ(
      SchemaState desired,
      SchemaState current,
      Renames renames,
      Set<String> allowedDrops,
      boolean ofSpecs,
      OthersTypes others) {
    this.ofSpecs = ofSpecs;
    this.others = others;
    this.desired = desired;
    this.renames = renames;
    this.allowedDrops = allowedDrops;
    this.current = new FeatureRenames(desired, current, renames, problems).tables();
  }

  /**
   * The differences.
   *
   * @param allowedDrops the keys of features whose tables may be dropped, and {@code
   *     <key>.<column>} for columns that look renamed but are not; see {@link
   *     PlanOptions#allowedDrops}
   */
  public static SchemaDiff diff(
      SchemaState desired, SchemaState current, Renames renames, Set<String> allowedDrops) {
    return diff(desired, current, renames, allowedDrops, OthersTypes.NONE);
  }

  /**
   * The same, except that columns that others created may keep their types.
   *
   * @param others which of them do
   */
  public static SchemaDiff diff(
      SchemaState desired,
      SchemaState current,
      Renames renames,
      Set<String> allowedDrops,
      OthersTypes others) {
    return new Differ(desired, current, renames, allowedDrops, true, others).diff();
  }

  /**
   * The differences between tables that both exist, as in snapshots and databases: lists that are
   * JSON only in one of them differ, though a spec accepts both.
   */
  public static SchemaDiff between(SchemaState expected, SchemaState current) {
    return new Differ(expected, current, Renames.NONE, Set.of(), false, OthersTypes.NONE).diff();
  }

  private SchemaDiff diff() {
    List<TableState> left = new ArrayList<>();
    current.forEach(
        (key, table) -> left.addAll(desired.table(key).isEmpty() ? List.of(table) : List.of()));
    List<TableState> dropped = left.stream().filter(this::mayGo).toList();
    List<TableState> orphans = left.stream().filter(t -> !mayGo(t)).toList();
    lookAlikes(orphans);

    Set<String> wanted =
        desired.tables().stream().flatMap(t -> names(t).stream()).collect(Collectors.toSet());
    Predicate<TableState> inTheWay = t -> !Collections.disjoint(names(t), wanted);
    drop(dropped, inTheWay);
    inFreeNames(dropped, inTheWay);
    drop(dropped, inTheWay.negate());
    return new SchemaDiff(changes, problems, orphans, offers);
  }

  private boolean mayGo(TableState table) {
    return allowedDrops.contains(table.feature());
  }

  private void drop(List<TableState> tables, Predicate<TableState> which) {
    tables.stream().filter(which).map(DropTable::new).forEach(changes::add);
  }

  /** Table by table, ordered by key, except that a table waits until its names are free. */
  private void inFreeNames(List<TableState> dropped, Predicate<TableState> inTheWay) {
    Map<String, String> taken = new TreeMap<>();
    current.forEach((key, table) -> names(table).forEach(name -> taken.put(name, key)));
    dropped.stream().filter(inTheWay).forEach(t -> taken.values().removeIf(t.feature()::equals));
    List<TableState> open = new ArrayList<>(desired.tables());
    while (!open.isEmpty()) {
      TableState next =
          open.stream().filter(t -> takenNames(t, taken).isEmpty()).findFirst().orElse(null);
      if (next == null) {
        open.forEach(t -> taken(t, takenNames(t, taken), taken));
        return;
      }
      open.remove(next);
      taken.values().removeIf(next.feature()::equals);
      names(next).forEach(name -> taken.put(name, next.feature()));
      table(next);
    }
  }

  /** The names of a table, its key and its indexes that another feature still has. */
  private static List<String> takenNames(TableState table, Map<String, String> taken) {
    return names(table).stream()
        .filter(name -> !taken.getOrDefault(name, table.feature()).equals(table.feature()))
        .toList();
  }

  /** The names that no other table may have on some database, the table's own first. */
  private static List<String> names(TableState table) {
    return List.copyOf(uses(table).keySet());
  }

  /** What has each of these names. */
  private static Map<String, Use> uses(TableState table) {
    Map<String, Use> uses = new LinkedHashMap<>();
    uses.put(name(table), new Use("table", table.name()));
    if (table.primaryKey() != null) {
      use(uses, "primary key", table.primaryKey());
    }
    table.indexes().forEach(index -> use(uses, "index", index));
    return uses;
  }

  private static void use(Map<String, Use> uses, String noun, KeyState key) {
    uses.putIfAbsent(Names.caseless(key.name()), new Use(noun, key.name()));
  }

  /** A table, primary key or index with a name. */
  private record Use(String noun, String name) {

    boolean isTable() {
      return noun.equals("table");
    }

    /** Such as {@code an index of feature video}. */
    String of(String feature) {
      return (noun.equals("index") ? "an " : "the ") + noun + " of " + feature;
    }
  }

  private static String name(TableState table) {
    return Names.caseless(table.name());
  }

  private void table(TableState table) {
    TableState there = current.get(table.feature());
    if (there == null) {
      changes.add(new CreateTable(table));
      return;
    }
    Map<String, String> columns = renames.columns().getOrDefault(table.feature(), Map.of());
    TableDiff diff = new TableDiff(table, there, columns, allowedDrops, ofSpecs, others, problems);
    changes.addAll(diff.changes());
    offers.addAll(diff.offers());
  }

  /** Reports the names that a table cannot get; none when it waits for a table that does. */
  private void taken(TableState table, List<String> names, Map<String, String> taken) {
    for (String name : names) {
      String owner = taken.getOrDefault(name, "");
      Use wanted = Objects.requireNonNull(uses(table).get(name), name);
      Use there = there(owner, name);
      problems.add(
          wanted.isTable() && there.isTable()
              ? taken(table, owner)
              : taken(table, wanted, owner, there));
    }
  }

  /** What of a feature has a name, before its changes or after. */
  private Use there(String owner, String name) {
    return Stream.concat(Stream.ofNullable(current.get(owner)), desired.table(owner).stream())
        .flatMap(table -> Stream.ofNullable(uses(table).get(name)))
        .findFirst()
        .orElseThrow();
  }

  private static Problem taken(TableState table, String owner) {
    return Block.TABLE_NAME_TAKEN.problem(
        table.feature(),
        "",
        "Cannot give feature "
            + table.feature()
            + " the table "
            + Names.plain(table.name())
            + ", because it belongs to feature "
            + owner
            + "; declare @RenamedFrom(\""
            + owner
            + "\") on the new feature, name "
            + owner
            + " in metaxy.drop, or choose another table with .table(\"...\")");
  }

  private static Problem taken(TableState table, Use wanted, String owner, Use there) {
    return Block.KEY_NAME_CLASH.problem(
        table.feature(),
        "",
        "Cannot give "
            + (wanted.isTable()
                ? "the table of feature " + table.feature()
                : wanted.of("table " + Names.plain(table.name())))
            + " the name "
            + Names.plain(wanted.name())
            + ", because "
            + there.of("feature " + owner)
            + " has it; choose another name, or give the "
            + there.noun()
            + " of feature "
            + owner
            + " another name in an earlier migration");
  }

  private void lookAlikes(List<TableState> orphans) {
    List<TableState> created =
        desired.tables().stream().filter(t -> !current.containsKey(t.feature())).toList();
    for (TableState orphan : orphans) {
      List<String> alike =
          created.stream()
              .filter(t -> userColumns(t).equals(userColumns(orphan)))
              .map(TableState::feature)
              .toList();
      if (!alike.isEmpty()) {
        problems.add(
            Block.LOOK_ALIKE.problem(
                orphan.feature(),
                "",
                "Cannot tell whether feature "
                    + orphan.feature()
                    + " was renamed to "
                    + String.join(" or ", alike)
                    + ", whose table has the same columns; declare @RenamedFrom(\""
                    + orphan.feature()
                    + "\") on the new feature, or name "
                    + orphan.feature()
                    + " in metaxy.drop"));
      }
    }
  }

  private static Map<String, StoredType> userColumns(TableState table) {
    return table.columns().stream()
        .filter(c -> !c.name().startsWith(SystemColumns.PREFIX))
        .collect(Collectors.toMap(ColumnState::name, c -> TypeChange.earlier(c.type())));
  }
}
