package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.FoundTable.FoundColumn;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads the tables of features from a database, and nothing else. */
public final class SchemaReader {

  /** The index that the Python original creates; only its first table gets this name. */
  private static final String PEER_INDEX = "metaxy_idx";

  private final DatabaseSupport database;
  private final String prefix;
  private final SchemaState expected;
  private final SchemaState recorded;

  private SchemaReader(
      DatabaseSupport database, String prefix, SchemaState expected, SchemaState recorded) {
    this.database = database;
    this.prefix = prefix;
    this.expected = expected;
    this.recorded = recorded;
  }

  /** Reads tables without any recorded features. */
  public static SchemaState read(
      Connection connection, MigrationDatabase database, String prefix, SchemaState expected) {
    return read(connection, database, prefix, expected, SchemaState.EMPTY);
  }

  /**
   * The expected tables that exist, and those whose comments name a feature. A type that counts as
   * the expected one is returned as that one.
   *
   * @param connection a connection whose current schema contains the tables
   * @param prefix the value of {@link TableState#PREFIX} in this database
   * @param recorded the features of tables whose comments do not name one
   */
  public static SchemaState read(
      Connection connection,
      MigrationDatabase database,
      String prefix,
      SchemaState expected,
      SchemaState recorded) {
    DatabaseSupport support = Databases.of(database);
    Map<String, FoundTable> found =
        support.catalog().read(DSL.using(connection, database.dialect()));
    return new SchemaReader(support, prefix, expected, recorded).state(found);
  }

  /** What the tables have that our scripts do not create. */
  public static List<Extra> extras(Connection connection, MigrationDatabase database) {
    return Databases.of(database).catalog().extras(DSL.using(connection, database.dialect()));
  }

  private SchemaState state(Map<String, FoundTable> found) {
    Map<String, TableState> tables = new LinkedHashMap<>();
    List<FoundTable> others = new ArrayList<>();
    for (FoundTable live : found.values()) {
      TableState named = named(live).orElse(null);
      if (named == null || tables.containsKey(named.feature())) {
        others.add(live);
      } else {
        TableState asked = expected.table(named.feature()).orElse(named);
        tables.put(named.feature(), table(live, named.feature(), named.name(), asked));
      }
    }
    for (FoundTable live : others) {
      String feature = Ownership.feature(live);
      if (feature != null && !tables.containsKey(feature)) {
        boolean prefixed = !prefix.isEmpty() && live.name().startsWith(prefix);
        String name = prefixed ? placeheld(live.name()) : live.name();
        TableState asked =
            expected.table(feature).or(() -> candidates(live).stream().findFirst()).orElse(null);
        tables.put(feature, table(live, feature, name, asked));
      }
    }
    return new SchemaState(List.copyOf(tables.values()));
  }

  /**
   * The known table with this name: that of the feature in the comment, or else the recorded one,
   * or else the expected one, unless the comment names another feature.
   */
  private Optional<TableState> named(FoundTable live) {
    List<TableState> candidates = candidates(live);
    String feature = Ownership.feature(live.comment());
    return candidates.stream()
        .filter(table -> table.feature().equals(feature))
        .findFirst()
        .or(
            () ->
                candidates.stream()
                    .filter(t -> recorded.tables().contains(t) || Ownership.feature(live) == null)
                    .findFirst());
  }

  private List<TableState> candidates(FoundTable live) {
    return Stream.concat(recorded.tables().stream(), expected.tables().stream())
        .filter(table -> live(table.name()).equals(live.name()))
        .toList();
  }

  private TableState table(
      FoundTable live, String feature, String name, @Nullable TableState table) {
    FoundColumns types = new FoundColumns(database, table);
    List<ColumnState> columns = new ArrayList<>();
    for (FoundColumn column : live.columns()) {
      StoredType type = types.type(column);
      columns.add(
          new ColumnState(
              column.name(),
              type,
              column.nullable(),
              column.comment(),
              column.generated(),
              column.required(),
              database.form(column, type),
              List.of(),
              null));
    }
    boolean placeheld = name.startsWith(TableState.PREFIX);
    List<KeyState> known = knownIndexes(feature, table);
    List<KeyState> indexes = new ArrayList<>();
    for (KeyState index : live.indexes()) {
      index(index, known, placeheld).ifPresent(indexes::add);
    }
    return new TableState(
        feature,
        name,
        live.comment(),
        columns,
        table == null ? ids(live) : table.idColumns(),
        primaryKey(live, table, placeheld),
        indexes);
  }

  /** Without a spec, only the primary key shows the id columns. */
  private static List<String> ids(FoundTable live) {
    KeyState key = live.primaryKey();
    return key == null
        ? List.of()
        : key.columns().stream().filter(c -> !SystemColumns.ALL.contains(c)).toList();
  }

  /** The key with its own name, so that it can be dropped; with the spec's where it has none. */
  private @Nullable KeyState primaryKey(
      FoundTable live, @Nullable TableState table, boolean placeheld) {
    KeyState key = live.primaryKey();
    if (key == null) {
      return null;
    }
    KeyState asked = table == null ? null : table.primaryKey();
    List<KeyState> askedKeys = asked == null ? List.of() : List.of(asked);
    if (live.keyIsNamed()) {
      return new KeyState(name(key.name(), askedKeys, placeheld), key.columns());
    }
    if (asked != null && asked.columns().equals(key.columns())) {
      return asked;
    }
    return new KeyState(
        name(KeyNames.primaryKey(live.name()), askedKeys, placeheld), key.columns());
  }

  /** The requested indexes, and those that the last script left. */
  private List<KeyState> knownIndexes(String feature, @Nullable TableState table) {
    List<KeyState> known = new ArrayList<>(table == null ? List.of() : table.indexes());
    recorded.table(feature).ifPresent(before -> known.addAll(before.indexes()));
    return known;
  }

  /**
   * The index, if it is ours: it is known, or it is not unique and has a name of ours. Any other is
   * the user's.
   */
  private Optional<KeyState> index(KeyState index, List<KeyState> known, boolean placeheld) {
    if (index.name().equals(PEER_INDEX) && !index.unique()) {
      return Optional.of(index);
    }
    String name = name(index.name(), known, placeheld);
    boolean isOurs = KeyNames.isOfIndex(name) && !index.unique();
    return isOurs || known.stream().anyMatch(i -> i.name().equals(name))
        ? Optional.of(index.named(name))
        : Optional.empty();
  }

  /** The name in scripts; with an empty prefix, only a requested name can be recognized. */
  private String name(String live, List<KeyState> asked, boolean placeheld) {
    return asked.stream()
        .map(KeyState::name)
        .filter(name -> live(name).equals(live))
        .findFirst()
        .orElseGet(() -> placeheld ? placeheld(live) : live);
  }

  private String live(String name) {
    return name.replace(TableState.PREFIX, prefix);
  }

  private String placeheld(String name) {
    return !prefix.isEmpty() && name.startsWith(prefix)
        ? TableState.PREFIX + name.substring(prefix.length())
        : name;
  }
}
