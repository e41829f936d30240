package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.frame.db.Features;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.CloseableDSLContext;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Frames in a shared store, which the peer writes and both sides read. Their rows have the ids
 * {@code s1000}, {@code s1001}, ….
 *
 * @param kind the kind of the store
 * @param peer the peer
 * @param place the store
 * @param graph the features
 */
record Frames(FrameStore kind, Peer peer, Place place, FeatureGraph graph) {

  /** The number of rows of a frame. */
  static final int ROWS = 60;

  private static final String BY_FIELD = "metaxy_provenance_by_field";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the graph of the features of these tables. */
  static FeatureGraph graph(FeatureTable<?>... tables) {
    List<String> keys = Arrays.stream(tables).map(t -> t.featureKey().toString()).toList();
    return FeatureGraph.of(
        Features.GRAPH.plans().stream()
            .filter(plan -> keys.contains(plan.key().toString()))
            .map(plan -> plan.definition())
            .toList(),
        GraphOptions.DEFAULT);
  }

  /** Returns the values of the columns of a frame by id, encoded. */
  static Map<String, Map<String, Object>> rows(List<FrameColumn> columns) {
    Map<String, Map<String, Object>> rows = new TreeMap<>();
    for (int row = 0; row < ROWS; row++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (FrameColumn column : columns) {
        values.put(column.name(), FrameColumn.encoded(column.in(row)));
      }
      rows.put("s" + (1_000 + row), values);
    }
    return rows;
  }

  /** The peer writes rows of a frame; it creates the table if it creates those of this kind. */
  void write(
      FeatureTable<?> table, List<FrameColumn> columns, Map<String, Map<String, Object>> rows) {
    send("write_frame", table, columns, rows);
  }

  /** The peer drops the table, and makes it again from a frame. */
  void remake(
      FeatureTable<?> table, List<FrameColumn> columns, Map<String, Map<String, Object>> rows) {
    send("remake_frame", table, columns, rows);
  }

  private void send(
      String command,
      FeatureTable<?> table,
      List<FrameColumn> columns,
      Map<String, Map<String, Object>> rows) {
    String field = graph.plan(table.featureKey()).structKeys().get(0);
    Map<String, String> types = new LinkedHashMap<>();
    types.put("id", "String");
    columns.forEach(column -> types.put(column.name(), column.type()));
    types.put(BY_FIELD, "Struct({'" + field + "': String})");
    List<Map<String, Object>> sent = new ArrayList<>();
    rows.forEach(
        (id, values) -> {
          Map<String, Object> row = new LinkedHashMap<>(values);
          row.put("id", id);
          row.put(BY_FIELD, Map.of(field, "by Python"));
          sent.add(row);
        });
    boolean creates = kind.isMadeByPeer() || command.equals("remake_frame");
    ask(command, table, Map.of("types", types, "rows", sent, "create", creates));
  }

  /** Returns the rows that the peer reads by its store. */
  JsonNode peers(FeatureTable<?> table) {
    return ask("read_frame", table, Map.of()).get("rows");
  }

  JsonNode ask(String command, FeatureTable<?> table, Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("store", place.peer());
    request.put("key", table.featureKey().toString());
    return peer.ask(command, graph, request);
  }

  /** Opens the store of Java for some work. */
  <T> T with(Function<MetadataStore, T> work) {
    try (CloseableDSLContext dsl = place.open()) {
      return work.apply(MetadataStore.of(dsl, graph));
    }
  }

  /** Returns the rows that Java reads, ordered by id. */
  <R extends FeatureRecord<R>> List<R> read(FeatureTable<R> table) {
    return with(store -> store.read(table).fetch().sortAsc(table.field("id", String.class)));
  }

  /** Java deletes a row; returns the number of rows that it deleted. */
  int delete(FeatureTable<?> table, String id) {
    return deleteFrom(table, table.field("id", String.class).eq(id));
  }

  private <R extends FeatureRecord<R>> int deleteFrom(FeatureTable<R> table, Condition condition) {
    return with(store -> store.delete(table, condition));
  }

  /** Java writes rows with another provenance. */
  <R extends FeatureRecord<R>> void write(FeatureTable<R> table, List<R> rows, String provenance) {
    String field = graph.plan(table.featureKey()).structKeys().get(0);
    rows.forEach(row -> row.set(byField(table), Map.of(field, provenance)));
    with(store -> store.write(table, rows));
  }

  @SuppressWarnings("unchecked") // The type of a by-field column.
  private static Field<Map<String, String>> byField(FeatureTable<?> table) {
    return (Field<Map<String, String>>) table.field(BY_FIELD);
  }

  static Map<String, Map<String, Object>> encoded(
      List<? extends FeatureRecord<?>> rows, List<FrameColumn> columns) {
    Map<String, Map<String, Object>> encoded = new TreeMap<>();
    for (FeatureRecord<?> row : rows) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      columns.forEach(
          column -> values.put(column.name(), FrameColumn.encoded(row.get(column.name()))));
      encoded.put(row.get("id", String.class), values);
    }
    return encoded;
  }

  static Map<String, Map<String, Object>> encoded(JsonNode rows, List<FrameColumn> columns) {
    Map<String, Map<String, Object>> encoded = new TreeMap<>();
    for (JsonNode row : rows) {
      Map<String, Object> values = new LinkedHashMap<>();
      columns.forEach(column -> values.put(column.name(), row.get(column.name())));
      encoded.put(row.get("id").asText(), values);
    }
    return encoded;
  }

  @SuppressWarnings("unchecked") // The same structure.
  static Map<String, Map<String, Object>> withoutSignsOfZero(
      Map<String, Map<String, Object>> rows) {
    try {
      return JSON.readValue(
          JSON.writeValueAsString(rows).replaceAll("\"80(0{6}|0{14})\"", "\"00$1\""),
          TreeMap.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertSame(
      Map<String, Map<String, Object>> expected,
      Map<String, Map<String, Object>> actual,
      String what) {
    assertEquals(expected.keySet(), actual.keySet(), what);
    expected.forEach(
        (id, values) ->
            values.forEach(
                (column, value) ->
                    assertEquals(
                        JSON.valueToTree(value),
                        JSON.valueToTree(actual.get(id).get(column)),
                        what + " " + column + " of " + id)));
  }
}
