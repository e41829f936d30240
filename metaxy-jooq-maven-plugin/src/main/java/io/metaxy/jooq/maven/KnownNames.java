package io.metaxy.jooq.maven;

import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The names of the goals' parameters, which are declared in {@link Options}. Maven ignores a
 * parameter or property that no goal has, such as {@code -Dmetaxy.alow}; this class refuses it.
 */
final class KnownNames {

  static final String PREFIX = "metaxy.";

  /** The parameters that are also properties. */
  static final List<String> PROPERTIES =
      Options.ALL.stream()
          .flatMap(option -> option.mavenProperty().stream())
          .map(name -> name.substring(PREFIX.length()))
          .sorted()
          .toList();

  /** All parameters. */
  static final List<String> PARAMETERS =
      Options.ALL.stream().flatMap(option -> option.mavenElement().stream()).sorted().toList();

  private static final String PLUGIN = "io.metaxy.jooq:metaxy-jooq-maven-plugin";

  /** The number of characters that can differ from a known name. */
  private static final int DIFFERING = 2;

  private KnownNames() {}

  /**
   * Refuses unknown names in this plugin's configuration, unknown properties that were given to
   * Maven, and properties of the POM that resemble a known one: other properties of the POM belong
   * to the user.
   *
   * @throws MigrationException naming the first of them, and the most similar known name
   */
  static void check(MavenProject project, Properties given) {
    for (String name : configured(project)) {
      if (!PARAMETERS.contains(name)) {
        throw new MigrationException(
            "Cannot use <"
                + name
                + "> in the configuration of metaxy-jooq-maven-plugin: no goal has this parameter;"
                + " write "
                + nearest(name, PARAMETERS)
                    .map(known -> "<" + known + ">")
                    .orElse("one of " + PARAMETERS));
      }
    }
    for (String name : unknown(project.getProperties())) {
      nearest(name, PROPERTIES)
          .ifPresent(
              known -> {
                throw unknown(name, "write " + PREFIX + known);
              });
    }
    for (String name : unknown(given)) {
      Optional<String> near = nearest(name, PROPERTIES);
      if (near.isPresent()) {
        throw unknown(name, "write " + PREFIX + near.get());
      }
      if (!isDeclared(project, PREFIX + name)) {
        throw unknown(
            name,
            "write "
                + PREFIX
                + "… with one of the names "
                + PROPERTIES
                + ", or declare your own property in the POM");
      }
    }
  }

  private static MigrationException unknown(String name, String remedy) {
    return new MigrationException(
        "Cannot use the property " + PREFIX + name + ": no goal has this property; " + remedy);
  }

  private static Collection<String> unknown(Properties properties) {
    Collection<String> names = new TreeSet<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX) && !PROPERTIES.contains(name.substring(PREFIX.length()))) {
        names.add(name.substring(PREFIX.length()));
      }
    }
    return names;
  }

  private static Collection<String> configured(MavenProject project) {
    Collection<String> names = new TreeSet<>();
    Stream.of(project.getBuild(), project.getPluginManagement())
        .filter(PluginContainer.class::isInstance)
        .map(PluginContainer.class::cast)
        .flatMap(container -> container.getPlugins().stream())
        .filter(plugin -> plugin.getKey().equals(PLUGIN))
        .forEach(plugin -> names.addAll(configured(plugin)));
    return names;
  }

  private static Collection<String> configured(Plugin plugin) {
    Collection<String> names = new TreeSet<>(names(plugin.getConfiguration()));
    for (PluginExecution execution : plugin.getExecutions()) {
      names.addAll(names(execution.getConfiguration()));
    }
    return names;
  }

  private static List<String> names(@Nullable Object configuration) {
    return configuration == null ? List.of() : Xml.children(Xml.parse(configuration, PLUGIN));
  }

  /** Whether the POM, or one that it inherits from, has the name in any place. */
  private static boolean isDeclared(MavenProject project, String name) {
    for (MavenProject pom = project; pom != null; pom = pom.getParent()) {
      if (pom.getProperties().containsKey(name)
          || (pom.getFile() != null && text(pom.getFile().toPath()).contains(name))) {
        return true;
      }
    }
    return false;
  }

  private static String text(Path pom) {
    try {
      return Files.exists(pom) ? Xml.text(Files.readAllBytes(pom)) : "";
    } catch (IOException e) {
      throw new MigrationException(
          "Cannot read " + pom + ": " + e.getMessage() + "; make it readable", e);
    }
  }

  private static Optional<String> nearest(String name, List<String> known) {
    return NearestName.of(name, known, DIFFERING);
  }
}
