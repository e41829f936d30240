package io.metaxy.jooq.it.interop;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Field;

/** The peer on a shared store. */
record PeerSide(Peer peer, String store, FeatureGraph graph, HashAlgorithm algorithm)
    implements Side {

  private static final Set<String> INSTANTS =
      Set.of(SystemColumns.CREATED_AT, SystemColumns.UPDATED_AT, SystemColumns.DELETED_AT);

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table) {
    return outcome(ask("resolve", table, Map.of()));
  }

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples) {
    return outcome(ask("resolve", table, Map.of("samples", json(samples))));
  }

  @Override
  public <R extends FeatureRecord<R>> void update(FeatureTable<R> table) {
    FeaturePlan plan = graph.plan(table.featureKey());
    Map<String, Object> children = new HashMap<>();
    Rows.childColumns(plan).forEach(column -> children.put(column, Rows.CHILDREN));
    ask("update", table, Map.of("values", Rows.values(plan, "Python"), "children", children));
  }

  @Override
  public <R extends FeatureRecord<R>> void write(FeatureTable<R> table, List<R> rows) {
    ask("write", table, Map.of("rows", json(rows)));
  }

  @Override
  public <R extends FeatureRecord<R>> void delete(
      FeatureTable<R> table, Field<String> column, String value) {
    ask("delete", table, Map.of("column", column.getName(), "value", value));
  }

  @Override
  public <R extends FeatureRecord<R>> Map<String, Map<String, String>> read(FeatureTable<R> table) {
    return rows(ask("read", table, Map.of()), graph.plan(table.featureKey()).idColumns());
  }

  /** Returns rows by id, each column as text. */
  static Map<String, Map<String, String>> rows(JsonNode answer, List<String> ids) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (JsonNode row : answer) {
      Map<String, Object> values = new HashMap<>();
      row.properties().forEach(c -> values.put(c.getKey(), value(c.getKey(), c.getValue())));
      rows.put(Rows.ids(ids, values::get), Rows.texts(values));
    }
    return rows;
  }

  private JsonNode ask(String command, FeatureTable<?> table, Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("store", store);
    request.put("hash", algorithm.text());
    request.put("key", table.featureKey().toString());
    return peer.ask(command, graph, request);
  }

  static List<Map<String, Object>> json(List<? extends FeatureRecord<?>> rows) {
    return rows.stream().map(PeerSide::json).toList();
  }

  private static Map<String, Object> json(FeatureRecord<?> row) {
    Map<String, Object> values = row.intoMap();
    values.values().removeIf(value -> value == null);
    return values;
  }

  static Outcome outcome(JsonNode answer) {
    return new Outcome(
        part(answer.get("new")), part(answer.get("stale")), part(answer.get("orphaned")));
  }

  private static Map<String, String> part(JsonNode inputs) {
    Map<String, String> part = new TreeMap<>();
    for (JsonNode input : inputs) {
      List<String> ids = input.get("ids").properties().stream().map(Map.Entry::getKey).toList();
      Outcome.add(
          part,
          Rows.ids(ids, id -> input.get("ids").get(id).asText()),
          byField(input.get("by_field")),
          input.get("provenance").asText());
    }
    return part;
  }

  private static Object value(String column, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      return byField(value);
    }
    return INSTANTS.contains(column)
        ? OffsetDateTime.parse(value.asText()).toInstant()
        : value.asText();
  }

  private static Map<String, String> byField(JsonNode object) {
    Map<String, String> byField = new TreeMap<>();
    object.properties().forEach(f -> byField.put(f.getKey(), f.getValue().asText()));
    return byField;
  }
}
