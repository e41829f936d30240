package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.codegen.ServerGeneratedIds;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.KeyState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a connection's schema by querying the database's own catalog. */
public abstract class Catalog {

  private static final Pattern CARDINALITY =
      Pattern.compile("\\(?cardinality\\(.+\\) = (\\d{1,9})\\)?");

  /** A query for the name and the comment of each table. */
  protected abstract String tables();

  /**
   * A query for each column, in order: its table, its name, its type, whether it is nullable, is an
   * identity, is computed, its default, its comment; and if {@link #tellsForms()}, its other
   * attributes and the expression that its values must satisfy.
   */
  protected abstract String columns();

  /**
   * A query for each column of each key, in order: its table, the key's name, whether it is the
   * primary key, the column's name, whether it is unique.
   */
  protected abstract String keys();

  /** A query for everything in the schema: its kind and its name, in one text. */
  protected abstract String content();

  /**
   * A query for the table, the name and the expression of each check; empty where we create none.
   */
  protected String checks() {
    return "";
  }

  /**
   * A query for what others have built on tables: the kind of the object, its name, its table or
   * null, a column that it uses or null, its text or null, and the kinds of changes that it
   * prevents, separated by blanks; see {@link Dependent}. One row for each column.
   */
  protected abstract String usedBy();

  /** What others have built on the tables. */
  final List<Dependent> dependents(DSLContext dsl) {
    Map<Dependent, Set<String>> columns = new LinkedHashMap<>();
    for (Record row : dsl.fetch(usedBy())) {
      Dependent dependent =
          new Dependent(
              text(row, 0),
              text(row, 1),
              row.get(2, String.class),
              Set.of(),
              row.get(4, String.class),
              Set.of(text(row, 5).split(" ")));
      Set<String> used = columns.computeIfAbsent(dependent, d -> new HashSet<>());
      Optional.ofNullable(row.get(3, String.class)).ifPresent(used::add);
    }
    return columns.entrySet().stream().map(d -> d.getKey().using(d.getValue())).toList();
  }

  /**
   * A query for what tables have that our scripts do not create: the table, the kind, the name; see
   * {@link Extra}.
   */
  protected abstract String extras();

  /** What tables have that our scripts do not create. */
  final List<Extra> extras(DSLContext dsl) {
    return dsl.fetch(extras()).map(row -> new Extra(text(row, 0), text(row, 1), text(row, 2)));
  }

  /** Whether primary keys have names. */
  protected abstract boolean namesPrimaryKeys();

  /** Whether columns are redefined as a whole, so that all their attributes must be known. */
  protected boolean tellsForms() {
    return false;
  }

  /** The tables by name. */
  protected final Map<String, FoundTable> read(DSLContext dsl) {
    Map<List<String>, String> checks = new HashMap<>();
    if (!checks().isEmpty()) {
      dsl.fetch(checks())
          .forEach(row -> checks.put(List.of(text(row, 0), text(row, 1)), text(row, 2)));
    }
    Map<String, List<FoundColumn>> columns = new LinkedHashMap<>();
    for (Record row : dsl.fetch(columns())) {
      columns.computeIfAbsent(text(row, 0), t -> new ArrayList<>()).add(column(row, checks));
    }
    Map<String, KeyState> primaryKeys = new LinkedHashMap<>();
    Map<String, List<KeyState>> indexes = new LinkedHashMap<>();
    for (Key key : keys(dsl)) {
      KeyState state = new KeyState(key.name(), key.columns(), key.unique() && !key.primary());
      if (key.primary()) {
        primaryKeys.put(key.table(), state);
      } else {
        indexes.computeIfAbsent(key.table(), t -> new ArrayList<>()).add(state);
      }
    }
    Map<String, FoundTable> tables = new LinkedHashMap<>();
    for (Record row : dsl.fetch(tables())) {
      String name = text(row, 0);
      tables.put(
          name,
          new FoundTable(
              name,
              comment(row.get(1, String.class)),
              columns.getOrDefault(name, List.of()),
              primaryKeys.get(name),
              namesPrimaryKeys(),
              indexes.getOrDefault(name, List.of())));
    }
    return tables;
  }

  private FoundColumn column(Record row, Map<List<String>, String> checks) {
    String table = text(row, 0);
    String name = text(row, 1);
    String generated =
        ServerGeneratedIds.found(flag(row, 4), flag(row, 5), row.get(6, String.class));
    return new FoundColumn(
        name,
        text(row, 2),
        flag(row, 3),
        comment(row.get(7, String.class)),
        generated.isEmpty() ? null : generated,
        checks.containsKey(List.of(table, KeyNames.required(name))),
        elements(checks.getOrDefault(List.of(table, KeyNames.elements(name)), "")),
        tellsForms() ? text(row, 8).strip() : "",
        tellsForms() ? text(row, 9) : "");
  }

  /** The number in {@code cardinality("embedding") = 512}; null for any other expression. */
  private static @Nullable Integer elements(String check) {
    Matcher matcher = CARDINALITY.matcher(check);
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }

  /** A primary key or an index; its columns are added one by one. */
  public record Key(
      String table, String name, boolean primary, boolean unique, List<String> columns) {}

  protected List<Key> keys(DSLContext dsl) {
    Map<List<Object>, Key> keys = new LinkedHashMap<>();
    for (Record row : dsl.fetch(keys())) {
      keys.computeIfAbsent(
              List.of(text(row, 0), text(row, 1), flag(row, 2)),
              k ->
                  new Key(
                      text(row, 0), text(row, 1), flag(row, 2), flag(row, 4), new ArrayList<>()))
          .columns()
          .add(text(row, 3));
    }
    return List.copyOf(keys.values());
  }

  protected static String text(Record row, int column) {
    return Objects.requireNonNull(row.get(column, String.class), "a name");
  }

  protected static boolean flag(Record row, int column) {
    return Boolean.TRUE.equals(row.get(column, Boolean.class));
  }

  private static @Nullable String comment(@Nullable String comment) {
    return comment == null || comment.isEmpty() ? null : comment;
  }
}
