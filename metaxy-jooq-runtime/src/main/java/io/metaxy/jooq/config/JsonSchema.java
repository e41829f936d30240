package io.metaxy.jooq.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts of JSON Schemas, in keywords that mean the same in draft 4 and in all later versions. */
final class JsonSchema {

  /** In a text, what an environment variable replaces. */
  private static final String VARIABLE = "\\$\\{";

  private JsonSchema() {}

  /** A value of a type of JSON. */
  static Map<String, Object> of(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    return schema;
  }

  /** A text that matches a regular expression completely, or refers to a variable. */
  static Map<String, Object> text(String pattern) {
    Map<String, Object> schema = of("string");
    schema.put("pattern", "^(?:" + pattern + ")$|" + VARIABLE);
    return schema;
  }

  static Map<String, Object> listOf(Map<String, Object> items) {
    Map<String, Object> schema = of("array");
    schema.put("items", items);
    return schema;
  }

  /** A table. */
  static Map<String, Object> table(Map<String, Object> properties, boolean isOpen) {
    Map<String, Object> schema = of("object");
    schema.put("properties", properties);
    if (!isOpen) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  /** One of some values. */
  static Map<String, Object> oneOf(Collection<?> values) {
    return Map.of("enum", values);
  }

  /** A value that fits one of some schemas; nested alternatives are flattened. */
  @SafeVarargs
  static Map<String, Object> anyOf(Map<String, Object>... schemas) {
    List<Object> all = new ArrayList<>();
    for (Map<String, Object> schema : schemas) {
      if (schema.get("anyOf") instanceof List<?> inner) {
        all.addAll(inner);
      } else {
        all.add(schema);
      }
    }
    return Map.of("anyOf", all);
  }

  /** A regular expression for words in any case. */
  static String anyCase(List<String> words) {
    return words.stream()
        .map(word -> word.codePoints().mapToObj(JsonSchema::anyCase).collect(Collectors.joining()))
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String anyCase(int letter) {
    String lower = Character.toString(letter).toLowerCase(Locale.ROOT);
    String upper = lower.toUpperCase(Locale.ROOT);
    return lower.equals(upper) ? lower : "[" + lower + upper + "]";
  }
}
