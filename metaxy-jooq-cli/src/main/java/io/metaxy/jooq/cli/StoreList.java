package io.metaxy.jooq.cli;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.migration.script.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configured stores, including those that Java cannot open.
 *
 * @param byDefault the name of the default store
 * @param stores all stores, in the order of the configuration
 */
record StoreList(String byDefault, List<StoreConfig> stores) {

  static StoreList of(MetaxyConfig config) {
    return new StoreList(config.get(Options.DEFAULT_STORE), List.copyOf(config.stores().values()));
  }

  String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", "Info", "Fallbacks"));
    for (StoreConfig store : stores) {
      List<String> fallbacks = store.get(Options.STORE_FALLBACK_STORES);
      rows.add(
          List.of(
              store.name() + (isDefault(store) ? " (default)" : ""),
              store.summary(),
              fallbacks.isEmpty() ? "-" : String.join(", ", fallbacks)));
    }
    return (stores.isEmpty() ? "" : TextTable.of(rows) + "\n")
        + "Total: "
        + TextTable.count(stores.size(), "store")
        + "\n";
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("default_store", byDefault);
    all.put("store_count", stores.size());
    all.put(
        "stores",
        stores.stream()
            .map(
                store ->
                    Map.of(
                        "name",
                        store.name(),
                        "is_default",
                        isDefault(store),
                        "info",
                        store.summary(),
                        "fallbacks",
                        store.get(Options.STORE_FALLBACK_STORES)))
            .toList());
    return Json.write(all);
  }

  private boolean isDefault(StoreConfig store) {
    return store.name().equals(byDefault);
  }
}
