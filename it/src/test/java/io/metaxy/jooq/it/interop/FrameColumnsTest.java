package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.frame.db.tables.FrameDocuments.FRAME_DOCUMENTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameLists.FRAME_LISTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameMaps.FRAME_MAPS;
import static io.metaxy.jooq.it.frame.db.tables.FrameNanos.FRAME_NANOS;
import static io.metaxy.jooq.it.frame.db.tables.FrameNested.FRAME_NESTED;
import static io.metaxy.jooq.it.frame.db.tables.FrameScalars.FRAME_SCALARS;
import static io.metaxy.jooq.it.frame.db.tables.FrameShapes.FRAME_SHAPES;
import static io.metaxy.jooq.it.frame.db.tables.FrameStructs.FRAME_STRUCTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameSummary.FRAME_SUMMARY;
import static io.metaxy.jooq.it.frame.db.tables.FrameTimes.FRAME_TIMES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.frame.FrameDocuments;
import io.metaxy.jooq.it.frame.FrameLists;
import io.metaxy.jooq.it.frame.FrameMaps;
import io.metaxy.jooq.it.frame.FrameNanos;
import io.metaxy.jooq.it.frame.FrameNested;
import io.metaxy.jooq.it.frame.FrameScalars;
import io.metaxy.jooq.it.frame.FrameShapes;
import io.metaxy.jooq.it.frame.FrameStructs;
import io.metaxy.jooq.it.frame.FrameSummary;
import io.metaxy.jooq.it.frame.FrameTimes;
import io.metaxy.jooq.it.frame.db.Features;
import io.metaxy.jooq.it.frame.db.tables.records.FrameTimesRecord;
import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.store.InvalidRowException;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.CloseableDSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Columns of every type that the peer makes from its frames and reads back: what it writes, Java
 * reads equal and writes back in bulk and row by row, and the peer reads that equal.
 */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class FrameColumnsTest {

  private static final int ROWS = 60;

  /** The number of rows that are written by value. */
  private static final int FEW = 5;

  private static final FeatureTable<?>[] ADOPTED = {
    FRAME_DOCUMENTS,
    FRAME_LISTS,
    FRAME_MAPS,
    FRAME_NESTED,
    FRAME_SHAPES,
    FRAME_STRUCTS,
    FRAME_SUMMARY
  };

  private static final String BY_FIELD = "metaxy_provenance_by_field";
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void scalarsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_SCALARS, FrameScalars.class, FrameColumns.SCALARS);
  }

  @ParameterizedTest
  @EnumSource
  void listsAndVectorsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_LISTS, FrameLists.class, FrameColumns.LISTS);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "DUCKDB_.*")
  void unsignedNumbersAndListsOfListsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_NESTED, FrameNested.class, FrameColumns.NESTED);
  }

  @ParameterizedTest
  @EnumSource
  void structsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_STRUCTS, FrameStructs.class, FrameColumns.STRUCTS);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "DUCKDB_.*")
  void listsOfStructsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_DOCUMENTS, FrameDocuments.class, FrameColumns.DOCUMENTS);
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MAPS_MADE_BY_PEER", "DUCKDB_MAPS_MADE_BY_JAVA"})
  void mapsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_MAPS, FrameMaps.class, FrameColumns.MAPS);
  }

  private static <R extends FeatureRecord<R>> void travel(
      FrameStore kind, FeatureTable<R> table, Class<?> feature, List<FrameColumn> columns) {
    Peer peer = kind.peer();
    try (Place place = kind.empty(List.of(feature))) {
      FeatureGraph graph = graph(table);
      Map<String, Map<String, Object>> rows = rows(columns);
      write(kind, peer, place, graph, table, columns, rows);
      List<R> read = read(place, graph, table);
      assertSame(rows, encoded(read, columns), "Java reads");
      assertSelected(place, table, columns, rows);
      for (int count : List.of(ROWS, FEW)) {
        List<R> again = read.subList(0, count);
        again.forEach(row -> row.set(provenance(table), Map.of("value", "by Java " + count)));
        with(place, graph, store -> store.write(table, again));
        assertSame(rows, encoded(read(place, graph, table), columns), "Java reads again");
        String command = kind.keepsSignsOfZero() ? "read_frame" : "stored_frame";
        JsonNode peers = ask(peer, place, graph, table, command, Map.of()).get("rows");
        assertSame(rows, encoded(peers, columns), "Python reads");
        assertSame(
            withoutSignsOfZero(rows),
            withoutSignsOfZero(
                encoded(
                    ask(peer, place, graph, table, "read_frame", Map.of()).get("rows"), columns)),
            "Python reads by its store");
        assertEquals(
            count,
            peers.findValuesAsText("value").stream().filter(("by Java " + count)::equals).count());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void timesInMillisecondsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_TIMES, FrameTimes.class, FrameColumns.MILLIS);
  }

  /** The peer's tables of frames with milliseconds have columns that truncate microseconds. */
  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MADE_BY_PEER", "POSTGRESQL_MADE_BY_PEER"})
  void microsecondsAreRefusedByMilliseconds(FrameStore kind) {
    Peer peer = kind.peer();
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      FeatureGraph graph = graph(FRAME_TIMES);
      Map<String, Map<String, Object>> rows = rows(FrameColumns.MILLIS);
      write(kind, peer, place, graph, FRAME_TIMES, FrameColumns.MILLIS, rows);
      List<FrameTimesRecord> read = read(place, graph, FRAME_TIMES);
      read.get(ROWS - 1).setMillis(LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_000));
      assertEquals(
          "Cannot write row 60 of frame/times (id=s1059): its millis is"
              + " 2024-02-29T12:00:00.123456, but the live column holds 3 fractional digits of a"
              + " second; set a value that fits, or widen the column with a migration",
          assertThrows(
                  InvalidRowException.class,
                  () -> with(place, graph, store -> store.write(FRAME_TIMES, read)))
              .getMessage());
      assertSame(rows, encoded(read(place, graph, FRAME_TIMES), FrameColumns.MILLIS), "unchanged");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DUCKDB_MADE_BY_PEER")
  void timesInNanosecondsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_NANOS, FrameNanos.class, FrameColumns.NANOS);
  }

  /** What the peer filled, with columns that no spec names, is adopted and then resolved alike. */
  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MADE_BY_PEER", "POSTGRESQL_MADE_BY_PEER"})
  void whatThePeerFilledIsAdopted(FrameStore kind) {
    List<Class<?>> features =
        new ArrayList<>(
            List.of(FrameLists.class, FrameShapes.class, FrameStructs.class, FrameSummary.class));
    if (kind.nests()) {
      features.addAll(List.of(FrameDocuments.class, FrameMaps.class, FrameNested.class));
    }
    Peer peer = kind.peer();
    try (Place place = kind.empty(features)) {
      FeatureGraph graph = graph(ADOPTED);
      List<FrameColumn> columns = new ArrayList<>(FrameColumns.LISTS);
      columns.add(FrameColumn.of("mood", "List(String)", List.of("calm"), null));
      write(kind, peer, place, graph, FRAME_LISTS, columns, rows(columns));
      FrameColumn tags = FrameColumn.of("tags", "List(String)", List.of("x"), null);
      write(kind, peer, place, graph, FRAME_SUMMARY, List.of(tags), Map.of());
      Map<String, Map<String, Object>> structs = rows(FrameColumns.STRUCTS);
      write(kind, peer, place, graph, FRAME_STRUCTS, FrameColumns.STRUCTS, structs);
      FrameColumn center = FrameColumns.STRUCTS.get(0).named("center");
      write(kind, peer, place, graph, FRAME_SHAPES, List.of(center), Map.of());
      if (kind.nests()) {
        List<FrameColumn> documents = FrameColumns.DOCUMENTS;
        write(kind, peer, place, graph, FRAME_DOCUMENTS, documents, rows(documents));
        List<FrameColumn> maps = FrameColumns.MAPS;
        write(kind, Peer.running(true), place, graph, FRAME_MAPS, maps, rows(maps));
        List<FrameColumn> ragged =
            FrameColumns.NESTED.stream().map(column -> column.withoutLengths()).toList();
        write(kind, peer, place, graph, FRAME_NESTED, ragged, rows(ragged));
      }
      Path directory = FrameStore.directory();
      Migrations migrations =
          Migrations.of(
              kind.options(directory, features).connection(place.jdbc(), null, null).build());
      AdoptReport adopted = migrations.adopt();
      assertEquals(
          kind.nests()
              ? "[frame/documents, frame/lists, frame/maps, frame/nested, frame/shapes,"
                  + " frame/structs, frame/summary]"
              : "[frame/lists, frame/shapes, frame/structs, frame/summary]",
          String.valueOf(adopted.features()),
          adopted.text());
      assertEquals("clean: The scripts match the specs", migrations.check().summary());
      assertTrue(adopted.text().contains("mood"), adopted.text());
      String[] ids = rows(columns).keySet().toArray(String[]::new);
      Sides sides =
          new Sides(
              new JavaSide(place, graph, HashAlgorithm.MD5),
              new PeerSide(peer, place.peer(), graph, HashAlgorithm.MD5));
      assertEquals(Ids.allNew(ids), sides.resolve(FRAME_SUMMARY).ids());
      with(
          place,
          graph,
          store ->
              store
                  .resolve(FRAME_SUMMARY)
                  .pending(
                      sample ->
                          sample
                              .record()
                              .setTags(
                                  sample.from(FRAME_LISTS).getTexts() == null
                                      ? null
                                      : List.of("read"))));
      assertEquals(Outcome.NOTHING, sides.resolve(FRAME_SUMMARY));
      assertEquals(Ids.allNew(ids), sides.resolve(FRAME_SHAPES).ids());
      with(
          place,
          graph,
          store ->
              store
                  .resolve(FRAME_SHAPES)
                  .pending(
                      sample -> sample.record().setCenter(sample.from(FRAME_STRUCTS).getPoint())));
      assertEquals(Outcome.NOTHING, sides.resolve(FRAME_SHAPES));
      List<FrameColumn> centers = List.of(center);
      JsonNode shapes = ask(peer, place, graph, FRAME_SHAPES, "read_frame", Map.of()).get("rows");
      assertSame(rows(centers), encoded(shapes, centers), "Python reads");
    }
  }

  private static FeatureGraph graph(FeatureTable<?>... tables) {
    List<String> keys = Arrays.stream(tables).map(t -> t.featureKey().toString()).toList();
    return FeatureGraph.of(
        Features.GRAPH.plans().stream()
            .filter(plan -> keys.contains(plan.key().toString()))
            .map(plan -> plan.definition())
            .toList(),
        GraphOptions.DEFAULT);
  }

  private static Map<String, Map<String, Object>> rows(List<FrameColumn> columns) {
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

  private static void write(
      FrameStore kind,
      Peer peer,
      Place place,
      FeatureGraph graph,
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
    Map<String, Object> arguments =
        Map.of("types", types, "rows", sent, "create", kind.isMadeByPeer());
    ask(peer, place, graph, table, "write_frame", arguments);
  }

  private static JsonNode ask(
      Peer peer,
      Place place,
      FeatureGraph graph,
      FeatureTable<?> table,
      String command,
      Map<String, ?> arguments) {
    Map<String, Object> request = new LinkedHashMap<>(arguments);
    request.put("store", place.peer());
    request.put("key", table.featureKey().toString());
    return peer.ask(command, graph, request);
  }

  private static <T> T with(Place place, FeatureGraph graph, Function<MetadataStore, T> work) {
    try (CloseableDSLContext dsl = place.open()) {
      return work.apply(MetadataStore.of(dsl, graph));
    }
  }

  private static <R extends FeatureRecord<R>> List<R> read(
      Place place, FeatureGraph graph, FeatureTable<R> table) {
    return with(
        place, graph, store -> store.read(table).fetch().sortAsc(table.field("id", String.class)));
  }

  /** Statements of jOOQ read the same, or refuse times that the driver may have changed. */
  private static void assertSelected(
      Place place,
      FeatureTable<?> table,
      List<FrameColumn> columns,
      Map<String, Map<String, Object>> rows) {
    Field<String> id = table.field("id", String.class);
    try (CloseableDSLContext dsl = place.open()) {
      for (FrameColumn column : columns) {
        Map<String, Object> read = new TreeMap<>();
        try {
          dsl.select(id, table.field(column.name()))
              .from(table)
              .forEach(row -> read.put(row.get(id), FrameColumn.encoded(row.get(1))));
        } catch (DataAccessException e) {
          String says = String.valueOf(e.getCause(UnreadableValueException.class).getMessage());
          assertTrue(says.contains("(must be read with a store, as in store.current(table)"), says);
          continue;
        }
        rows.forEach(
            (key, values) ->
                assertEquals(
                    JSON.valueToTree(values.get(column.name())),
                    JSON.valueToTree(read.get(key)),
                    "jOOQ reads " + column.name() + " of " + key));
      }
    }
  }

  @SuppressWarnings("unchecked") // The type of a by-field column.
  private static Field<Map<String, String>> provenance(FeatureTable<?> table) {
    return (Field<Map<String, String>>) table.field(BY_FIELD);
  }

  private static Map<String, Map<String, Object>> encoded(
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

  private static Map<String, Map<String, Object>> encoded(
      JsonNode rows, List<FrameColumn> columns) {
    Map<String, Map<String, Object>> encoded = new TreeMap<>();
    for (JsonNode row : rows) {
      Map<String, Object> values = new LinkedHashMap<>();
      columns.forEach(column -> values.put(column.name(), row.get(column.name())));
      encoded.put(row.get("id").asText(), values);
    }
    return encoded;
  }

  @SuppressWarnings("unchecked") // The same structure.
  private static Map<String, Map<String, Object>> withoutSignsOfZero(
      Map<String, Map<String, Object>> rows) {
    try {
      return JSON.readValue(
          JSON.writeValueAsString(rows).replaceAll("\"80(0{6}|0{14})\"", "\"00$1\""),
          TreeMap.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSame(
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
