package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigSource;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;

/**
 * What a module is configured by, highest priority first: the parameters of the goal, the
 * properties of the module's jOOQ code generation, environment variables, and the configuration
 * file that is found from the module's directory. The parameter {@code features} replaces all
 * properties of jOOQ.
 */
final class ProjectConfig {

  private final MavenProject project;
  private final Map<String, String> parameters;
  private final Map<String, String> environment;
  private final List<Map<String, String>> jooq;

  /** The configuration without the properties of jOOQ. */
  private final MetaxyConfig base;

  /**
   * Reads the configuration of a module.
   *
   * @throws ConfigException when a file is missing or is not TOML, or a key or value does not fit
   */
  ProjectConfig(
      MavenProject project, Map<String, String> parameters, Map<String, String> environment) {
    this.project = project;
    this.parameters = parameters;
    this.environment = environment;
    this.jooq =
        parameters.containsKey(CodegenOptions.FEATURES) ? List.of() : JooqProperties.of(project);
    this.base = read(Map.of());
  }

  private MetaxyConfig read(Map<String, String> properties) {
    ConfigInput input =
        ConfigInput.of(Path.of("").toAbsolutePath(), environment)
            .searchedFrom(project.getBasedir().toPath())
            .arguments(properties)
            .arguments(parameters);
    boolean isNamed = !jooq.isEmpty() || parameters.containsKey(CodegenOptions.FEATURES);
    return MetaxyConfig.read(isNamed ? input.enabledByDefault() : input);
  }

  /** What a user should know about the configuration: sentences, without secrets. */
  List<String> warnings() {
    return base.warnings();
  }

  /**
   * Why the goals do nothing, as a part of a sentence; empty if they are enabled, or if no source
   * names any features.
   */
  Optional<String> disabled() {
    boolean isSaid = !base.source(Options.ENABLE).equals(ConfigSource.DEFAULT);
    return isSaid || hasFeatures() ? base.disabled() : Optional.empty();
  }

  /** Whether the module names its features in its own POM or directory, or in a parameter. */
  boolean namesFeatures() {
    return parameters.containsKey(CodegenOptions.FEATURES)
        || !jooq.isEmpty()
        || (hasFeatures() && base.file().filter(this::isOwn).isPresent());
  }

  /**
   * The configuration with the properties of jOOQ.
   *
   * @throws MigrationException when no source names features, or several code generations do
   */
  MetaxyConfig choose() {
    List<Map<String, String>> sets =
        jooq.stream()
            .filter(set -> hasFeatures() || set.containsKey(CodegenOptions.FEATURES))
            .toList();
    if (sets.isEmpty() && hasFeatures()) {
      return base;
    }
    if (sets.size() != 1) {
      throw new MigrationException(
          "Cannot choose the features to migrate: this project's jOOQ code generation has "
              + (sets.isEmpty() ? "no metaxy.features" : sets.size() + " sets of metaxy.features")
              + "; set <features> in this plugin's configuration, and the other metaxy.*"
              + " parameters that they need"
              + (sets.isEmpty() ? ", or features in [ext.jooq] of metaxy.toml" : ""));
    }
    Properties properties = new Properties();
    properties.putAll(sets.get(0));
    List<Problem> problems = new ArrayList<>();
    Map<String, String> arguments = new TreeMap<>(CodegenOptions.arguments(properties, problems));
    if (!problems.isEmpty()) {
      throw new MigrationException("read the features", problems);
    }
    return read(arguments);
  }

  /** Whether the file that was found is in the module's directory, where the search starts. */
  private boolean isOwn(Path file) {
    return Files.exists(project.getBasedir().toPath().resolve(file.getFileName()));
  }

  private boolean hasFeatures() {
    return !base.source(Options.FEATURES).equals(ConfigSource.DEFAULT);
  }
}
