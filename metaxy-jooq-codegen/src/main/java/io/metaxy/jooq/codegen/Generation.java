package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.meta.Database;
import org.jspecify.annotations.Nullable;

/**
 * What a run of jOOQ generates code from: the properties of its database, the environment, and the
 * configuration file of jOOQ's {@code basedir}, which jOOQ's Maven plugin sets to the directory of
 * the project.
 */
final class Generation {

  private final MetaxyConfig config;
  private final Path basedir;
  private final List<Problem> problems;
  private @Nullable FeatureModel model;

  private Generation(MetaxyConfig config, Path basedir, List<Problem> problems) {
    this.config = config;
    this.basedir = basedir;
    this.problems = List.copyOf(problems);
  }

  static Generation of(Database database, Map<String, String> environment) {
    Path workingDirectory = Path.of("").toAbsolutePath();
    Path basedir = workingDirectory.resolve(Objects.requireNonNullElse(database.getBasedir(), ""));
    List<Problem> problems = new ArrayList<>();
    ConfigInput input =
        ConfigInput.of(workingDirectory, environment)
            .searchedFrom(basedir)
            .arguments(CodegenOptions.arguments(database.getProperties(), problems))
            .enabledByDefault();
    return new Generation(CodegenOptions.config(input, problems), basedir, problems);
  }

  /** What a user should know about the configuration: sentences, without secrets. */
  List<String> warnings() {
    return config.warnings();
  }

  /** Why no code is generated, as a sentence; empty if it is, or if the configuration is broken. */
  Optional<String> skipped() {
    return problems.isEmpty()
        ? config.disabled().map(reason -> "No code is generated, because " + reason)
        : Optional.empty();
  }

  /**
   * The features.
   *
   * @throws SpecException with all problems of the options and definitions, or of the graph
   */
  FeatureModel model() {
    FeatureModel known = model;
    if (known == null) {
      known = FeatureModel.of(config, basedir, contextClassLoader(), problems);
      model = known;
    }
    return known;
  }

  /**
   * Returns the class loader that has the user's records in all class-path layouts of the Maven
   * plugin.
   */
  private static ClassLoader contextClassLoader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? Generation.class.getClassLoader() : loader;
  }
}
