package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigSource;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.spec.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    this.jooq =
        parameters.containsKey(CodegenOptions.FEATURES) ? List.of() : JooqProperties.of(project);
    ConfigInput input =
        ConfigInput.of(Path.of("").toAbsolutePath(), environment)
            .searchedFrom(project.getBasedir().toPath())
            .arguments(parameters);
    boolean isNamed = !jooq.isEmpty() || parameters.containsKey(CodegenOptions.FEATURES);
    this.base = MetaxyConfig.read(isNamed ? input.enabledByDefault() : input);
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
    return !isDefault() || hasFeatures() ? base.disabled() : Optional.empty();
  }

  /** Whether nobody decided that the goals do nothing. */
  boolean isDefault() {
    return base.source(Options.ENABLE).equals(ConfigSource.DEFAULT);
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
    Map<List<Object>, MetaxyConfig> distinct = new LinkedHashMap<>();
    sets.forEach(
        set -> {
          MetaxyConfig config = with(set);
          distinct.putIfAbsent(sets.size() == 1 ? List.of() : ofGeneration(config), config);
        });
    if (distinct.size() != 1) {
      throw new MigrationException(
          "Cannot choose the features to migrate: this project"
              + (sets.isEmpty()
                  ? "'s jOOQ code generation has no metaxy.features"
                  : " has "
                      + distinct.size()
                      + " jOOQ code generations with different features or options")
              + "; set <features> in this plugin's configuration, and the other metaxy.*"
              + " parameters that they need"
              + (sets.isEmpty() ? ", or features in " + base.jooqTable() + " of metaxy.toml" : ""));
    }
    return distinct.values().iterator().next();
  }

  /** The values of all options of code generation; those that have none are empty. */
  private static List<Object> ofGeneration(MetaxyConfig config) {
    return Options.ALL.stream()
        .filter(option -> option.jooqProperty().isPresent())
        .map(option -> (Object) config.find(option))
        .toList();
  }

  private MetaxyConfig with(Map<String, String> set) {
    Properties properties = new Properties();
    properties.putAll(set);
    List<Problem> problems = new ArrayList<>();
    Map<String, String> arguments = new TreeMap<>(CodegenOptions.arguments(properties, problems));
    if (!problems.isEmpty()) {
      throw new MigrationException("read the features", problems);
    }
    return base.withArguments(arguments);
  }

  /** Whether the file that was read is in the module's directory, by its name or by a link. */
  private boolean isOwn(Path file) {
    Path basedir = project.getBasedir().toPath();
    return Stream.of(String.valueOf(file.getFileName()), "metaxy.toml", "pyproject.toml")
        .anyMatch(name -> isSame(basedir.resolve(name), file));
  }

  private static boolean isSame(Path path, Path file) {
    try {
      return Files.exists(path) && Files.isSameFile(path, file);
    } catch (IOException e) {
      throw new MigrationException(
          "Cannot read " + path + ": " + e.getMessage() + "; make it readable", e);
    }
  }

  private boolean hasFeatures() {
    return !base.source(Options.FEATURES).equals(ConfigSource.DEFAULT);
  }
}
