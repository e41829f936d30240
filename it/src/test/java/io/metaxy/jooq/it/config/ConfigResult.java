package io.metaxy.jooq.it.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.ConfigValue;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.OptionPlace;
import io.metaxy.jooq.config.Options;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was read from a row: its options other than the defaults, or that it is refused.
 *
 * @param config the options, stores and integrations
 * @param file the file that was read
 * @param lock the lock file
 * @param error why it is refused; empty if it is not
 * @param warnings the warnings
 */
record ConfigResult(
    Map<String, Object> config, String file, String lock, String error, List<String> warnings) {

  static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /** The defaults of the peer. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "store",
          "dev",
          "theme",
          "default",
          "hash_truncation_length",
          8,
          "enable_map_datatype",
          false,
          "auto_create_tables",
          false,
          "sync",
          true,
          "entrypoints",
          List.of(),
          "extra_features",
          List.of());

  static ConfigResult ofJava(ConfigInput input, Path root) {
    try {
      MetaxyConfig config = MetaxyConfig.read(input);
      Map<String, Object> values = new TreeMap<>();
      Options.at(OptionPlace.TOP)
          .filter(option -> !option.equals(Options.STORES) && !option.equals(Options.EXT))
          .forEach(option -> put(values, config, option));
      Map<String, Object> stores = new TreeMap<>();
      config
          .stores()
          .forEach(
              (name, store) ->
                  stores.put(
                      name, Map.of("type", store.plainType(), "config", plain(store.config()))));
      Map<String, Object> ext = new TreeMap<>();
      config.integrations().forEach((name, table) -> ext.put(name, plain(table)));
      values.put("stores", stores);
      values.put("ext", ext);
      return of(
          values,
          config.file().map(Path::toString).orElse(""),
          config.lockFile().map(Path::toString).orElse(""),
          config.warnings(),
          root);
    } catch (ConfigException e) {
      return refused(e.getMessage(), root);
    }
  }

  private static <T> void put(
      Map<String, Object> values, MetaxyConfig config, ConfigOption<T> option) {
    config
        .find(option)
        .ifPresent(
            value ->
                values.put(
                    option.name(),
                    option.equals(Options.EXTRA_FEATURES)
                        ? config.get(Options.EXTRA_FEATURES).stream().map(t -> plain(t)).toList()
                        : value));
  }

  private static Object plain(ConfigValue value) {
    if (value instanceof ConfigValue.Table table) {
      Map<String, Object> all = new TreeMap<>();
      table.entries().forEach((key, entry) -> all.put(key, plain(entry)));
      return all;
    }
    if (value instanceof ConfigValue.Items list) {
      return list.items().stream().map(ConfigResult::plain).toList();
    }
    ConfigValue.Scalar scalar = (ConfigValue.Scalar) value;
    boolean isJson =
        scalar.plain() instanceof String
            || scalar.plain() instanceof Number
            || scalar.plain() instanceof Boolean;
    return isJson ? scalar.plain() : scalar.text();
  }

  static ConfigResult ofPeer(JsonNode answer, Path root) {
    if (answer.has("error")) {
      return refused(answer.get("error").asText(), root);
    }
    try {
      Map<String, Object> values = new TreeMap<>();
      answer
          .get("config")
          .properties()
          .forEach(
              entry ->
                  values.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
      return of(
          values, answer.get("file").asText(""), answer.get("lock").asText(""), List.of(), root);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("Cannot read an answer of the peer: " + answer, e);
    }
  }

  private static ConfigResult of(
      Map<String, Object> values, String file, String lock, List<String> warnings, Path root) {
    Map<String, Object> config = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          Object shown = withoutNulls(value);
          boolean isEmpty = shown instanceof Map<?, ?> map && map.isEmpty();
          if (shown != null && !isEmpty && !shown.equals(DEFAULTS.get(key))) {
            config.put(key, key.equals("ext") ? withoutDisabled((Map<?, ?>) shown) : shown);
          }
        });
    return new ConfigResult(
        config,
        relative(file, root),
        relative(lock, root),
        "",
        warnings.stream().map(warning -> relative(warning, root)).toList());
  }

  private static ConfigResult refused(String message, Path root) {
    return new ConfigResult(Map.of(), "", "", relative(message, root), List.of());
  }

  private static String relative(String text, Path root) {
    return text.replace(root.toString(), "{root}");
  }

  /** The peer has a null for every value that is absent. */
  private static Object withoutNulls(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new TreeMap<>();
      map.forEach(
          (key, entry) -> {
            if (entry != null) {
              all.put(key.toString(), withoutNulls(entry));
            }
          });
      return all;
    }
    return value instanceof List<?> list
        ? list.stream().map(ConfigResult::withoutNulls).toList()
        : value;
  }

  /** The peer has {@code enable = false} in every integration. */
  private static Map<String, Object> withoutDisabled(Map<?, ?> ext) {
    Map<String, Object> all = new TreeMap<>();
    ext.forEach(
        (name, table) -> {
          Map<Object, Object> keys = new TreeMap<>((Map<?, ?>) table);
          keys.remove("enable", false);
          all.put(name.toString(), keys);
        });
    return all;
  }

  /** What must be equal to the peer: everything but the words of errors and warnings. */
  String comparable() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("config", config);
    all.put("file", file);
    all.put("lock", lock);
    all.put("refused", !error.isEmpty());
    return json(all);
  }

  /** The result as JSON for the golden file. */
  JsonNode golden() {
    Map<String, Object> all = new TreeMap<>();
    if (error.isEmpty()) {
      all.put("config", config);
      all.put("file", file);
      all.put("lock", lock);
      if (!warnings.isEmpty()) {
        all.put("warnings", warnings);
      }
    } else {
      all.put("error", error.lines().toList());
    }
    return JSON.valueToTree(all);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
