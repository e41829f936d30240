package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.ServerGeneratedIds;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CommentOnTable;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.ValuesChange;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one table differs from its spec: one method for each kind of difference, in the order in
 * which the changes are made.
 *
 * <p>A table whose comment does not name the feature was created by something else, such as the
 * Python original: it is left unchanged, and the changes that would make it like a table of this
 * library are offered.
 */
public final class TableDiff {

  private final TableState desired;
  private final TableState current;
  private final boolean adopted;
  private final Set<String> allowedDrops;
  private final boolean ofSpecs;
  private final OthersTypes others;
  private final List<Problem> problems;
  private final TableEdit edit;
  private final TableEdit offers;

  /**
   * Finds the differences.
   *
   * @param renames the columns' names to their declared old names
   * @param ofSpecs whether the desired table is that of a spec, not one that exists elsewhere
   * @param others which columns that others created keep their type
   */
  TableDiff(
      TableState desired,
      TableState current,
      Map<String, String> renames,
      Set<String> allowedDrops,
      boolean ofSpecs,
      OthersTypes others,
      List<Problem> problems) {
    this.ofSpecs = ofSpecs;
    this.others = others;
    this.desired = desired;
    this.current = current;
    this.adopted = !Ownership.isOurs(current);
    this.allowedDrops = allowedDrops;
    this.problems = problems;
    this.edit = new TableEdit(desired, current);
    name();
    new ColumnRenames(desired, edit, renames, problems).declare();
    problems.addAll(generatedIds(edit.state(), desired));
    lookAlikes();
    obsoleteKeys(edit, !adopted);
    newColumns();
    structKeys();
    types();
    checks();
    looserColumns(edit);
    if (!adopted) {
      comments(edit);
      newKeys(edit);
    }
    lostColumns();
    this.offers = new TableEdit(desired, edit.state());
    offer();
  }

  /** The changes that the spec requires, in order. */
  List<Change> changes() {
    return edit.changes();
  }

  /** The changes that would make an adopted table stricter, in order. */
  List<Change> offers() {
    return offers.changes();
  }

  private void name() {
    if (!desired.feature().equals(current.feature()) || !desired.name().equals(current.name())) {
      edit.add(table -> new RenameTable(table, current));
    }
  }

  /** The problems of id columns whose values the database generates. */
  public static List<Problem> generatedIds(TableState table, TableState desired) {
    return generated(table, desired, desired.idColumns());
  }

  /** The problems of columns whose values the database generates. */
  static List<Problem> generated(TableState table, TableState desired, List<String> columns) {
    List<Problem> problems = new ArrayList<>();
    for (String id : columns) {
      table
          .column(id)
          .map(ColumnState::generated)
          .ifPresent(
              found ->
                  problems.add(
                      ServerGeneratedIds.problem(
                          desired.feature(), id, Names.plain(desired.name()), found)));
    }
    return problems;
  }

  private void lookAlikes() {
    List<ColumnState> added =
        desired.columns().stream()
            .filter(c -> edit.state().column(c.name()).isEmpty() && !isSystem(c))
            .toList();
    for (ColumnState lost : lost()) {
      if (clashes(lost)) {
        continue;
      }
      List<String> alike =
          added.stream()
              .filter(a -> TypeChange.keeps(a.type(), lost.type()))
              .map(ColumnState::name)
              .toList();
      String drop = desired.feature() + "." + lost.name();
      if (!alike.isEmpty() && !allowedDrops.contains(drop)) {
        problems.add(
            Block.LOOK_ALIKE.problem(
                desired.feature(),
                "column " + lost.name(),
                "Cannot tell whether column "
                    + lost.name()
                    + " of table "
                    + Names.plain(desired.name())
                    + " was renamed to "
                    + String.join(" or ", alike)
                    + ", which has the same type; declare @RenamedFrom(\""
                    + lost.name()
                    + "\") on the new column, or allow the loss of the old one with "
                    + SafetyRule.DROP_COLUMN.code()
                    + ":"
                    + drop));
      }
    }
  }

  /** A lost column is dropped last, and cannot coexist with one of the same name until then. */
  private boolean clashes(ColumnState lost) {
    List<String> same =
        desired.columns().stream()
            .map(ColumnState::name)
            .filter(name -> Names.caseless(name).equals(Names.caseless(lost.name())))
            .toList();
    for (String name : same) {
      problems.add(
          Block.COLUMN_NAME_CLASH.problem(
              desired.feature(),
              "column " + name,
              "Cannot drop column "
                  + lost.name()
                  + " from table "
                  + Names.plain(desired.name())
                  + " while column "
                  + name
                  + " is added, because some databases treat them as the same; declare"
                  + " @RenamedFrom(\""
                  + lost.name()
                  + "\") on the new column, or drop the old one in an earlier migration"));
    }
    return !same.isEmpty();
  }

  /** User columns that the spec lacks; those of a newer library are not dropped. */
  private List<ColumnState> lost() {
    return edit.state().columns().stream()
        .filter(c -> desired.column(c.name()).isEmpty() && !isSystem(c))
        .toList();
  }

  private boolean isSystem(ColumnState column) {
    return column.name().startsWith(SystemColumns.PREFIX) || desired.isSystem();
  }

  /**
   * Keys and indexes that are no longer requested, are on other columns or have other names; on an
   * adopted table, only those with a dropped column.
   */
  private void obsoleteKeys(TableEdit edit, boolean ours) {
    IndexRenames indexes = new IndexRenames(desired, edit.state());
    for (KeyState index : indexes.unwanted()) {
      if (ours || hasLostColumn(index)) {
        edit.add(table -> new DropIndex(table, index));
      }
    }
    if (ours) {
      indexes.changes().forEach(edit::add);
    }
    KeyState key = edit.state().primaryKey();
    KeyState wanted = desired.primaryKey();
    if (key == null) {
      return;
    }
    if (wanted == null || !wanted.columns().equals(key.columns())) {
      if (ours || hasLostColumn(key)) {
        edit.add(table -> new DropPrimaryKey(table, key));
      }
    } else if (ours && !wanted.name().equals(key.name())) {
      edit.add(table -> new RenamePrimaryKey(table, key, wanted));
    }
  }

  private boolean hasLostColumn(KeyState key) {
    return lost().stream().anyMatch(c -> key.columns().contains(c.name()));
  }

  private void newColumns() {
    for (ColumnState column : desired.columns()) {
      if (edit.state().column(column.name()).isEmpty()) {
        ColumnState added = column.nullable(true);
        edit.add(table -> new AddColumn(table, added));
      }
    }
  }

  private void structKeys() {
    for (ColumnState column : desired.columns()) {
      ColumnState found = found(column);
      if (column.type() instanceof ByField wanted
          && found.type() instanceof ByField there
          && wanted.form() == Form.STRUCT
          && there.form() == Form.STRUCT) {
        List<String> keys = new ArrayList<>(wanted.keys());
        keys.removeAll(there.keys());
        if (!keys.isEmpty()) {
          edit.add(table -> new AddStructKeys(table, found, keys));
        }
      }
    }
  }

  private ColumnState found(ColumnState column) {
    return edit.state().column(column.name()).orElseThrow();
  }

  private void types() {
    for (ColumnState column : desired.columns()) {
      ColumnState found = found(column);
      constants(column, found);
      if (ofSpecs && column.type() instanceof Nested to && found.type() instanceof Nested from) {
        nested(column, to, found, from);
      } else if (!unheld(column, found).isEmpty()) {
        problems.add(outgrown(column, found, unheld(column, found)));
      } else if (!isSame(column, found) && !isLooser(column, found) && !isOfOthers(column, found)) {
        edit.add(table -> new ChangeType(table, found, found.typed(column.type())));
      } else {
        values(column, found);
      }
    }
  }

  /** A struct keeps its members, and gets those of the spec. */
  private void nested(ColumnState column, Nested to, ColumnState found, Nested from) {
    NestedChange change = new NestedChange(column.shape(), others.members(current, found));
    Nested merged = change.merged(to, from).orElse(to);
    change.renames().forEach(rename -> problems.add(renamed(column, rename)));
    if (!merged.equals(from)) {
      edit.add(table -> new ChangeType(table, found, found.typed(merged)));
    }
    values(column, found(column));
  }

  private Problem renamed(ColumnState column, NestedChange.Rename rename) {
    return Block.MEMBER_RENAMED.problem(
        desired.feature(),
        "column " + column.name(),
        "Cannot read "
            + rename.to()
            + " in column "
            + column.name()
            + " of table "
            + Names.plain(desired.name())
            + " from its old name "
            + rename.from()
            + ", because the column holds structs, in which the new member would be null in"
            + " existing rows; rename the member at "
            + rename.path()
            + " in a script of your own, and record it: run generate with"
            + " -Dmetaxy.current=scripts");
  }

  private boolean isSame(ColumnState column, ColumnState found) {
    return isSystem(column)
        ? TypeChange.accepts(column.type(), found)
        : ofSpecs
            ? TypeChange.keeps(column.type(), found.type())
            : column.type().equals(found.type());
  }

  /** The parts of JSON that no struct can hold and the struct that this library made lacks. */
  private List<String> unheld(ColumnState column, ColumnState found) {
    return ofSpecs
            && !adopted
            && !isSystem(column)
            && TypeChange.isJson(column.type())
            && found.type() instanceof Nested nested
        ? new NestedChange(column.shape(), (wanted, member) -> false).unheld(nested)
        : List.of();
  }

  private Problem outgrown(ColumnState column, ColumnState found, List<String> unheld) {
    return Block.MEMBER_UNFIT.problem(
        desired.feature(),
        "column " + column.name(),
        "Cannot store "
            + String.join(" and ", unheld)
            + " in column "
            + column.name()
            + " of table "
            + Names.plain(desired.name())
            + ", because the column has type "
            + ChangeText.type(found.type())
            + ", and a struct cannot hold these members as the spec now declares them; give them"
            + " types that a struct can hold, such as long for a Duration, or add a component with"
            + " another name, whose column is JSON");
  }

  /** Whether lists of an adopted table may have any number of elements. */
  private boolean isLooser(ColumnState column, ColumnState found) {
    return adopted && TypeChange.onlyFixesElements(column.type(), found.type());
  }

  /** Whether a column that others created keeps a type that the store reads and writes. */
  private boolean isOfOthers(ColumnState column, ColumnState found) {
    return ofSpecs && !isSystem(column) && others.keeps(current, column, found);
  }

  /** Constants of enums and the content of JSON, where the snapshot records them. */
  private void values(ColumnState column, ColumnState found) {
    ColumnState holding = found.holding(column.constants(), column.shape());
    boolean isKnown = !TypeChange.isList(found.type()) || holdsConstants(found.shape());
    if (isKnown && !ValuesChange.of(found, holding).isEmpty()) {
      edit.add(table -> new ChangeValues(table, found, holding));
    }
  }

  /** Whether it contains an enum, which the type of a list does not show. */
  private static boolean holdsConstants(@Nullable JsonShape shape) {
    return shape != null && shape.parts().stream().anyMatch(part -> !part.constants().isEmpty());
  }

  /** Checks of new rows; no spec requests one, but a spec may no longer need one. */
  private void checks() {
    for (ColumnState column : desired.columns()) {
      ColumnState found = found(column);
      boolean lacks = column.required() && !found.required();
      boolean hasNoMore = found.required() && column.nullable() && !column.required();
      if (lacks || hasNoMore) {
        edit.add(table -> new ChangeRequired(table, found.required(lacks)));
      }
    }
  }

  /** An enum of the database is a text column that holds only some values. */
  private void constants(ColumnState column, ColumnState found) {
    Set<String> held = found.form() == null ? Set.of() : found.form().constants();
    List<String> missing = column.constants().stream().filter(c -> !held.contains(c)).toList();
    if (!held.isEmpty() && !missing.isEmpty()) {
      problems.add(
          Block.ENUM_CONSTANT_MISSING.problem(
              desired.feature(),
              "column " + column.name(),
              "Cannot write "
                  + String.join(" or ", missing)
                  + " to column "
                  + column.name()
                  + " of table "
                  + Names.plain(desired.name())
                  + ", because its enum lacks constants of the spec; add them to the type in a"
                  + " script of your own, and record it: run generate with"
                  + " -Dmetaxy.current=scripts"));
    }
  }

  /** Columns that are nullable only in the spec; those of the primary key stay not null. */
  private void looserColumns(TableEdit edit) {
    KeyState key = edit.state().primaryKey();
    for (ColumnState column : desired.columns()) {
      ColumnState found = edit.state().column(column.name()).orElseThrow();
      boolean inKey = key != null && key.columns().contains(column.name());
      if (column.nullable() && !found.nullable() && !inKey) {
        edit.add(table -> new ChangeNullability(table, found, found.nullable(true)));
      }
    }
  }

  private void comments(TableEdit edit) {
    if (!Objects.equals(desired.comment(), edit.state().comment())) {
      String before = edit.state().comment();
      edit.add(table -> new CommentOnTable(table, before));
    }
    for (ColumnState column : desired.columns()) {
      ColumnState found = edit.state().column(column.name()).orElseThrow();
      if (!Objects.equals(column.comment(), found.comment())) {
        ColumnState commented = found.commented(column.comment());
        edit.add(table -> new CommentOnColumn(table, commented));
      }
    }
  }

  private void newKeys(TableEdit edit) {
    addPrimaryKey(edit);
    addIndexes(edit);
  }

  /** No column of a primary key may be null, and some databases require that to be set first. */
  private void addPrimaryKey(TableEdit edit) {
    KeyState wanted = desired.primaryKey();
    if (wanted == null || edit.state().primaryKey() != null) {
      return;
    }
    wanted.columns().forEach(column -> requireValue(edit, column));
    edit.add(table -> new AddPrimaryKey(table, wanted));
  }

  private static void requireValue(TableEdit edit, String column) {
    ColumnState found = edit.state().column(column).orElseThrow();
    if (found.nullable()) {
      edit.add(table -> new ChangeNullability(table, found, found.nullable(false)));
    }
  }

  private void addIndexes(TableEdit edit) {
    for (KeyState wanted : desired.indexes()) {
      boolean there = edit.state().indexes().stream().anyMatch(index -> index.isLike(wanted));
      if (!there) {
        edit.add(table -> new CreateIndex(table, wanted));
      }
    }
  }

  private void lostColumns() {
    for (ColumnState column : lost()) {
      edit.add(table -> new DropColumn(table, column));
    }
  }

  private void offer() {
    if (adopted) {
      for (ColumnState column : desired.columns()) {
        ColumnState found = found(column);
        if (isLooser(column, found)) {
          offers.add(table -> new ChangeType(table, found, found.typed(column.type())));
        }
      }
      obsoleteKeys(offers, true);
      looserColumns(offers);
    }
    for (ColumnState column : desired.columns()) {
      if (!column.nullable()) {
        requireValue(offers, column.name());
      }
    }
    if (adopted) {
      comments(offers);
      newKeys(offers);
    }
  }
}
