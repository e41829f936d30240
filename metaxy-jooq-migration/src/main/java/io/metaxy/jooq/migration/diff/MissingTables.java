package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.project.TableCreator;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.LogicalType.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the missing tables of stores by the statements of scripts. */
public final class MissingTables implements TableCreator {

  @Override
  public Map<FeatureKey, Creation> of(
      FeatureGraph graph, FeatureDialect dialect, MetaxyConfig config) {
    MigrationDatabase database =
        Stream.of(MigrationDatabase.values())
            .filter(known -> known.folder().equals(dialect.access().type()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "Cannot create tables on "
                            + dialect.name()
                            + ", because migrations do not support it; create them yourself"));
    DatabaseSupport support = Databases.of(database);
    Map<FeatureKey, Creation> creations = new LinkedHashMap<>();
    for (TableState desired :
        DesiredSchema.withoutScripts(model(graph, config, support), database).tables()) {
      TableState table =
          config.get(Options.ENABLE_MAP_DATATYPE) ? support.withMaps(desired) : desired;
      creations.put(
          FeatureKey.of(table.feature()),
          new Statements(support, support.ddl().createWhole(table)));
    }
    return creations;
  }

  /** The statements that create a table. */
  private record Statements(DatabaseSupport support, List<String> statements) implements Creation {

    @Override
    public boolean commitsEach() {
      return support.commitsDdl();
    }

    /** Comments may have braces, which JDBC would take for its own escapes. */
    @Override
    public void run(Connection connection, @Nullable String schema, String sql)
        throws SQLException {
      support.in(
          connection,
          schema,
          () -> {
            try (Statement statement = connection.createStatement()) {
              statement.setEscapeProcessing(false);
              statement.execute(sql);
            }
          });
    }
  }

  /** The features; those whose table has the prefix of inferred names have no name of their own. */
  private static FeatureModel model(
      FeatureGraph graph, MetaxyConfig config, DatabaseSupport support) {
    GraphOptions all = graph.options();
    List<FeatureDefinition> definitions =
        graph.plans().stream()
            .map(
                plan -> {
                  FeatureDefinition definition = complete(plan, support);
                  return definition.withSpec(
                      definition.spec().withTable(isInferred(plan, all) ? null : plan.tableName()));
                })
            .toList();
    GraphOptions options =
        new GraphOptions(all.hashTruncationLength(), true, all.tablePrefix(), false);
    return FeatureModel.of(
        new CodegenOptions(
            List.of(),
            "default",
            options,
            config.get(Options.INJECT_PRIMARY_KEY),
            config.get(Options.INJECT_INDEX)),
        definitions);
  }

  /** Generated code names every table, so that the name shows whether it is inferred. */
  private static boolean isInferred(FeaturePlan plan, GraphOptions options) {
    return options.inferTableNames()
        && plan.tableName().equals(options.tablePrefix() + plan.key().tableName());
  }

  /**
   * The definition with what its schema, and therefore generated code, does not say: the structs
   * and maps of the record.
   */
  private static FeatureDefinition complete(FeaturePlan plan, DatabaseSupport support) {
    FeatureDefinition definition = plan.definition();
    Optional<ColumnSpec> incomplete =
        definition.columns().stream()
            .filter(column -> column.type() instanceof Json json && json.form() == null)
            .filter(column -> definition.settings().column(column.name()).storedAs() == null)
            .findFirst();
    boolean isNesting =
        support.canonical(new StoredType.Struct(List.of())) instanceof StoredType.Nested;
    if (!isNesting || incomplete.isEmpty() || definition.external()) {
      return definition;
    }
    Class<?> record = load(definition.featureClass());
    if (record == null) {
      throw cannot(
          plan,
          "whether its column "
              + incomplete.get().name()
              + " is JSON or a struct depends on its class "
              + definition.featureClass()
              + ", which is not on the class path; add the module of this class to the"
              + " dependencies");
    }
    FeatureDefinition read = FeatureModel.definition(record, definition.project());
    if (!read.key().equals(definition.key()) || !read.schema().equals(definition.schema())) {
      throw cannot(
          plan,
          "its class "
              + definition.featureClass()
              + " has changed since the code was generated; generate the code again");
    }
    return read.withSettings(definition.settings());
  }

  private static StoreException cannot(FeaturePlan plan, String reason) {
    return new StoreException(
        "Cannot create table "
            + plan.tableName()
            + " of feature "
            + plan.key()
            + ": "
            + reason
            + ", or create the table with migrations");
  }

  private static @Nullable Class<?> load(String name) {
    for (ClassLoader loader :
        List.of(
            Objects.requireNonNullElse(
                Thread.currentThread().getContextClassLoader(),
                MissingTables.class.getClassLoader()),
            MissingTables.class.getClassLoader())) {
      try {
        return Class.forName(name, false, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        // Perhaps the other one has it.
      }
    }
    return null;
  }
}
