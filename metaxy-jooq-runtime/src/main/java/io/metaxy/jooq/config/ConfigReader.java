package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Merges the sources of a configuration, and checks the result. A value that refers to an undefined
 * environment variable is checked when it is used.
 */
final class ConfigReader {

  private static final String STORES = Options.STORES.name();
  private static final String EXT = Options.EXT.name();
  static final String JOOQ = "jooq";
  private static final String ENABLE = Options.ENABLE.name();
  private static final String TYPE = "type";
  static final String CONFIG = "config";

  /** The tables below {@code ext} that are read. */
  private static final List<String> INTEGRATIONS =
      Stream.concat(Stream.of(JOOQ), MetaxyConfig.INTEGRATIONS.stream()).toList();

  /** The number of characters that can differ in the name of another integration. */
  private static final int NEARLY = 1;

  private final ConfigInput input;
  private final ConfigFiles files;
  private final List<String> warnings = new ArrayList<>();
  private final Collection<String> problems;

  /**
   * A reader of the sources of an input, whose files have been read.
   *
   * @param problems receives a sentence for each key and value that does not fit
   */
  ConfigReader(ConfigInput input, ConfigFiles files, Collection<String> problems) {
    this.input = input;
    this.files = files;
    this.problems = problems;
  }

  MetaxyConfig read() {
    warnings.addAll(files.warnings());
    Table values = canonical(new Expansion(input.environment()).apply(files.values()));
    values = values.merge(Variables.read(input.environment(), warnings));
    Table goals = Table.empty();
    for (Map.Entry<String, String> argument : new TreeMap<>(input.arguments()).entrySet()) {
      Scalar value = new Scalar(argument.getValue(), new ConfigSource.Argument(argument.getKey()));
      Optional<ConfigOption<?>> option = property(argument.getKey());
      if (option.isPresent() && option.get().place() == OptionPlace.GOAL) {
        goals = goals.with(option.get().name(), value);
        check(argument.getKey(), option.get(), value);
      } else {
        values = values.with(path(argument.getKey(), option), value);
      }
    }
    checkTop(values);
    Map<String, StoreConfig> stores = stores(values.table(STORES));
    Table checked = values.entries().containsKey(EXT) ? values.with(EXT, ext(values)) : values;
    MetaxyConfig config = new MetaxyConfig(input, files, checked, goals, stores, warnings);
    if (!input.enabled() || config.value(Options.ENABLE).isPresent()) {
      return config;
    }
    Table enabled =
        checked.with(List.of(EXT, JOOQ, ENABLE), new Scalar(true, ConfigSource.DEFAULT));
    return new MetaxyConfig(input, files, enabled, goals, stores, warnings);
  }

  /** The option with a property such as {@code metaxy.tablePrefix}. */
  private static Optional<ConfigOption<?>> property(String name) {
    return Options.ALL.stream()
        .filter(option -> name.equals("metaxy." + option.property()))
        .findFirst();
  }

  private static List<String> path(String name, Optional<ConfigOption<?>> property) {
    List<String> path = List.of(property.flatMap(ConfigOption::key).orElse(name).split("\\.", -1));
    boolean known =
        path.get(0).equals(EXT)
            || path.get(0).equals(STORES)
            || Options.at(OptionPlace.TOP).anyMatch(option -> option.name().equals(name));
    if (property.isEmpty() && !known) {
      List<String> names =
          Options.ALL.stream()
              .flatMap(option -> option.mavenElement().map(each -> "metaxy." + each).stream())
              .toList();
      throw new ConfigException(
          "Cannot use the argument "
              + name
              + ": there is no such option; "
              + NearestName.remedy(name, names));
    }
    return path;
  }

  /** The values with the options' own spelling of the keys of {@code ext.jooq}. */
  private static Table canonical(Table values) {
    Table jooq = values.table(EXT).table(JOOQ);
    if (jooq.entries().isEmpty()) {
      return values;
    }
    Map<String, ConfigValue> entries = new LinkedHashMap<>();
    jooq.entries()
        .forEach(
            (key, value) ->
                entries.putIfAbsent(
                    Options.find(OptionPlace.JOOQ, key).map(ConfigOption::name).orElse(key),
                    value));
    return values.with(List.of(EXT, JOOQ), new Table(entries, jooq.source()));
  }

  private void checkTop(Table values) {
    List<String> known = Options.at(OptionPlace.TOP).map(ConfigOption::name).toList();
    values
        .entries()
        .forEach(
            (key, value) -> {
              if (key.equals(Options.DEFAULT_STORE.name()) && value instanceof Table table) {
                unknown(key, value, "write " + belowStores(table));
              } else if (known.contains(key)) {
                Options.find(OptionPlace.TOP, key).ifPresent(option -> check(key, option, value));
              } else {
                unknown(key, value, ofTop(key, value, known));
              }
            });
  }

  /** The tables of stores below another key. */
  private static String belowStores(Table table) {
    return table.entries().keySet().stream()
        .filter(name -> table.entries().get(name) instanceof Table)
        .findFirst()
        .map(name -> "[" + STORES + "." + name + "]")
        .orElse("[" + STORES + ".<name>]");
  }

  /** What to do about an unknown key at the top: it may be one of {@code ext}. */
  private static String ofTop(String key, ConfigValue value, List<String> known) {
    if (value instanceof Table) {
      Optional<String> integration = NearestName.of(key, INTEGRATIONS);
      if (integration.isPresent()) {
        return "write [" + EXT + "." + integration.get() + "]";
      }
    }
    return Options.find(OptionPlace.JOOQ, key)
        .map(option -> "write " + option.name() + " in [" + EXT + "." + JOOQ + "]")
        .orElseGet(() -> NearestName.remedy(key, known));
  }

  private Map<String, StoreConfig> stores(Table stores) {
    Map<String, StoreConfig> all = new LinkedHashMap<>();
    stores
        .entries()
        .forEach(
            (name, value) -> {
              if (value instanceof Table table && table.entries().containsKey(TYPE)) {
                store(name, table).ifPresent(store -> all.put(name, store));
              } else {
                warnings.add(incomplete(name, value));
              }
            });
    return all;
  }

  private static String incomplete(String name, ConfigValue value) {
    List<String> keys = new ArrayList<>();
    if (value instanceof Table table) {
      addKeys(keys, "", table);
    }
    return "The store "
        + name
        + " in "
        + value.source()
        + " is ignored, because it has no type"
        + (keys.isEmpty() ? "" : " but only " + String.join(", ", keys))
        + "; add stores."
        + name
        + ".type";
  }

  private static void addKeys(List<String> keys, String start, Table table) {
    table
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof Table inner && !inner.entries().isEmpty()) {
                addKeys(keys, start + key + ".", inner);
              } else {
                keys.add(start + key);
              }
            });
  }

  private Optional<StoreConfig> store(String name, Table table) {
    String start = STORES + "." + name + ".";
    int before = problems.size();
    table
        .entries()
        .forEach(
            (key, value) -> {
              if (!key.equalsIgnoreCase(TYPE) && !key.equalsIgnoreCase(CONFIG)) {
                problems.add(
                    "Cannot read "
                        + start
                        + key
                        + " in "
                        + value.source()
                        + ": a store has only a type and a config; write "
                        + start
                        + CONFIG
                        + "."
                        + key);
              }
            });
    ConfigValue type = table.find(TYPE).orElse(Table.empty());
    ConfigValue config = table.find(CONFIG).orElse(Table.empty());
    if (!(type instanceof Scalar scalar && scalar.plain() instanceof String)) {
      problems.add(invalid(start + TYPE, type, "a text"));
    }
    if (!(config instanceof Table)) {
      problems.add(invalid(start + CONFIG, config, "a table"));
    }
    return problems.size() == before && type instanceof Scalar text && config instanceof Table keys
        ? Optional.of(new StoreConfig(name, text, keys, workingDirectory()))
        : Optional.empty();
  }

  private Path workingDirectory() {
    return input.workingDirectory();
  }

  /** The tables of integrations, each with its {@code enable} in this spelling and as boolean. */
  private ConfigValue ext(Table values) {
    Map<String, ConfigValue> all = new LinkedHashMap<>();
    values
        .table(EXT)
        .entries()
        .forEach(
            (name, value) -> {
              String key = EXT + "." + name;
              if (!(value instanceof Table table)) {
                problems.add(invalid(key, value, "a table"));
                return;
              }
              if (name.equals(JOOQ)) {
                checkJooq(table);
              }
              misspelled(name)
                  .ifPresent(
                      near ->
                          warnings.add(
                              "The table ["
                                  + key
                                  + "] in "
                                  + table.source()
                                  + " is not read; if you mean ["
                                  + EXT
                                  + "."
                                  + near
                                  + "], correct its name"));
              all.put(name, enabled(key, table));
            });
    return new Table(all, values.table(EXT).source());
  }

  /** The integration that a table is nearly named after; empty if it is one, or unlike all. */
  static Optional<String> misspelled(String name) {
    return INTEGRATIONS.contains(name)
        ? Optional.empty()
        : NearestName.of(name, INTEGRATIONS, NEARLY);
  }

  private Table enabled(String key, Table table) {
    Optional<ConfigValue> enable = table.find(ENABLE);
    if (enable.isEmpty() || !enable.get().undefined().isEmpty()) {
      return table;
    }
    Map<String, ConfigValue> entries = new LinkedHashMap<>();
    entries.put(ENABLE, flag(key, enable.get()));
    table
        .entries()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase(ENABLE)) {
                entries.put(name, value);
              }
            });
    return new Table(entries, table.source());
  }

  private ConfigValue flag(String key, ConfigValue value) {
    Optional<Boolean> flag = Options.ENABLE.type().read(value);
    if (flag.isEmpty() && !key.equals(EXT + "." + JOOQ)) {
      problems.add(invalid(key + "." + ENABLE, value, Options.ENABLE.type().expected()));
    }
    return new Scalar(flag.orElse(false), value.source());
  }

  private void checkJooq(Table table) {
    List<String> known = Options.at(OptionPlace.JOOQ).map(ConfigOption::name).toList();
    table
        .entries()
        .forEach(
            (name, value) -> {
              String key = EXT + "." + JOOQ + "." + name;
              Options.find(OptionPlace.JOOQ, name)
                  .ifPresentOrElse(
                      option -> check(key, option, value),
                      () -> unknown(key, value, ofJooq(name, known)));
            });
  }

  /** What to do about an unknown key of {@code ext.jooq}: it may be one of the top. */
  private static String ofJooq(String name, List<String> known) {
    return Options.find(OptionPlace.TOP, name)
        .map(option -> "write " + option.name() + " at the top of the file")
        .orElseGet(() -> NearestName.remedy(name, known));
  }

  private void check(String key, ConfigOption<?> option, ConfigValue value) {
    if (value.undefined().isEmpty() && option.type().read(value).isEmpty()) {
      problems.add(option.misfit(key, value));
    }
  }

  private void unknown(String key, ConfigValue value, String remedy) {
    problems.add(
        "Cannot read " + key + " in " + value.source() + ": there is no such option; " + remedy);
  }

  private static String invalid(String key, ConfigValue value, String expected) {
    return "Invalid "
        + key
        + " in "
        + value.source()
        + ": "
        + value.kind()
        + " (must be "
        + expected
        + "); correct the value";
  }
}
