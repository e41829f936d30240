package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object property by property. What does not fit is added to a list of problems and
 * replaced by a placeholder, so that one pass finds all problems.
 */
final class JsonReader {

  private final Map<?, ?> object;
  private final String feature;
  private final String place;
  private final List<Problem> problems;

  JsonReader(Map<?, ?> object, String feature, String place, List<Problem> problems) {
    this.object = object;
    this.feature = feature;
    this.place = place;
    this.problems = problems;
  }

  void allow(Set<String> names) {
    Set<String> unknown = new TreeSet<>();
    object.keySet().forEach(name -> unknown.add((String) name));
    unknown.removeAll(names);
    for (String name : unknown) {
      problem(
          "Cannot read property "
              + name
              + " (must be one of "
              + new TreeSet<>(names)
              + "); remove it");
    }
  }

  boolean has(String name) {
    return object.get(name) != null;
  }

  @Nullable Object value(String name) {
    return object.get(name);
  }

  String string(String name, String absent) {
    return has(name) ? asString(object.get(name), name) : absent;
  }

  @Nullable String optionalString(String name) {
    return has(name) ? asString(object.get(name), name) : null;
  }

  boolean bool(String name, boolean absent) {
    Object value = object.get(name);
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value != null) {
      problem("Invalid " + name + ": " + JsonText.write(value) + " (must be true or false)");
    }
    return absent;
  }

  <T> List<T> list(String name, Function<@Nullable Object, T> element) {
    Object value = object.get(name);
    List<T> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(e -> all.add(element.apply(e)));
    } else if (value != null) {
      problem("Invalid " + name + ": " + JsonText.write(value) + " (must be a list)");
    }
    return all;
  }

  @Nullable List<String> optionalStrings(String name) {
    return has(name) ? list(name, e -> asString(e, name)) : null;
  }

  Map<String, @Nullable Object> map(String name) {
    Object value = object.get(name);
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, element) -> all.put((String) key, element));
      return all;
    }
    if (value != null) {
      problem("Invalid " + name + ": " + JsonText.write(value) + " (must be an object)");
    }
    return Map.of();
  }

  JsonReader object(String name, Set<String> allowed) {
    return new JsonReader(map(name), feature, place, problems).allowing(allowed);
  }

  /** A reader for a list element, whose problems name a place of their own. */
  JsonReader element(@Nullable Object value, String elementPlace, Set<String> allowed) {
    String inner = place.isEmpty() ? elementPlace : place + ", " + elementPlace;
    if (value instanceof Map<?, ?> map) {
      return new JsonReader(map, feature, inner, problems).allowing(allowed);
    }
    problems.add(
        new Problem(
            "unreadable",
            feature,
            inner,
            "Invalid value: " + JsonText.write(value) + " (must be an object)"));
    return new JsonReader(Map.of("key", "", "feature", ""), feature, inner, new ArrayList<>());
  }

  /** Reads a key in text form or as a list of parts. */
  List<String> key(@Nullable Object value, String name) {
    if (value instanceof String text) {
      return FeatureKey.split(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(part -> asString(part, name)).toList();
    }
    problem("Invalid " + name + ": " + JsonText.write(value) + " (must be a key such as \"a/b\")");
    return List.of("");
  }

  String asString(@Nullable Object value, String name) {
    if (value instanceof String text) {
      return text;
    }
    problem("Invalid " + name + ": " + JsonText.write(value) + " (must be a string)");
    return "";
  }

  void problem(String sentence) {
    problems.add(new Problem("unreadable", feature, place, sentence));
  }

  private JsonReader allowing(Set<String> names) {
    allow(names);
    return this;
  }
}
