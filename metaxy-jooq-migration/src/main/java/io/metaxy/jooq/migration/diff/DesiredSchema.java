package io.metaxy.jooq.migration.diff;

import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.MATERIALIZATION_ID;
import static io.metaxy.jooq.graph.SystemColumns.PROJECT_VERSION;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.codegen.definition.TableComment;
import io.metaxy.jooq.codegen.definition.TableKeys;
import io.metaxy.jooq.codegen.definition.TableKeys.TableKey;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.NameLimits;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables that the specs require, and the system tables ({@code docs/semantics.md} 4, 10). */
public final class DesiredSchema {

  private static final String DEFINITION_VERSION = "metaxy_definition_version";

  private DesiredSchema() {}

  /**
   * The tables of all features that are not external.
   *
   * @throws SpecException when a name, a type, a key or a row is too large for a database, or
   *     Flyway would change a text
   */
  public static SchemaState of(FeatureModel model, MigrationDatabase db) {
    return of(model, db, FlywaySettings.DEFAULT);
  }

  /** The tables for scripts that Flyway runs with these settings. */
  public static SchemaState of(FeatureModel model, MigrationDatabase db, FlywaySettings settings) {
    return tables(model, db, settings);
  }

  /**
   * The tables without scripts: names have the prefix itself, and texts may have placeholders.
   *
   * @throws SpecException when a name, a type, a key or a row is too large for a database
   */
  static SchemaState withoutScripts(FeatureModel model, MigrationDatabase db) {
    return tables(model, db, null);
  }

  private static SchemaState tables(
      FeatureModel model, MigrationDatabase db, @Nullable FlywaySettings flyway) {
    DatabaseSupport support = Databases.of(db);
    String placeholder = flyway == null ? null : flyway.placeholderPrefix();
    List<String> history =
        flyway == null
            ? List.of()
            : support.ofHistory(flyway.table().orElse(FlywaySettings.DEFAULT_TABLE));
    List<TableState> tables = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (FeaturePlan feature : model.features()) {
      if (!feature.definition().external()) {
        TableState table = table(feature, model, support, placeholder != null);
        tables.add(table);
        NameLimits.check(table, TableKeys.prefix(feature, model.options()), placeholder, problems);
        NameLimits.history(table, history, problems);
        problems.addAll(support.limits(table));
      }
    }
    NameLimits.keysDiffer(tables, problems);
    if (!problems.isEmpty()) {
      throw new SpecException(placeholder == null ? "create tables" : "write migrations", problems);
    }
    return new SchemaState(tables);
  }

  /** The two system tables. */
  public static SchemaState system(MigrationDatabase db) {
    DatabaseSupport support = Databases.of(db);
    return new SchemaState(
        List.of(support.canonical(featureVersions()), support.canonical(events())));
  }

  private static TableState table(
      FeaturePlan feature, FeatureModel model, DatabaseSupport support, boolean inScripts) {
    List<ColumnState> columns = new ArrayList<>();
    feature.definition().columns().forEach(c -> columns.add(column(feature, c, support)));
    SystemColumns.ALL.forEach(c -> columns.add(systemColumn(feature, c, support)));
    String table = feature.tableName();
    String prefix = inScripts ? TableKeys.prefix(feature, model.options()) : "";
    TableKeys keys = model.keys(feature);
    TableKey primaryKey = keys.primaryKey();
    TableState state =
        new TableState(
            feature.key().toString(),
            placeheld(table, prefix),
            TableComment.of(feature.spec()),
            columns,
            feature.idColumns(),
            primaryKey == null
                ? null
                : new KeyState(placeheld(primaryKey.name(), prefix), primaryKey.columns()),
            keys.indexes().stream()
                .map(
                    index ->
                        new KeyState(
                            placeheld(index.name(), prefix), index.columns(), index.unique()))
                .toList());
    return support.canonical(state);
  }

  /** The name with Flyway's placeholder in place of its prefix. */
  private static String placeheld(String name, String prefix) {
    return prefix.isEmpty() || !name.startsWith(prefix)
        ? name
        : TableState.PREFIX + name.substring(prefix.length());
  }

  private static ColumnState column(
      FeaturePlan feature, ColumnSpec column, DatabaseSupport support) {
    boolean nullable = column.nullable() && !feature.idColumns().contains(column.name());
    StoredAs storedAs = feature.definition().settings().column(column.name()).storedAs();
    Optional<StoredType> vector =
        storedAs != null && column.type() instanceof ListOf list && list.length() != null
            ? support.vector(storedAs, list.length())
            : Optional.empty();
    StoredType type =
        storedAs == StoredAs.JSON
            ? Scalar.of(ColumnType.JSON)
            : vector.orElseGet(() -> StoredType.of(column));
    // Databases do not distinguish an empty comment from none.
    String comment = "".equals(column.comment()) ? null : column.comment();
    List<String> constants =
        column.type() instanceof Enumeration enumeration ? enumeration.constants() : List.of();
    JsonShape shape =
        column.type() instanceof ListOf list
            ? vector.isPresent() ? null : shape(list)
            : column.type() instanceof Json json ? shape(json) : null;
    return new ColumnState(
        column.name(), type, nullable, comment, null, false, null, constants, shape);
  }

  /** What a document contains; null for a list of unknown elements, which earlier lists are. */
  private static @Nullable JsonShape shape(Json json) {
    ListOf list = json.list();
    JsonShape shape = json.shape();
    if (list == null) {
      return shape == null && !json.array() ? JsonShape.DOCUMENT : shape;
    }
    return shape == null ? shape(list) : fixed(shape, list);
  }

  /** The shape of a list with the numbers of its elements. */
  private static JsonShape fixed(JsonShape shape, ListOf list) {
    List<JsonShape.Part> lists = shape(list).parts();
    return new JsonShape(
        shape.parts().stream()
            .map(
                part ->
                    lists.stream()
                        .filter(of -> of.path().equals(part.path()))
                        .findFirst()
                        .map(of -> part.of(of.length()))
                        .orElse(part))
            .toList());
  }

  /** What a list is as JSON. */
  private static JsonShape shape(ListOf list) {
    List<JsonShape.Part> parts = new ArrayList<>();
    String path = JsonShape.ROOT;
    LogicalType type = list;
    while (type instanceof ListOf outer) {
      parts.add(new JsonShape.Part(path, "array", false, List.of(), List.of(), outer.length()));
      path += "[]";
      type = outer.element();
    }
    String element = type.kind().name().toLowerCase(Locale.ROOT);
    List<String> constants =
        type instanceof Enumeration enumeration ? enumeration.constants() : List.of();
    parts.add(new JsonShape.Part(path, element, false, constants, List.of()));
    return new JsonShape(parts);
  }

  private static ColumnState systemColumn(
      FeaturePlan feature, String name, DatabaseSupport support) {
    boolean nullable = name.equals(DELETED_AT) || name.equals(MATERIALIZATION_ID);
    return new ColumnState(name, systemType(feature, name, support), nullable, null, null);
  }

  private static StoredType systemType(FeaturePlan feature, String name, DatabaseSupport support) {
    if (SystemColumns.isByField(name)) {
      Form form = support.byField();
      return new ByField(form, form == Form.STRUCT ? feature.structKeys() : List.of());
    }
    return Scalar.of(SystemColumns.isInstant(name) ? ColumnType.INSTANT : ColumnType.STRING);
  }

  private static TableState featureVersions() {
    return systemTable(
        "feature_versions",
        "Metaxy: the definitions of features that were pushed",
        List.of(
            text("project", false),
            text("feature_key", false),
            text(DEFINITION_VERSION, false),
            text(FEATURE_VERSION, false),
            text(PROJECT_VERSION, false),
            timestamp("recorded_at", false),
            text("feature_spec", false),
            text("feature_schema", false),
            text("feature_class_path", false),
            text("tags", false),
            timestamp("deleted_at", true)),
        List.of("project", "feature_key", DEFINITION_VERSION, PROJECT_VERSION, "recorded_at"));
  }

  private static TableState events() {
    return systemTable(
        "events",
        "Metaxy: what happened while samples were computed",
        List.of(
            text("project", false),
            text("execution_id", false),
            timestamp("timestamp", false),
            text("event_type", false),
            text("feature_key", true),
            text("payload", true)),
        List.of("project", "execution_id", "timestamp"));
  }

  private static TableState systemTable(
      String name, String comment, List<ColumnState> columns, List<String> key) {
    String table = TableState.SYSTEM_TABLE + name;
    KeyState primaryKey = new KeyState(KeyNames.primaryKey(table), key);
    return new TableState(
        TableState.SYSTEM + name, table, comment, columns, key, primaryKey, List.of());
  }

  private static ColumnState text(String name, boolean nullable) {
    return new ColumnState(name, Scalar.of(ColumnType.STRING), nullable, null, null);
  }

  private static ColumnState timestamp(String name, boolean nullable) {
    return new ColumnState(name, Scalar.of(ColumnType.LOCAL_DATE_TIME), nullable, null, null);
  }
}
