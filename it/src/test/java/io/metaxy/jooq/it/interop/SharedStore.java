package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.interop.db.Features;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of stores that both sides support: database, creator of the tables, and their types.
 */
enum SharedStore {
  DUCKDB_STRUCT("struct(KEYS)", "timestamptz"),
  DUCKDB_STRUCT_WITHOUT_ZONE("struct(KEYS)", "timestamp"),
  DUCKDB_MAP("map(varchar, varchar)", "timestamptz"),
  DUCKDB_MADE_BY_PEER(null, null),
  DUCKDB_MAP_MADE_BY_PEER(null, null),
  POSTGRESQL_JSONB("jsonb", "timestamptz"),
  POSTGRESQL_JSONB_WITHOUT_ZONE("jsonb", "timestamp"),
  POSTGRESQL_JSON("json", "timestamptz"),
  POSTGRESQL_TEXT("text", "timestamptz"),
  POSTGRESQL_MADE_BY_PEER(null, null);

  private static final Map<SharedStore, Place> EMPTY = new ConcurrentHashMap<>();

  /** The types of by-field columns and instants in our migration; null for tables of the peer. */
  private final @Nullable String byField;

  private final @Nullable String instant;

  SharedStore(@Nullable String byField, @Nullable String instant) {
    this.byField = byField;
    this.instant = instant;
  }

  /** Returns the peer in the mode that these tables need. */
  Peer peer() {
    return Peer.running(name().contains("MAP"));
  }

  /** Creates a store with empty tables. */
  Place empty() {
    return EMPTY.computeIfAbsent(this, SharedStore::make).copy();
  }

  private Place make() {
    Place place = name().startsWith("DUCKDB") ? Place.DuckDb.empty() : Place.PostgreSql.empty();
    List<FeaturePlan> features = Features.GRAPH.plans();
    if (byField == null) {
      List<String> keys = features.stream().map(feature -> feature.key().toString()).toList();
      peer().ask("create", Features.GRAPH, Map.of("store", place.peer(), "keys", keys));
    } else {
      Flyway.configure()
          .dataSource(place.jdbc(), null, null)
          .locations("interop/migration")
          .placeholders(placeholders(features, byField, instant))
          .load()
          .migrate();
    }
    return place;
  }

  /** The placeholders of the migration: {@code instant}, and by-field types by field name. */
  private static Map<String, String> placeholders(
      List<FeaturePlan> features, String byField, String instant) {
    Map<String, String> placeholders = new HashMap<>(Map.of("instant", instant));
    for (FeaturePlan feature : features) {
      List<String> keys = feature.structKeys();
      String columns =
          keys.stream().map(key -> '"' + key + "\" varchar").collect(Collectors.joining(", "));
      placeholders.put(String.join("_", keys), byField.replace("KEYS", columns));
    }
    return placeholders;
  }
}
