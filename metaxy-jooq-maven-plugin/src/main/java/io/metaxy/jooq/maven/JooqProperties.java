package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The {@code metaxy.*} properties of a project's jOOQ plugin, from its POM or the file that it
 * names.
 */
final class JooqProperties {

  private static final String PLUGIN = "org.jooq:jooq-codegen-maven";

  private JooqProperties() {}

  /** One map for each distinct set of properties that names features. */
  static List<Map<String, String>> of(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    if (plugin == null) {
      return List.of();
    }
    List<@Nullable Object> configurations = new ArrayList<>();
    configurations.add(plugin.getConfiguration());
    for (PluginExecution execution : plugin.getExecutions()) {
      configurations.add(execution.getConfiguration());
    }
    Set<Map<String, String>> found = new LinkedHashSet<>();
    for (Object configuration : configurations) {
      if (configuration != null) {
        Document document = parse(configuration.toString(), PLUGIN);
        add(document, found);
        for (String file : texts(document, "configurationFile")) {
          Path path = project.getBasedir().toPath().resolve(file);
          add(parse(text(path), path.toString()), found);
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
      String key = text(property, "key");
      if (key.startsWith("metaxy.")) {
        properties.put(key, text(property, "value"));
      }
    }
    if (properties.containsKey(CodegenOptions.FEATURES)) {
      found.add(properties);
    }
  }

  private static String text(Element parent, String name) {
    NodeList all = parent.getElementsByTagName(name);
    return all.getLength() == 0 ? "" : all.item(0).getTextContent().strip();
  }

  private static List<String> texts(Document document, String name) {
    List<String> texts = new ArrayList<>();
    NodeList all = document.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      Node node = all.item(i);
      texts.add(node.getTextContent().strip());
    }
    return texts;
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

  private static Document parse(String xml, String source) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new MigrationException(
          "Cannot read jOOQ's configuration in " + source + ": " + e.getMessage() + "; correct it",
          e);
    }
  }
}
