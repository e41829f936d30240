package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jooq.meta.TableDefinition;
import org.jspecify.annotations.Nullable;

/** The validated features that code is generated for. */
public final class FeatureModel {

  private final CodegenOptions options;
  private final FeatureGraph graph;
  private final Map<String, FeaturePlan> byTable = new LinkedHashMap<>();

  private FeatureModel(CodegenOptions options, FeatureGraph graph) {
    this.options = options;
    this.graph = graph;
    graph.plans().stream()
        .sorted(Comparator.comparing(FeaturePlan::key))
        .forEach(plan -> byTable.put(plan.tableName(), plan));
  }

  /**
   * Reads the options from properties alone, and the definitions.
   *
   * @param basedir the directory that paths in the options are relative to
   * @param loader the class loader of the user's records
   * @throws SpecException with all problems of the options and definitions, or of the graph
   */
  public static FeatureModel of(Properties properties, Path basedir, ClassLoader loader) {
    List<Problem> problems = new ArrayList<>();
    return of(CodegenOptions.of(properties, problems), basedir, loader, problems);
  }

  /**
   * Reads the options from a configuration, and the definitions.
   *
   * @param basedir the directory that paths in the options are relative to
   * @param loader the class loader of the user's records
   * @param found the problems of the configuration
   * @throws SpecException with these and all problems of the options and definitions, or of the
   *     graph
   */
  public static FeatureModel of(
      MetaxyConfig config, Path basedir, ClassLoader loader, List<Problem> found) {
    List<Problem> problems = new ArrayList<>(found);
    return of(CodegenOptions.of(config, problems), basedir, loader, problems);
  }

  private static FeatureModel of(
      CodegenOptions options, Path basedir, ClassLoader loader, List<Problem> problems) {
    List<FeatureDefinition> definitions =
        new DefinitionLoader(options, basedir, loader, problems).load();
    if (!problems.isEmpty()) {
      problems.addAll(ofValues(options, definitions));
    }
    throwIfAny(problems);
    return of(options, definitions);
  }

  /**
   * Reads the definition of one record.
   *
   * @param project the project of the feature, unless the record names one
   * @throws SpecException with all problems of the record
   */
  public static FeatureDefinition definition(Class<?> record, String project) {
    List<Problem> problems = new ArrayList<>();
    Optional<FeatureDefinition> definition = new RecordReader(project, problems).read(record);
    throwIfAny(problems);
    return definition.orElseThrow();
  }

  /**
   * Builds the model from definitions.
   *
   * @throws SpecException with all problems of the graph, or of the class names and the settings
   */
  public static FeatureModel of(CodegenOptions options, List<FeatureDefinition> definitions) {
    List<Problem> problems = new ArrayList<>(ofValues(options, definitions));
    FeatureModel model = new FeatureModel(options, graph(options, definitions, problems));
    problems.addAll(NameChecks.check(model));
    problems.addAll(IndexChecks.ofNames(model));
    throwIfAny(problems);
    return model;
  }

  /** The problems of values in definitions, whether or not these are a graph. */
  private static List<Problem> ofValues(
      CodegenOptions options, List<FeatureDefinition> definitions) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(options.unknown(definitions));
    problems.addAll(OlderRowsValue.check(definitions));
    problems.addAll(IndexChecks.ofColumns(definitions));
    return problems;
  }

  private static FeatureGraph graph(
      CodegenOptions options, List<FeatureDefinition> definitions, List<Problem> others) {
    try {
      return FeatureGraph.of(definitions, options.graph());
    } catch (SpecException e) {
      List<Problem> problems = new ArrayList<>(e.problems());
      problems.addAll(others);
      throw new SpecException("build the feature graph", problems);
    }
  }

  /**
   * Throws if there are problems.
   *
   * @throws SpecException with all of them
   */
  public static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new SpecException("generate code", problems);
    }
  }

  /** Returns the options of code generation. */
  public CodegenOptions options() {
    return options;
  }

  /** Returns the graph of the features. */
  public FeatureGraph graph() {
    return graph;
  }

  /** Returns the features ordered by key. */
  public List<FeaturePlan> features() {
    return List.copyOf(byTable.values());
  }

  /** Returns the features, upstreams before the features that depend on them. */
  public List<FeaturePlan> upstreamsFirst() {
    return graph.plans();
  }

  /** Returns the feature that a table belongs to; null if there is none. */
  public @Nullable FeaturePlan feature(TableDefinition table) {
    return byTable.get(table.getName());
  }

  /** Returns the primary key and the indexes of a feature's table. */
  public TableKeys keys(FeaturePlan feature) {
    return TableKeys.of(feature, options);
  }
}
