package io.metaxy.jooq.cli;

import io.metaxy.jooq.codegen.FeatureDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.meta.jaxb.Property;

/**
 * The features of a command line. jOOQ creates this class by its name, so that the arguments and
 * the environment of the command are properties of jOOQ's database.
 */
public final class SessionDatabase extends FeatureDatabase {

  private static final String VARIABLE = "environment.";

  /** Creates a database, as jOOQ does. */
  public SessionDatabase() {}

  /** The properties with which jOOQ creates it. */
  static List<Property> properties(Session session) {
    List<Property> properties = new ArrayList<>();
    session.arguments().forEach((name, value) -> properties.add(property(name, value)));
    session
        .environment()
        .forEach((name, value) -> properties.add(property(VARIABLE + name, value)));
    return properties;
  }

  private static Property property(String name, String value) {
    return new Property().withKey(name).withValue(value);
  }

  @Override
  protected Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    for (String name : getProperties().stringPropertyNames()) {
      if (name.startsWith(VARIABLE)) {
        variables.put(name.substring(VARIABLE.length()), getProperties().getProperty(name));
      }
    }
    return variables;
  }
}
