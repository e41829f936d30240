package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jooq.meta.Database;
import org.jooq.meta.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The features that code is generated for, known to be right: what both routes, the strategy and
 * the generator read.
 */
public final class FeatureModel {

  private final CodegenOptions options;
  private final Map<String, FeaturePlan> byTable = new LinkedHashMap<>();

  private FeatureModel(CodegenOptions options, FeatureGraph graph) {
    this.options = options;
    graph.plans().stream()
        .sorted(Comparator.comparing(FeaturePlan::key))
        .forEach(plan -> byTable.put(plan.tableName(), plan));
  }

  /**
   * Reads the options and the definitions that a database is configured with.
   *
   * @throws SpecException with every problem of the options and the definitions, or of the graph
   */
  public static FeatureModel of(Database database) {
    String basedir = Objects.requireNonNullElse(database.getBasedir(), "");
    return of(database.getProperties(), Path.of(basedir), contextClassLoader());
  }

  /**
   * Reads the options and the definitions.
   *
   * @param basedir what relative paths among the options start from
   * @param loader sees the user's records
   * @throws SpecException with every problem of the options and the definitions, or of the graph
   */
  public static FeatureModel of(Properties properties, Path basedir, ClassLoader loader) {
    List<Problem> problems = new ArrayList<>();
    CodegenOptions options = CodegenOptions.of(properties, problems);
    List<FeatureDefinition> definitions =
        new DefinitionLoader(options, basedir, loader, problems).load();
    throwIfAny(problems);
    return of(options, definitions);
  }

  /**
   * Definitions that are made in code.
   *
   * @throws SpecException with every problem of the graph
   */
  public static FeatureModel of(CodegenOptions options, List<FeatureDefinition> definitions) {
    FeatureModel model = new FeatureModel(options, FeatureGraph.of(definitions, options.graph()));
    throwIfAny(NameChecks.check(model));
    return model;
  }

  public static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new SpecException("generate code", problems);
    }
  }

  /** In all three class-path layouts of the Maven plugin, this one sees the user's records. */
  private static ClassLoader contextClassLoader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? FeatureModel.class.getClassLoader() : loader;
  }

  /** The options. */
  public CodegenOptions options() {
    return options;
  }

  /** The features in the order of their keys. */
  public List<FeaturePlan> features() {
    return List.copyOf(byTable.values());
  }

  /** The feature whose table this is; null when it is none's. */
  public @Nullable FeaturePlan feature(TableDefinition table) {
    return byTable.get(table.getName());
  }

  /** The columns of the primary key and of the index, as far as the options ask for them. */
  public static List<String> keyColumns(FeaturePlan feature) {
    List<String> columns = new ArrayList<>();
    columns.add(SystemColumns.FEATURE_VERSION);
    columns.addAll(feature.idColumns());
    columns.add(SystemColumns.UPDATED_AT);
    return columns;
  }
}
