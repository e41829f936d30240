package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.FeatureGraph;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the graph of generated code. */
final class GeneratedFeatures {

  private static final String GRAPH = "GRAPH";

  private GeneratedFeatures() {}

  /** The constant {@code GRAPH} of a generated {@code Features} class; empty for another class. */
  static Optional<FeatureGraph> graph(Class<?> type) {
    return graphs(type).findFirst().map(GeneratedFeatures::value);
  }

  /** Whether this is a generated {@code Features} class. */
  static boolean is(Class<?> type) {
    return graphs(type).findFirst().isPresent();
  }

  private static Stream<Field> graphs(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> field.getName().equals(GRAPH))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == FeatureGraph.class);
  }

  private static FeatureGraph value(Field field) {
    String name = field.getDeclaringClass().getName();
    try {
      return (FeatureGraph) field.get(null);
    } catch (IllegalAccessException e) {
      throw new CommandException("Cannot read " + name + ".GRAPH; make the class public", e);
    } catch (NoClassDefFoundError e) {
      String missing = String.valueOf(e.getMessage()).replace('/', '.');
      throw new CommandException(
          "Cannot read " + name + ".GRAPH: class " + missing + " is missing; add it to --classpath",
          e);
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandException(
          "Cannot read " + name + ".GRAPH: " + cause.getMessage() + "; generate the code again", e);
    }
  }
}
