package io.metaxy.jooq.migration;

import io.metaxy.jooq.codegen.KeyNames;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.FoundTable.FoundColumn;
import io.metaxy.jooq.spec.FeatureKey;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Looks at the tables of features in a database, and at nothing else of it. */
final class SchemaReader {

  /** What {@link io.metaxy.jooq.codegen.TableComment} writes. */
  private static final Pattern COMMENT =
      Pattern.compile("Feature ([^\\s:]+)(?:: .*)?", Pattern.DOTALL);

  /** The one index that the peer makes; it has the name on its first table alone. */
  private static final String PEER_INDEX = "metaxy_idx";

  private static final String INDEX_SUFFIX = "_metaxy_idx";

  private final MigrationDatabase database;
  private final String prefix;
  private final SchemaState expected;

  private SchemaReader(MigrationDatabase database, String prefix, SchemaState expected) {
    this.database = database;
    this.prefix = prefix;
    this.expected = expected;
  }

  /**
   * The tables that are expected, as far as they are there, and those whose comments name a
   * feature. A type that is good for what is expected is returned as that.
   *
   * @param connection looks into the schema of the tables
   * @param prefix what stands for {@link TableState#PREFIX} in this database
   */
  static SchemaState read(
      Connection connection, MigrationDatabase database, String prefix, SchemaState expected) {
    Map<String, FoundTable> found =
        Catalog.of(database).read(DSL.using(connection, database.dialect()));
    return new SchemaReader(database, prefix, expected).state(found);
  }

  private SchemaState state(Map<String, FoundTable> found) {
    Map<String, TableState> tables = new LinkedHashMap<>();
    Map<String, FoundTable> others = new LinkedHashMap<>(found);
    for (TableState table : expected.tables()) {
      FoundTable live = others.remove(live(table.name()));
      if (live != null) {
        tables.put(table.feature(), table(live, table.feature(), table.name(), table));
      }
    }
    for (FoundTable live : others.values()) {
      String feature = feature(live.comment());
      if (feature != null && !tables.containsKey(feature)) {
        boolean prefixed = !prefix.isEmpty() && live.name().startsWith(prefix);
        String name = prefixed ? placeheld(live.name()) : live.name();
        tables.put(feature, table(live, feature, name, expected.table(feature).orElse(null)));
      }
    }
    return new SchemaState(List.copyOf(tables.values()));
  }

  /** The feature that a table's comment names; null when it names none. */
  private static @Nullable String feature(@Nullable String comment) {
    Matcher matcher = COMMENT.matcher(comment == null ? "" : comment);
    return matcher.matches() && FeatureKey.of(matcher.group(1)).faults().isEmpty()
        ? matcher.group(1)
        : null;
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
              types.form(column, type),
              List.of()));
    }
    boolean placeheld = name.startsWith(TableState.PREFIX);
    List<KeyState> indexes = new ArrayList<>();
    for (KeyState index : live.indexes()) {
      index(index, table, placeheld).ifPresent(indexes::add);
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

  /** A table that no spec names tells its ids by its key alone. */
  private static List<String> ids(FoundTable live) {
    KeyState key = live.primaryKey();
    return key == null
        ? List.of()
        : key.columns().stream().filter(c -> !SystemColumns.ALL.contains(c)).toList();
  }

  /** The name of a key on the same columns is no difference. */
  private @Nullable KeyState primaryKey(
      FoundTable live, @Nullable TableState table, boolean placeheld) {
    KeyState key = live.primaryKey();
    if (key == null) {
      return null;
    }
    KeyState asked = table == null ? null : table.primaryKey();
    if (asked != null && asked.columns().equals(key.columns())) {
      return asked;
    }
    String name = live.keyIsNamed() ? key.name() : KeyNames.primaryKey(live.name());
    return new KeyState(placeheld ? placeheld(name) : name, key.columns());
  }

  private Optional<KeyState> index(KeyState index, @Nullable TableState table, boolean placeheld) {
    String name = placeheld ? placeheld(index.name()) : index.name();
    List<KeyState> asked = table == null ? List.of() : table.indexes();
    if (index.name().equals(PEER_INDEX)) {
      return Optional.of(
          asked.stream()
              .filter(i -> i.columns().equals(index.columns()))
              .findFirst()
              .orElse(index));
    }
    return name.endsWith(INDEX_SUFFIX) || asked.stream().anyMatch(i -> i.name().equals(name))
        ? Optional.of(new KeyState(name, index.columns()))
        : Optional.empty();
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
