package io.metaxy.jooq.maven;

import io.metaxy.jooq.migration.MigrationException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The settings of Flyway's own Maven plugin, by Flyway's names: {@code -Dflyway.table}, then the
 * configuration of the plugin, then the properties of the project.
 */
final class FlywayProperties {

  private static final String PLUGIN = "org.flywaydb:flyway-maven-plugin";
  private static final String PREFIX = "flyway.";

  private FlywayProperties() {}

  static Map<String, String> of(MavenProject project) {
    Map<String, String> settings = new TreeMap<>();
    settings.putAll(prefixed(project.getProperties()));
    Plugin plugin = project.getPlugin(PLUGIN);
    Object configuration = plugin == null ? null : plugin.getConfiguration();
    if (configuration != null) {
      settings.putAll(parse(configuration.toString()));
    }
    settings.putAll(prefixed(System.getProperties()));
    return settings;
  }

  private static Map<String, String> prefixed(Properties properties) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        settings.put(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    return settings;
  }

  private static Map<String, String> parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Map<String, String> settings = new TreeMap<>();
      Element configuration =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      children(configuration).forEach(setting -> add(settings, setting));
      return settings;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new MigrationException(
          "Cannot read the configuration of " + PLUGIN + ": " + e.getMessage() + "; correct it", e);
    }
  }

  /** Placeholders have names; the elements of other lists are values. */
  private static void add(Map<String, String> settings, Element setting) {
    String name = setting.getTagName();
    List<Element> values = children(setting);
    if (name.equals("placeholders")) {
      values.forEach(value -> settings.put(name + "." + value.getTagName(), text(value)));
    } else if (values.isEmpty()) {
      settings.put(name, text(setting));
    } else {
      settings.put(name, String.join(",", values.stream().map(FlywayProperties::text).toList()));
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    NodeList all = parent.getChildNodes();
    for (int i = 0; i < all.getLength(); i++) {
      Node node = all.item(i);
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static String text(Element element) {
    return element.getTextContent().strip();
  }
}
