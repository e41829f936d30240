package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.frame.db.tables.FrameDocuments.FRAME_DOCUMENTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameLists.FRAME_LISTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameMaps.FRAME_MAPS;
import static io.metaxy.jooq.it.frame.db.tables.FrameNanos.FRAME_NANOS;
import static io.metaxy.jooq.it.frame.db.tables.FrameNested.FRAME_NESTED;
import static io.metaxy.jooq.it.frame.db.tables.FrameScalars.FRAME_SCALARS;
import static io.metaxy.jooq.it.frame.db.tables.FrameShapes.FRAME_SHAPES;
import static io.metaxy.jooq.it.frame.db.tables.FrameStamps.FRAME_STAMPS;
import static io.metaxy.jooq.it.frame.db.tables.FrameStructs.FRAME_STRUCTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameSummary.FRAME_SUMMARY;
import static io.metaxy.jooq.it.frame.db.tables.FrameTimes.FRAME_TIMES;
import static io.metaxy.jooq.it.frame.db.tables.FrameUnsigned.FRAME_UNSIGNED;
import static io.metaxy.jooq.it.interop.Frames.assertSame;
import static io.metaxy.jooq.it.interop.Frames.encoded;
import static io.metaxy.jooq.it.interop.Frames.withoutSignsOfZero;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.frame.FrameDocuments;
import io.metaxy.jooq.it.frame.FrameLists;
import io.metaxy.jooq.it.frame.FrameMaps;
import io.metaxy.jooq.it.frame.FrameNanos;
import io.metaxy.jooq.it.frame.FrameNested;
import io.metaxy.jooq.it.frame.FrameScalars;
import io.metaxy.jooq.it.frame.FrameShapes;
import io.metaxy.jooq.it.frame.FrameStamps;
import io.metaxy.jooq.it.frame.FrameStructs;
import io.metaxy.jooq.it.frame.FrameSummary;
import io.metaxy.jooq.it.frame.FrameTimes;
import io.metaxy.jooq.it.frame.FrameUnsigned;
import io.metaxy.jooq.it.frame.db.tables.records.FrameTimesRecord;
import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.CloseableDSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Columns of every type that the peer makes from its frames and reads back: what it writes, Java
 * reads equal and writes back in bulk and row by row, and the peer reads that equal.
 */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class FrameColumnsTest {

  /** The number of rows that are written by value. */
  private static final int FEW = 5;

  private static final FeatureTable<?>[] ADOPTED = {
    FRAME_DOCUMENTS,
    FRAME_LISTS,
    FRAME_MAPS,
    FRAME_NESTED,
    FRAME_SHAPES,
    FRAME_STRUCTS,
    FRAME_SUMMARY,
    FRAME_UNSIGNED
  };

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
  void listsOfListsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_NESTED, FrameNested.class, FrameColumns.NESTED);
  }

  /** The peer creates them on DuckDB only, but writes them to columns of ours everywhere. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "POSTGRESQL_MADE_BY_PEER")
  void unsignedNumbersTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_UNSIGNED, FrameUnsigned.class, FrameColumns.UNSIGNED);
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

  /** Migrations make JSON of such a struct, because its decimals have no limit. */
  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MADE_BY_PEER", "DUCKDB_MAPS_MADE_BY_PEER"})
  void structsOfTimesAndAmountsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_STAMPS, FrameStamps.class, FrameColumns.STAMPS);
  }

  /** Where structs are JSON, the peer makes texts of dates, times and decimals. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"DUCKDB_MADE_BY_PEER", "DUCKDB_MAPS_MADE_BY_PEER"})
  void textsInJsonAreReadAsTheTypesOfTheRecord(FrameStore kind) {
    assertJson(kind, FRAME_STAMPS, FrameStamps.class, FrameColumns.STAMPS, FrameColumns.STAMPS);
  }

  /** JSON has no NaN, no infinities, and, in PostgreSQL, no -0.0. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "POSTGRESQL_.*")
  void whatJsonLacksIsReadAsThePeerStoresIt(FrameStore kind) {
    FrameColumn segment = FrameColumns.STRUCTS.get(1);
    assertJson(
        kind,
        FRAME_STRUCTS,
        FrameStructs.class,
        List.of(FrameColumns.POINTS, segment),
        List.of(FrameColumns.POINTS_IN_JSON, segment));
  }

  /** Java reads what the peer made from its structs, and then what it wrote itself. */
  private static <R extends FeatureRecord<R>> void assertJson(
      FrameStore kind,
      FeatureTable<R> table,
      Class<?> feature,
      List<FrameColumn> written,
      List<FrameColumn> stored) {
    try (Place place = kind.empty(List.of(feature))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(table));
      frames.write(table, written, Frames.rows(written));
      Map<String, Map<String, Object>> rows = Frames.rows(stored);
      List<R> read = frames.read(table);
      assertSame(rows, encoded(read, stored), "Java reads");
      for (int count : List.of(Frames.ROWS, FEW)) {
        frames.write(table, read.subList(0, count), "by Java " + count);
        assertSame(rows, encoded(frames.read(table), stored), "Java reads again");
        assertEquals(Frames.ROWS, frames.peers(table).size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MAPS_MADE_BY_PEER", "DUCKDB_MAPS_MADE_BY_JAVA"})
  void mapsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_MAPS, FrameMaps.class, FrameColumns.MAPS);
  }

  private static <R extends FeatureRecord<R>> void travel(
      FrameStore kind, FeatureTable<R> table, Class<?> feature, List<FrameColumn> columns) {
    try (Place place = kind.empty(List.of(feature))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(table));
      Map<String, Map<String, Object>> rows = Frames.rows(columns);
      frames.write(table, columns, rows);
      List<R> read = frames.read(table);
      assertSame(rows, encoded(read, columns), "Java reads");
      assertSelected(place, table, columns, rows);
      for (int count : List.of(Frames.ROWS, FEW)) {
        frames.write(table, read.subList(0, count), "by Java " + count);
        assertSame(rows, encoded(frames.read(table), columns), "Java reads again");
        String command = kind.keepsSignsOfZero() ? "read_frame" : "stored_frame";
        JsonNode peers = frames.ask(command, table, Map.of()).get("rows");
        assertSame(rows, encoded(peers, columns), "Python reads");
        assertSame(
            withoutSignsOfZero(rows),
            withoutSignsOfZero(encoded(frames.peers(table), columns)),
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
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(FRAME_TIMES));
      Map<String, Map<String, Object>> rows = Frames.rows(FrameColumns.MILLIS);
      frames.write(FRAME_TIMES, FrameColumns.MILLIS, rows);
      List<FrameTimesRecord> read = frames.read(FRAME_TIMES);
      read.get(Frames.ROWS - 1).setMillis(LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_000));
      assertEquals(
          "Cannot write row 60 of frame/times (id=s1059): its millis is"
              + " 2024-02-29T12:00:00.123456, but the live column holds 3 fractional digits of a"
              + " second; set a value that fits, or widen the column with a migration",
          assertThrows(
                  InvalidRowException.class,
                  () -> frames.with(store -> store.write(FRAME_TIMES, read)))
              .getMessage());
      assertSame(rows, encoded(frames.read(FRAME_TIMES), FrameColumns.MILLIS), "unchanged");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "DUCKDB_MADE_BY_PEER")
  void timesInNanosecondsTravelBothWays(FrameStore kind) {
    travel(kind, FRAME_NANOS, FrameNanos.class, FrameColumns.NANOS);
  }

  private static List<FrameColumn> withOdd(String type, String value)
      throws JsonProcessingException {
    List<FrameColumn> columns = new ArrayList<>(FrameColumns.MILLIS);
    columns.add(FrameColumn.of("odd", type, JSON.readValue(value, Object.class)));
    return columns;
  }

  /** The next frame without such a column is written as if nothing had happened. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DUCKDB_MADE_BY_PEER     | Int128                    | "5"                | _pli128
          DUCKDB_MADE_BY_PEER     | Float16                   | "0"                | Unsupported Internal Arrow Type
          DUCKDB_MADE_BY_PEER     | Null                      | null               | does not support creating tables with NULL
          POSTGRESQL_MADE_BY_PEER | Int128                    | "5"                | KeyError: Int128
          POSTGRESQL_MADE_BY_PEER | Float16                   | "0"                | KeyError: Float16
          POSTGRESQL_MADE_BY_PEER | Null                      | null               | syntax error at or near "NULL"
          POSTGRESQL_MADE_BY_PEER | Duration('us')            | "5"                | syntax error at or near "MICROSECOND"
          POSTGRESQL_MADE_BY_PEER | Duration('ms')            | "5"                | syntax error at or near "MILLISECOND"
          POSTGRESQL_MADE_BY_PEER | UInt8                     | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt16                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt32                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | UInt64                    | "5"                | does not exist
          POSTGRESQL_MADE_BY_PEER | List(UInt8)               | ["5"]              | does not exist
          POSTGRESQL_MADE_BY_PEER | Map(String, Int64)        | {"a": "5"}         | KeyError: Map
          POSTGRESQL_MADE_BY_PEER | List(Struct({'x': Int8})) | [{"x": "5"}]       | syntax error at or near "<"
          POSTGRESQL_MADE_BY_PEER | Struct({'x': Binary})     | {"x": "00"}        | Writing BinaryView to JSON
          POSTGRESQL_MADE_BY_PEER | List(List(Int64))         | [["5"], []]        | Multidimensional arrays must have sub-arrays
          """)
  void whatThePeerCannotWriteChangesNothing(FrameStore kind, String type, String value, String says)
      throws Exception {
    List<FrameColumn> columns = withOdd(type, value);
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(FRAME_TIMES));
      String refused =
          assertThrows(
                  IllegalStateException.class,
                  () -> frames.write(FRAME_TIMES, columns, Frames.rows(columns)))
              .getMessage();
      assertTrue(refused.contains(says), refused);
      Map<String, Map<String, Object>> rows = Frames.rows(FrameColumns.MILLIS);
      frames.write(FRAME_TIMES, FrameColumns.MILLIS, rows);
      assertSame(rows, encoded(frames.read(FRAME_TIMES), FrameColumns.MILLIS), "Java reads");
      assertSame(rows, encoded(frames.peers(FRAME_TIMES), FrameColumns.MILLIS), "Python reads");
    }
  }

  /** Java leaves the column alone, as no spec names it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DUCKDB_MADE_BY_PEER     | Duration('us')         | "5"          | Unsupported cast from month_day_nano_interval
          DUCKDB_MADE_BY_PEER     | Duration('ms')         | "5"          | Unsupported cast from month_day_nano_interval
          DUCKDB_MADE_BY_PEER     | List(Duration('us'))   | ["5"]        | Unsupported cast from month_day_nano_interval
          POSTGRESQL_MADE_BY_PEER | List(List(Int64))      | [["5","6"]]  | Could not convert [5, 6] with type list
          POSTGRESQL_MADE_BY_PEER | Array(Int64, (1, 2))   | [["5","6"]]  | Could not convert [5, 6] with type list
          """)
  void whatThePeerCannotReadBackIsLeftAlone(FrameStore kind, String type, String value, String says)
      throws Exception {
    List<FrameColumn> columns = withOdd(type, value);
    try (Place place = kind.empty(List.of(FrameTimes.class))) {
      Frames frames = new Frames(kind, kind.peer(), place, Frames.graph(FRAME_TIMES));
      frames.write(FRAME_TIMES, columns, Frames.rows(columns));
      String refused =
          assertThrows(IllegalStateException.class, () -> frames.peers(FRAME_TIMES)).getMessage();
      assertTrue(refused.contains(says), refused);
      Map<String, Map<String, Object>> rows = Frames.rows(FrameColumns.MILLIS);
      List<FrameTimesRecord> read = frames.read(FRAME_TIMES);
      assertSame(rows, encoded(read, FrameColumns.MILLIS), "Java reads");
      frames.write(FRAME_TIMES, read, "by Java");
      assertSame(rows, encoded(frames.read(FRAME_TIMES), FrameColumns.MILLIS), "Java reads again");
      assertEquals(1, frames.delete(FRAME_TIMES, "s1000"));
      assertEquals(Frames.ROWS - 1, frames.read(FRAME_TIMES).size());
    }
  }

  /** What the peer filled, with columns that no spec names, is adopted and then resolved alike. */
  @ParameterizedTest
  @EnumSource(names = {"DUCKDB_MADE_BY_PEER", "POSTGRESQL_MADE_BY_PEER"})
  void whatThePeerFilledIsAdopted(FrameStore kind) {
    List<Class<?>> features =
        new ArrayList<>(
            List.of(FrameLists.class, FrameShapes.class, FrameStructs.class, FrameSummary.class));
    if (kind.nests()) {
      features.addAll(
          List.of(FrameDocuments.class, FrameMaps.class, FrameNested.class, FrameUnsigned.class));
    }
    try (Place place = kind.empty(features)) {
      FeatureGraph graph = Frames.graph(ADOPTED);
      Frames frames = new Frames(kind, kind.peer(), place, graph);
      List<FrameColumn> columns = new ArrayList<>(FrameColumns.LISTS);
      columns.add(FrameColumn.of("mood", "List(String)", List.of("calm"), null));
      frames.write(FRAME_LISTS, columns, Frames.rows(columns));
      FrameColumn tags = FrameColumn.of("tags", "List(String)", List.of("x"), null);
      frames.write(FRAME_SUMMARY, List.of(tags), Map.of());
      Map<String, Map<String, Object>> structs = Frames.rows(FrameColumns.STRUCTS);
      frames.write(FRAME_STRUCTS, FrameColumns.STRUCTS, structs);
      FrameColumn center = FrameColumns.STRUCTS.get(0).named("center");
      frames.write(FRAME_SHAPES, List.of(center), Map.of());
      if (kind.nests()) {
        List<FrameColumn> documents = FrameColumns.DOCUMENTS;
        frames.write(FRAME_DOCUMENTS, documents, Frames.rows(documents));
        List<FrameColumn> maps = FrameColumns.MAPS;
        new Frames(kind, Peer.running(true), place, graph)
            .write(FRAME_MAPS, maps, Frames.rows(maps));
        List<FrameColumn> ragged =
            FrameColumns.NESTED.stream().map(column -> column.withoutLengths()).toList();
        frames.write(FRAME_NESTED, ragged, Frames.rows(ragged));
        List<FrameColumn> unsigned = FrameColumns.UNSIGNED;
        frames.write(FRAME_UNSIGNED, unsigned, Frames.rows(unsigned));
      }
      Path directory = FrameStore.directory();
      Migrations migrations =
          Migrations.of(
              kind.options(directory, features).connection(place.jdbc(), null, null).build());
      AdoptReport adopted = migrations.adopt();
      assertEquals(
          kind.nests()
              ? "[frame/documents, frame/lists, frame/maps, frame/nested, frame/shapes,"
                  + " frame/structs, frame/summary, frame/unsigned]"
              : "[frame/lists, frame/shapes, frame/structs, frame/summary]",
          String.valueOf(adopted.features()),
          adopted.text());
      assertEquals("clean: The scripts match the specs", migrations.check().summary());
      assertTrue(adopted.text().contains("mood"), adopted.text());
      String[] ids = Frames.rows(columns).keySet().toArray(String[]::new);
      Sides sides =
          new Sides(
              new JavaSide(place, graph, HashAlgorithm.MD5),
              new PeerSide(kind.peer(), place.peer(), graph, HashAlgorithm.MD5));
      assertEquals(Ids.allNew(ids), sides.resolve(FRAME_SUMMARY).ids());
      frames.with(
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
      frames.with(
          store ->
              store
                  .resolve(FRAME_SHAPES)
                  .pending(
                      sample -> sample.record().setCenter(sample.from(FRAME_STRUCTS).getPoint())));
      assertEquals(Outcome.NOTHING, sides.resolve(FRAME_SHAPES));
      List<FrameColumn> centers = List.of(center);
      assertSame(
          Frames.rows(centers), encoded(frames.peers(FRAME_SHAPES), centers), "Python reads");
    }
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
}
