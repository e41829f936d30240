package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.migration.script.Json;
import io.metaxy.jooq.project.StoreDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The configured stores, including those that Java cannot open.
 *
 * @param byDefault the name of the default store
 * @param stores all stores, in the order of the configuration
 * @param problems why Java cannot open a store, by its name
 */
record StoreList(String byDefault, List<StoreConfig> stores, Map<String, String> problems) {

  static StoreList of(MetaxyConfig config) {
    Map<String, String> problems = new LinkedHashMap<>();
    config
        .stores()
        .keySet()
        .forEach(
            name ->
                StoreDatabase.problem(config, name)
                    .ifPresent(sentence -> problems.put(name, sentence)));
    return new StoreList(
        config.get(Options.DEFAULT_STORE), List.copyOf(config.stores().values()), problems);
  }

  String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", "Info", "Fallbacks"));
    for (StoreConfig store : stores) {
      List<String> fallbacks = fallbacks(store);
      rows.add(
          List.of(
              store.name() + (isDefault(store) ? " (default)" : ""),
              store.summary(),
              fallbacks.isEmpty() ? "-" : String.join(", ", fallbacks)));
    }
    return (stores.isEmpty() ? "" : TextTable.of(rows) + "\n")
        + "Total: "
        + TextTable.count(stores.size(), "store")
        + "\n"
        + problems.values().stream().map(sentence -> sentence + "\n").collect(Collectors.joining());
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("default_store", byDefault);
    all.put("store_count", stores.size());
    all.put("stores", stores.stream().map(this::json).toList());
    return Json.write(all);
  }

  private Map<String, Object> json(StoreConfig store) {
    Map<String, Object> each = new LinkedHashMap<>();
    each.put("name", store.name());
    each.put("is_default", isDefault(store));
    each.put("info", store.summary());
    each.put("fallbacks", fallbacks(store));
    Optional.ofNullable(problems.get(store.name())).ifPresent(text -> each.put("problem", text));
    return each;
  }

  private static List<String> fallbacks(StoreConfig store) {
    try {
      return store.get(Options.STORE_FALLBACK_STORES);
    } catch (ConfigException e) {
      return List.of();
    }
  }

  private boolean isDefault(StoreConfig store) {
    return store.name().equals(byDefault);
  }
}
