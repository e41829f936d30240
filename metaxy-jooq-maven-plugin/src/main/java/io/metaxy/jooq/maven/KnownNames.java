package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
 * The names of the goals' parameters. Maven ignores a parameter or property that no goal has, such
 * as {@code -Dmetaxy.alow}; this class refuses it.
 */
final class KnownNames {

  static final String PREFIX = "metaxy.";

  /** The parameters that are also properties. */
  static final List<String> PROPERTIES =
      List.of(
          "allow",
          "current",
          "databases",
          "directory",
          "drop",
          "features",
          "format",
          "harden",
          "hashTruncationLength",
          "index",
          "inferTableNames",
          "naming",
          "password",
          "primaryKey",
          "project",
          "requireFromNow",
          "resolvable",
          "scratchUrl",
          "serverId",
          "skip",
          "systemDirectory",
          "systemTables",
          "tablePrefix",
          "url",
          "user");

  /** All parameters. */
  static final List<String> PARAMETERS =
      Stream.concat(PROPERTIES.stream(), Stream.of("flyway")).sorted().toList();

  private static final String PLUGIN = "io.metaxy.jooq:metaxy-jooq-maven-plugin";

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
    int most = Math.max(1, Math.min(2, name.length() / 4));
    return known.stream()
        .filter(other -> distance(name, other) <= most)
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)));
  }

  /** Levenshtein's distance, ignoring case. */
  private static int distance(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
