package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds names that a database cannot hold, and texts that Flyway would change. */
public final class NameLimits {

  /** PostgreSQL's limit; it truncates longer names silently. */
  private static final int MAX_BYTES = 63;

  private NameLimits() {}

  /**
   * Adds the problems of a table's names and comments.
   *
   * @param prefix the prefix of the names of the table, its keys and indexes; empty for none
   * @param placeholder the start of a Flyway placeholder; null without scripts
   */
  public static void check(
      TableState table, String prefix, @Nullable String placeholder, List<Problem> problems) {
    String name = prefixed(table.name(), prefix);
    length(table.feature(), "", "table", name, prefix, problems);
    if (table.name().startsWith(TableState.SYSTEM_TABLE)) {
      problems.add(
          Block.SYSTEM_TABLE_NAME.problem(
              table.feature(),
              "",
              "Cannot give a feature the table "
                  + table.name()
                  + ", because such names are reserved for system tables; rename the feature"));
    }
    text(table.feature(), "", "the table's name", name, placeholder, problems);
    text(table.feature(), "", "the table's comment", table.comment(), placeholder, problems);
    for (KeyState index : table.indexes()) {
      String plain = Names.plain(index.name());
      String place = "index " + plain;
      length(table.feature(), place, "index", prefixed(index.name(), prefix), prefix, problems);
      text(table.feature(), place, "the index's name", plain, placeholder, problems);
    }
    Map<String, String> taken = new HashMap<>();
    for (ColumnState column : table.columns()) {
      String place = "column " + column.name();
      length(table.feature(), place, "column", column.name(), "", problems);
      text(table.feature(), place, "the column's name", column.name(), placeholder, problems);
      text(table.feature(), place, "the column's comment", column.comment(), placeholder, problems);
      for (String member : members(column.type())) {
        text(table.feature(), place, "the member's name", member, placeholder, problems);
      }
      String other = taken.putIfAbsent(Names.caseless(column.name()), column.name());
      if (other != null) {
        problems.add(
            Block.COLUMN_NAME_CLASH.problem(
                table.feature(),
                place,
                "Cannot have columns whose names differ only in case, which some databases treat"
                    + " as the same: "
                    + other
                    + " and "
                    + column.name()
                    + "; rename one of them"));
      }
    }
  }

  /**
   * The names of tables, primary keys and indexes that are too long with another table prefix than
   * that of the specs, such as that of a store, on a database that truncates them: two could become
   * one.
   */
  public static List<Problem> withPrefix(
      SchemaState schema, String prefix, DatabaseSupport support) {
    List<Problem> problems = new ArrayList<>();
    if (!support.truncatesNames()) {
      return problems;
    }
    for (TableState table : schema.tables()) {
      if (!table.name().startsWith(TableState.PREFIX)) {
        continue;
      }
      String feature = table.feature();
      length(feature, "", "table", prefixed(table.name(), prefix), prefix, problems);
      if (table.primaryKey() != null) {
        String name = prefixed(table.primaryKey().name(), prefix);
        length(feature, "the primary key", "primary key", name, prefix, problems);
      }
      for (KeyState index : table.indexes()) {
        String name = prefixed(index.name(), prefix);
        length(feature, "index " + Names.plain(index.name()), "index", name, prefix, problems);
      }
    }
    return problems;
  }

  private static String prefixed(String name, String prefix) {
    return name.replace(TableState.PREFIX, prefix);
  }

  /**
   * Adds the problems of indexes whose names Flyway's history has.
   *
   * @param taken the names in the history
   */
  public static void history(TableState table, List<String> taken, List<Problem> problems) {
    for (KeyState index : table.indexes()) {
      if (taken.contains(index.name())) {
        problems.add(
            Block.INDEX.problem(
                table.feature(),
                "index " + index.name(),
                "Cannot name an index "
                    + index.name()
                    + ", because the table of Flyway's history, its key or its index has this name;"
                    + " give the index another name"));
      }
    }
  }

  /** The names in a struct, at any depth. */
  private static List<String> members(StoredType type) {
    List<String> names = new ArrayList<>();
    if (type instanceof Struct struct) {
      for (Member member : struct.members()) {
        names.add(member.name());
        names.addAll(members(member.type()));
      }
    } else if (type instanceof MapOf map) {
      names.addAll(members(map.value()));
    } else if (type instanceof Items items) {
      names.addAll(members(items.element()));
    }
    return names;
  }

  /** PostgreSQL has one namespace for tables, keys and indexes; DuckDB's ignores case. */
  public static void keysDiffer(List<TableState> tables, List<Problem> problems) {
    Map<String, String> taken = new HashMap<>();
    for (TableState table : tables) {
      List<String> names = new ArrayList<>(List.of(table.name()));
      Stream.ofNullable(table.primaryKey()).map(KeyState::name).forEach(names::add);
      table.indexes().stream().map(KeyState::name).forEach(names::add);
      for (String name : names) {
        String other = taken.putIfAbsent(Names.caseless(name), table.feature());
        if (other != null) {
          problems.add(
              Block.KEY_NAME_CLASH.problem(
                  table.feature(),
                  "",
                  "Cannot use the name "
                      + Names.plain(name)
                      + " twice, ignoring case, for tables, primary keys or indexes of features "
                      + other
                      + " and "
                      + table.feature()
                      + "; rename one of the features, or name its table with .table(\"...\")"));
        }
      }
    }
  }

  private static void length(
      String feature,
      String place,
      String noun,
      String name,
      String prefix,
      List<Problem> problems) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      problems.add(
          Block.NAME_TOO_LONG.problem(
              feature,
              place,
              "Invalid "
                  + noun
                  + " name: \""
                  + name
                  + "\" (must be at most "
                  + MAX_BYTES
                  + " bytes, has "
                  + bytes
                  + "); "
                  + (noun.equals("index") || noun.equals("column")
                      ? "rename the " + noun
                      : "rename the feature, or name its table with .table(\"...\")")
                  + (prefix.isEmpty() ? "" : ", or use a shorter table prefix than " + prefix)));
    }
  }

  private static void text(
      String feature,
      String place,
      String noun,
      @Nullable String text,
      @Nullable String placeholder,
      List<Problem> problems) {
    if (text != null && placeholder != null && text.contains(placeholder)) {
      problems.add(
          Block.FLYWAY_PLACEHOLDER.problem(
              feature,
              place,
              "Cannot write "
                  + noun
                  + " \""
                  + text
                  + "\" to a script, because Flyway would take \""
                  + placeholder
                  + "\" for a placeholder; change it"));
    }
  }
}
