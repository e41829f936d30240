package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.FeatureDatabase;
import io.metaxy.jooq.codegen.FeatureGenerator;
import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The {@code metaxy.*} properties of a project's jOOQ plugin, from its POM or the file that it
 * names.
 */
final class JooqProperties {

  private static final String PLUGIN = "org.jooq:jooq-codegen-maven";

  private JooqProperties() {}

  /** The classes that generate code for features. */
  private static final Set<String> NAMES =
      Set.of(FeatureGenerator.class.getName(), FeatureDatabase.class.getName());

  /**
   * One map for each distinct set of properties of a configuration that names features, or a class
   * that generates code for them. Maven copies the configuration of the plugin into its executions,
   * so it counts only without any.
   */
  static List<Map<String, String>> of(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    if (plugin == null) {
      return List.of();
    }
    List<@Nullable Object> configurations = new ArrayList<>();
    if (plugin.getExecutions().isEmpty()) {
      configurations.add(plugin.getConfiguration());
    }
    for (PluginExecution execution : plugin.getExecutions()) {
      configurations.add(execution.getConfiguration());
    }
    Set<Map<String, String>> found = new LinkedHashSet<>();
    for (Object configuration : configurations) {
      if (configuration != null) {
        Document document = Xml.parse(configuration, PLUGIN);
        add(document, found);
        for (String file : Xml.texts(document, "configurationFile")) {
          Path path = project.getBasedir().toPath().resolve(file);
          add(Xml.parse(text(path), path.toString()), found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(Document document, Set<Map<String, String>> found) {
    Map<String, String> properties = new TreeMap<>();
    NodeList all = document.getElementsByTagName("property");
    for (int i = 0; i < all.getLength(); i++) {
      Element property = (Element) all.item(i);
      String key = Xml.text(property, "key");
      if (key.startsWith("metaxy.")) {
        properties.put(key, Xml.text(property, "value"));
      }
    }
    if (properties.containsKey(CodegenOptions.FEATURES)
        || Xml.texts(document, "name").stream().anyMatch(NAMES::contains)) {
      found.add(properties);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new MigrationException(
          "Cannot read jOOQ's configuration " + file + ": " + e.getMessage() + "; correct the path",
          e);
    }
  }
}
