package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The JSON Schema of {@code metaxy.toml}, for editors: all options with their types, defaults and
 * sentences. It conforms to draft 4, which Taplo supports, and accepts every file that {@link
 * MetaxyConfig#read} accepts if its keys are spelled as in the reference.
 *
 * <pre>
 * #:schema ./metaxy.schema.json
 * project = "recordings"
 * </pre>
 */
public final class OptionsSchema {

  private static final String DRAFT = "http://json-schema.org/draft-04/schema#";

  private OptionsSchema() {}

  /** The schema as JSON with line feeds. */
  public static String json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DRAFT);
    schema.put("title", "The configuration of Metaxy");
    Map<String, Object> top = properties(OptionPlace.TOP);
    top.put(Options.STORES.name(), with(Options.STORES, stores()));
    top.put(Options.EXT.name(), with(Options.EXT, ext()));
    schema.putAll(JsonSchema.table(top, false));
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try {
      return JsonMapper.builder()
              .build()
              .writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> properties(OptionPlace place) {
    return properties(Options.at(place), ConfigOption::name);
  }

  private static Map<String, Object> properties(
      Stream<ConfigOption<?>> options, Function<ConfigOption<?>, String> name) {
    Map<String, Object> properties = new LinkedHashMap<>();
    options.forEach(
        option -> properties.put(name.apply(option), with(option, option.type().schema())));
    return properties;
  }

  /** The schema of the values of an option, with its sentence and default. */
  private static Map<String, Object> with(ConfigOption<?> option, Map<String, Object> values) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", option.sentence());
    if (option.shownDefault().isPresent()) {
      option.byDefault().ifPresent(value -> schema.put("default", plain(option, value)));
    }
    schema.putAll(values);
    return schema;
  }

  private static Object plain(ConfigOption<?> option, Object value) {
    if (option.type() instanceof OptionType.FlagOrExcept && value.equals("true")) {
      return true;
    }
    return value;
  }

  /** Tables by name, each with a type and the keys of that type. */
  private static Map<String, Object> stores() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(
        Options.STORE_TYPE.name(), with(Options.STORE_TYPE, Options.STORE_TYPE.type().schema()));
    keys.put(ConfigReader.CONFIG, JsonSchema.of("object"));
    Map<String, Object> store = JsonSchema.table(keys, false);
    List<Map<String, Object>> types = new ArrayList<>();
    Map<List<ConfigOption<?>>, List<String>> byPlaces = new LinkedHashMap<>();
    Dialects.all().forEach(known -> add(byPlaces, places(known.access()), known.access().type()));
    add(byPlaces, List.of(Options.STORE_URL), StoreConfig.JDBC);
    byPlaces.forEach(
        (places, names) -> {
          Map<String, Object> type = type(JsonSchema.oneOf(names), places, false);
          type.put("required", List.of(Options.STORE_TYPE.name()));
          types.add(type);
        });
    List<String> own = byPlaces.values().stream().flatMap(List::stream).toList();
    types.add(type(Map.of("not", JsonSchema.oneOf(own)), Options.STORE_PLACES, true));
    store.put("anyOf", types);
    Map<String, Object> stores = JsonSchema.of("object");
    stores.put("additionalProperties", store);
    return stores;
  }

  private static void add(
      Map<List<ConfigOption<?>>, List<String>> byPlaces,
      List<ConfigOption<?>> places,
      String type) {
    byPlaces.computeIfAbsent(places, each -> new ArrayList<>()).add(type);
  }

  private static List<ConfigOption<?>> places(DatabaseAccess access) {
    if (access.peer().isEmpty()) {
      return List.of(Options.STORE_URL);
    }
    return access.peerKey().equals(Options.STORE_DATABASE.name())
        ? List.of(Options.STORE_URL, Options.STORE_DATABASE)
        : List.of(
            Options.STORE_URL, Options.STORE_CONNECTION_STRING, Options.STORE_CONNECTION_PARAMS);
  }

  private static Map<String, Object> type(
      Map<String, Object> names, List<ConfigOption<?>> places, boolean isOpen) {
    Map<String, Object> config =
        properties(
            Options.at(OptionPlace.STORE)
                .filter(
                    option -> places.contains(option) || !Options.STORE_PLACES.contains(option)),
            ConfigOption::name);
    Map<String, Object> type = new LinkedHashMap<>();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(Options.STORE_TYPE.name(), names);
    keys.put(ConfigReader.CONFIG, JsonSchema.table(config, isOpen));
    type.put("properties", keys);
    return type;
  }

  /** The table of Java, those of Python with the options that Java reads, and any other. */
  private static Map<String, Object> ext() {
    Map<String, Object> tables = new LinkedHashMap<>();
    tables.put(ConfigReader.JOOQ, JsonSchema.table(properties(OptionPlace.JOOQ), false));
    Map<String, Object> python =
        JsonSchema.table(
            properties(
                Options.at(OptionPlace.JOOQ).filter(option -> option.integration() != null),
                option -> String.valueOf(option.integration())),
            true);
    MetaxyConfig.INTEGRATIONS.forEach(name -> tables.put(name, python));
    Map<String, Object> ext = JsonSchema.table(tables, true);
    ext.put(
        "additionalProperties",
        JsonSchema.table(Map.of(Options.ENABLE.name(), Options.ENABLE.type().schema()), true));
    return ext;
  }
}
