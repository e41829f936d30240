package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import io.metaxy.jooq.config.OptionType.Flag;
import io.metaxy.jooq.config.OptionType.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** Writes a configuration without secrets, with the source of each value. */
final class ConfigText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MetaxyConfig config;

  ConfigText(MetaxyConfig config) {
    this.config = config;
  }

  /** The keys of a store's config on one line. */
  static String inline(StoreConfig store) {
    Object shown = shown(false, "", store.config());
    return shown instanceof Map<?, ?> map && !map.isEmpty()
        ? map.entrySet().stream()
            .map(entry -> ", " + entry.getKey() + " = " + toml(entry.getValue()))
            .collect(Collectors.joining())
        : "";
  }

  String toml() {
    StringBuilder text = new StringBuilder();
    config.files().forEach(file -> text.append("# ").append(file).append('\n'));
    if (config.files().isEmpty()) {
      text.append("# no configuration file\n");
    }
    warnings().forEach(warning -> text.append("# Warning: ").append(warning).append('\n'));
    text.append('\n');
    top().forEach((name, shown) -> line(text, name, shown.value(), shown.source()));
    config.stores().forEach((name, store) -> store(text, name, store));
    tables().forEach((name, table) -> table(text, List.of("ext", name), table));
    return text.toString();
  }

  private void store(StringBuilder text, String name, StoreConfig store) {
    text.append("\n[").append(Toml.joinKeyPath(List.of("stores", name))).append("]\n");
    line(text, "type", store.shownType(), store.typeSource().toString());
    if (!store.config().entries().isEmpty()) {
      Map<String, Shown> keys = new LinkedHashMap<>();
      store.config().entries().forEach((key, value) -> keys.put(key, Shown.of(key, value)));
      table(text, List.of("stores", name, "config"), keys);
    }
  }

  private static void table(StringBuilder text, List<String> path, Map<String, Shown> keys) {
    text.append("\n[").append(Toml.joinKeyPath(path)).append("]\n");
    keys.forEach((key, shown) -> line(text, key, shown.value(), shown.source()));
  }

  private static void line(StringBuilder text, String key, Object value, String source) {
    text.append(Toml.joinKeyPath(List.of(key)))
        .append(" = ")
        .append(toml(value))
        .append("  # ")
        .append(source)
        .append('\n');
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    top()
        .forEach(
            (name, shown) -> {
              all.put(name, shown.value());
              sources.put(name, shown.source());
            });
    Map<String, Object> stores = new LinkedHashMap<>();
    config
        .stores()
        .forEach(
            (name, store) -> {
              Map<String, Object> values = new LinkedHashMap<>();
              store
                  .config()
                  .entries()
                  .forEach(
                      (key, value) -> {
                        values.put(key, shown(false, key, value));
                        sources.put("stores." + name + ".config." + key, source(value));
                      });
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("type", store.shownType());
              each.put("config", values);
              stores.put(name, each);
              sources.put("stores." + name + ".type", store.typeSource().toString());
            });
    all.put("stores", stores);
    Map<String, Object> ext = new LinkedHashMap<>();
    tables()
        .forEach(
            (name, table) -> {
              Map<String, Object> values = new LinkedHashMap<>();
              table.forEach(
                  (key, shown) -> {
                    values.put(key, shown.value());
                    sources.put("ext." + name + "." + key, shown.source());
                  });
              ext.put(name, values);
            });
    all.put("ext", ext);
    all.put("files", config.files().stream().map(Object::toString).toList());
    all.put("sources", sources);
    all.put("warnings", warnings());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> warnings() {
    List<String> all = new ArrayList<>(config.warnings());
    all.addAll(config.storeWarnings());
    return all;
  }

  /** The options of the top that have a value, without tables. */
  private Map<String, Shown> top() {
    Map<String, Shown> all = new LinkedHashMap<>();
    Options.at(OptionPlace.TOP)
        .filter(option -> !option.equals(Options.STORES) && !option.equals(Options.EXT))
        .forEach(
            option ->
                config
                    .value(option)
                    .map(value -> Shown.of(option, value))
                    .or(
                        () ->
                            option
                                .byDefault()
                                .map(value -> new Shown(value, ConfigSource.DEFAULT.toString())))
                    .ifPresent(shown -> all.put(option.name(), shown)));
    return all;
  }

  /** The integrations; {@code ext.jooq} with what is read from those of Python. */
  private Map<String, Map<String, Shown>> tables() {
    Map<String, Map<String, Shown>> all = new LinkedHashMap<>();
    Map<String, Shown> jooq = new LinkedHashMap<>();
    Options.at(OptionPlace.JOOQ)
        .forEach(
            option ->
                config
                    .value(option)
                    .ifPresent(value -> jooq.put(option.name(), Shown.of(option, value))));
    if (!jooq.isEmpty()) {
      all.put("jooq", jooq);
    }
    config
        .integrations()
        .forEach(
            (name, table) -> {
              if (!name.equals("jooq")) {
                Map<String, Shown> keys = new LinkedHashMap<>();
                table.entries().forEach((key, value) -> keys.put(key, Shown.of(key, value)));
                all.put(name, keys);
              }
            });
    return all;
  }

  /** Where a value comes from, and which of its variables are not set. */
  private static String source(ConfigValue value) {
    Set<String> undefined = value.undefined();
    return value.source()
        + (undefined.isEmpty() ? "" : " (" + String.join(", ", undefined) + " not set)");
  }

  /** A value without secrets, as Java's own. */
  private static Object shown(boolean hidden, String key, ConfigValue value) {
    boolean hides = hidden || Secrets.isName(key);
    if (value instanceof Table table) {
      Map<String, Object> entries = new LinkedHashMap<>();
      table.entries().forEach((name, entry) -> entries.put(name, shown(hides, name, entry)));
      return entries;
    }
    if (value instanceof Items items) {
      return items.items().stream().map(item -> shown(hides, "", item)).toList();
    }
    return Secrets.shown(hides, (Scalar) value);
  }

  /** A shown value as TOML on one line. */
  private static String toml(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(
              entry ->
                  Toml.joinKeyPath(List.of(entry.getKey().toString()))
                      + " = "
                      + toml(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigText::toml).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? Secrets.quoted(text) : value.toString();
  }

  /**
   * A value without secrets.
   *
   * @param value as Java's own
   * @param source where it comes from
   */
  private record Shown(Object value, String source) {

    static Shown of(String key, ConfigValue value) {
      return new Shown(shown(false, key, value), ConfigText.source(value));
    }

    /** A boolean or number as its type reads it. */
    static Shown of(ConfigOption<?> option, ConfigValue value) {
      boolean converted = option.type() instanceof Flag || option.type() instanceof Whole;
      Optional<?> read =
          converted && value.undefined().isEmpty() ? option.type().read(value) : Optional.empty();
      return new Shown(
          read.isPresent() ? read.get() : shown(option.secret(), "", value),
          ConfigText.source(value));
    }
  }
}
