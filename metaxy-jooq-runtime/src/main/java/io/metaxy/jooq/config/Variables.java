package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration in environment variables: {@code METAXY_} and the keys in any case, separated
 * by {@code __}. Lists and tables are JSON. So is every value below {@code ext}, and below a table
 * in the {@code config} of a store, if it is valid JSON; other values are texts. Where {@code
 * ext.jooq} needs a text, it is the value of the variable: the password {@code 4711} is not read as
 * a number, and {@code "a"} keeps its quotes.
 *
 * <p>A variable for a whole table comes before those for its parts, in any order of the
 * environment.
 */
final class Variables {

  static final String PREFIX = "METAXY_";
  private static final String SEPARATOR = "__";
  private static final String STORES = "stores";
  private static final String EXT = "ext";
  private static final String JOOQ = "jooq";

  /** {@code stores}, a name, {@code config} and a key; only what is deeper may be JSON. */
  private static final int STORE_KEY = 4;

  /** {@code ext}, {@code jooq} and a key. */
  private static final int JOOQ_KEY = 3;

  /** The tables whose keys also have variables with one underscore. */
  private static final List<String> FLAT = List.of("jooq_", "sqlmodel_", "sqlalchemy_");

  /** Variables of the Python original, and of our Maven plugin, that are not options. */
  private static final List<String> OTHERS =
      List.of(ConfigFiles.VARIABLE, "METAXY_CONFIG_FILE", "METAXY_PASSWORD", "METAXY_LOG_LEVEL");

  /** The start of the variables of stores, with one underscore. */
  private static final String STORE = "METAXY_STORES_";

  /** The number of characters that can differ in a long name. */
  private static final int DIFFERING = 3;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final List<String> warnings;
  private Table values = Table.empty();

  private Variables(List<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * Reads the variables of all options, and warns of variables that resemble one. Others are left
   * alone.
   */
  static Table read(Map<String, String> environment, List<String> warnings) {
    Variables variables = new Variables(warnings);
    // Of names that differ in case, the one in capital letters is the last, and wins.
    Map<String, String> sorted =
        new TreeMap<>(
            Comparator.<String>comparingInt(name -> name.split(SEPARATOR, -1).length)
                .thenComparing(Comparator.reverseOrder()));
    sorted.putAll(environment);
    sorted.forEach(
        (name, value) -> {
          if (name.toUpperCase(Locale.ROOT).startsWith(PREFIX)) {
            variables.add(name, value);
          }
        });
    return variables.values;
  }

  private void add(String name, String value) {
    ConfigSource source = new ConfigSource.Variable(name);
    List<String> path =
        List.of(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split(SEPARATOR, -1));
    String key = path.get(0);
    Optional<ConfigOption<?>> option = Options.find(OptionPlace.TOP, key);
    if (option.isEmpty()) {
      warnOfSimilar(name);
    } else if (key.equals(STORES) || key.equals(EXT)) {
      put(unflattened(name, path), value, source);
    } else if (path.size() == 1) {
      values =
          values.with(
              path,
              option.get().type().isJson() ? json(name, value, source) : new Scalar(value, source));
    }
  }

  private void put(List<String> path, String value, ConfigSource source) {
    if (path.size() == 1) {
      values = values.merge(Table.empty().with(path, json(source.toString(), value, source)));
    } else if (tables(path)) {
      Scalar text = new Scalar(value, source);
      Optional<ConfigValue> parsed = mayBeJson(path) ? parse(value, source) : Optional.of(text);
      if (isBrokenJson(path, value, parsed)) {
        throw new ConfigException(notJson(source.toString(), "a text"));
      }
      Optional<ConfigValue> chosen = isText(path, parsed) ? Optional.of(text) : parsed;
      chosen.ifPresent(each -> values = values.with(path, each));
    }
  }

  /** Whether an option of {@code ext.jooq} takes the text of a variable instead of its JSON. */
  private static boolean isText(List<String> path, Optional<ConfigValue> parsed) {
    return path.size() >= JOOQ_KEY
        && path.get(0).equals(EXT)
        && path.get(1).equals(JOOQ)
        && Options.find(OptionPlace.JOOQ, path.get(2))
            .filter(option -> isText(option.type(), path.size() > JOOQ_KEY, parsed))
            .isPresent();
  }

  /** Whether a list or table of {@code ext.jooq} starts as one in JSON, but is none. */
  private static boolean isBrokenJson(
      List<String> path, String value, Optional<ConfigValue> parsed) {
    String start = value.stripLeading();
    return path.size() == JOOQ_KEY
        && path.get(0).equals(EXT)
        && path.get(1).equals(JOOQ)
        && (start.startsWith("[") || start.startsWith("{"))
        && parsed.filter(Scalar.class::isInstance).isPresent()
        && Options.find(OptionPlace.JOOQ, path.get(2))
            .map(ConfigOption::type)
            .filter(
                type -> type instanceof OptionType.Texts || type instanceof OptionType.TextTable)
            .isPresent();
  }

  private static boolean isText(OptionType<?> type, boolean isInner, Optional<ConfigValue> parsed) {
    if (type instanceof OptionType.Text || type instanceof OptionType.Choice) {
      return true;
    }
    boolean isScalar = parsed.isEmpty() || parsed.get() instanceof Scalar;
    if (type instanceof OptionType.Texts) {
      return isScalar && parsed.filter(each -> each.plain() instanceof String).isEmpty();
    }
    return type instanceof OptionType.TextTable && isInner && isScalar;
  }

  private static boolean mayBeJson(List<String> path) {
    boolean isConfig = path.size() == STORE_KEY - 1 && path.get(2).equals("config");
    return path.get(0).equals(EXT) || path.size() == 2 || isConfig || path.size() > STORE_KEY;
  }

  /** Whether everything above a path is a table, or absent. */
  private boolean tables(List<String> path) {
    ConfigValue above = values;
    for (String key : path.subList(0, path.size() - 1)) {
      above = ((Table) above).entries().getOrDefault(key, Table.empty());
      if (!(above instanceof Table)) {
        return false;
      }
    }
    return true;
  }

  /** {@code METAXY_EXT__JOOQ_ENABLE} is read as {@code METAXY_EXT__JOOQ__ENABLE}. */
  private List<String> unflattened(String name, List<String> path) {
    if (!path.get(0).equals(EXT) || path.size() != 2) {
      return path;
    }
    String flat = path.get(1);
    for (String start : FLAT) {
      if (flat.startsWith(start)) {
        String table = start.substring(0, start.length() - 1);
        String option = flat.substring(start.length());
        warnings.add(
            "The environment variable "
                + name
                + " makes every Python process in this environment fail; write "
                + (PREFIX + EXT + SEPARATOR + table + SEPARATOR + option).toUpperCase(Locale.ROOT));
        return List.of(EXT, table, option);
      }
    }
    return path;
  }

  private void warnOfSimilar(String name) {
    if (!OTHERS.contains(name.toUpperCase(Locale.ROOT))) {
      separated(name.toUpperCase(Locale.ROOT))
          .or(
              () ->
                  NearestName.of(
                          name.split(SEPARATOR, -1)[0].substring(PREFIX.length()),
                          Options.at(OptionPlace.TOP).map(ConfigOption::name).toList(),
                          DIFFERING)
                      .map(known -> (PREFIX + known).toUpperCase(Locale.ROOT)))
          .ifPresent(
              known ->
                  warnings.add(
                      "The environment variable "
                          + name
                          + " is ignored; if you mean "
                          + known
                          + ", correct its name"));
    }
  }

  /** The variable that has other numbers of underscores between the same words. */
  private static Optional<String> separated(String name) {
    String words = name.replace(SEPARATOR, "_");
    Optional<String> ofStore =
        Stream.concat(
                Options.at(OptionPlace.STORE).map(option -> "_CONFIG_" + option.name()),
                Stream.of("_TYPE"))
            .map(end -> end.toUpperCase(Locale.ROOT))
            .filter(end -> words.startsWith(STORE) && words.endsWith(end))
            .filter(end -> words.length() > STORE.length() + end.length())
            .map(
                end ->
                    STORE
                        + "_"
                        + words.substring(STORE.length(), words.length() - end.length())
                        + end.replaceFirst("_CONFIG_", "__CONFIG__")
                            .replaceFirst("^_TYPE", "__TYPE"))
            .findFirst();
    return Options.ALL.stream()
        .flatMap(option -> option.variable().stream())
        .filter(variable -> variable.replace(SEPARATOR, "_").equals(words))
        .findFirst()
        .or(() -> ofStore);
  }

  private static ConfigValue json(String name, String value, ConfigSource source) {
    try {
      return value(JSON.readTree(value), source)
          .orElseThrow(() -> new ConfigException(notJson(name, "null")));
    } catch (JsonProcessingException e) {
      // The reason would quote the value, which may be a secret.
      throw new ConfigException(notJson(name, "a text"));
    }
  }

  private static String notJson(String name, String found) {
    return "Invalid "
        + name
        + " in the environment: "
        + found
        + " (must be JSON); write a list as [\"a\", \"b\"] and a table as {\"key\": \"value\"}";
  }

  /** The value as JSON if it is valid, and as text otherwise; empty for null. */
  private static Optional<ConfigValue> parse(String value, ConfigSource source) {
    try {
      JsonNode node = JSON.readTree(value);
      return node.isMissingNode() ? Optional.of(new Scalar(value, source)) : value(node, source);
    } catch (JsonProcessingException e) {
      return Optional.of(new Scalar(value, source));
    }
  }

  private static Optional<ConfigValue> value(JsonNode node, ConfigSource source) {
    if (node.isObject()) {
      Map<String, ConfigValue> entries = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry ->
                  value(entry.getValue(), source)
                      .ifPresent(each -> entries.put(entry.getKey(), each)));
      return Optional.of(new Table(entries, source));
    }
    if (node.isArray()) {
      List<ConfigValue> items = new ArrayList<>();
      node.forEach(item -> value(item, source).ifPresent(items::add));
      return Optional.of(new Items(items, source));
    }
    return scalar(node).map(each -> new Scalar(each, source));
  }

  private static Optional<Object> scalar(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Optional.empty();
    }
    if (node.isBoolean()) {
      return Optional.of(node.booleanValue());
    }
    if (node.isIntegralNumber()) {
      return Optional.of(node.canConvertToLong() ? node.longValue() : node.bigIntegerValue());
    }
    return Optional.of(node.isNumber() ? node.doubleValue() : node.textValue());
  }
}
