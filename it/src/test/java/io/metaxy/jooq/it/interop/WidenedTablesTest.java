package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.frame.db.tables.FrameLists.FRAME_LISTS;
import static io.metaxy.jooq.it.frame.db.tables.FrameSummary.FRAME_SUMMARY;
import static io.metaxy.jooq.it.interop.Frames.assertSame;
import static io.metaxy.jooq.it.interop.Frames.encoded;
import static io.metaxy.jooq.it.interop.Frames.withoutSignsOfZero;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.frame.FrameLists;
import io.metaxy.jooq.it.frame.FrameStructs.Point;
import io.metaxy.jooq.it.frame.FrameSummary;
import io.metaxy.jooq.it.frame.db.tables.records.FrameListsRecord;
import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.DriftReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tables that our migrations made, and to which the peer added columns of its frames. */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
class WidenedTablesTest {

  /** The columns that no spec names, in types that every shared store has. */
  private static final List<FrameColumn> EXTRA =
      List.of(
          FrameColumn.of("mood", "List(String)", List.of("calm"), Arrays.asList("x", null)),
          FrameColumn.of("score", "Float64", 0.25, 1.5),
          FrameColumn.of(
              "place",
              "Struct({'x': Int32, 'y': Float64})",
              new Point(1, 0.5),
              new Point(2, null)));

  /** The types that the peer gives them, by database. */
  private static final Map<Boolean, List<String>> TYPES =
      Map.of(
          false, List.of("VARCHAR[]", "DOUBLE", "STRUCT(x INTEGER, y DOUBLE)"),
          true, List.of("VARCHAR[]", "DOUBLE PRECISION", "JSONB"));

  /** The first rows, of which Java deletes one and writes the others. */
  private static final int ROWS_OF_JAVA = 40;

  private static final List<Class<?>> FEATURES = List.of(FrameLists.class, FrameSummary.class);

  private static final List<FrameColumn> TAGS =
      List.of(FrameColumn.of("tags", "List(String)", List.of("x"), null));

  private static List<FrameColumn> wide(List<FrameColumn> columns) {
    List<FrameColumn> wide = new ArrayList<>(EXTRA);
    wide.addAll(columns);
    return wide;
  }

  private static Migrations migrations(
      FrameStore kind, Path directory, Place place, Place scratch, CurrentSource current) {
    return Migrations.of(
        kind.options(directory, FEATURES)
            .current(current)
            .connection(place.jdbc(), null, null)
            .scratch(scratch.jdbc())
            .build());
  }

  /**
   * No SQL database of the peer has a method that adds a column; its users do so over the
   * connection of its store.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = ".*_MADE_BY_JAVA")
  void columnsThatThePeerAddsAreLeftAlone(FrameStore kind) {
    assertLeftAlone(
        kind,
        (frames, wide) -> {
          List<String> types = TYPES.get(kind.isJson());
          for (int i = 0; i < types.size(); i++) {
            Map<String, String> column =
                Map.of("column", EXTRA.get(i).name(), "type", types.get(i));
            frames.ask("add_column", FRAME_LISTS, column);
            frames.ask("add_column", FRAME_SUMMARY, column);
          }
          frames.write(FRAME_LISTS, wide, Frames.rows(wide));
        },
        List.of());
  }

  /** The peer drops the table, and makes it from a frame with more columns. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = ".*_MADE_BY_JAVA")
  void columnsOfTablesThatThePeerMakesAgainAreLeftAlone(FrameStore kind) {
    assertLeftAlone(
        kind,
        (frames, wide) -> {
          List<FrameColumn> summary = wide(TAGS);
          frames.remake(FRAME_SUMMARY, summary, Map.of());
          frames.remake(FRAME_LISTS, wide, Frames.rows(wide));
        },
        List.of(
            "frame/lists: the comment on table frame__lists no longer names the feature",
            "frame/summary: the comment on table frame__summary no longer names the feature"));
  }

  private static void assertLeftAlone(
      FrameStore kind, BiConsumer<Frames, List<FrameColumn>> widening, List<String> findings) {
    Path directory = FrameStore.directory();
    try (Place place = kind.empty(directory, FEATURES);
        Place scratch = Place.PostgreSql.empty()) {
      FeatureGraph graph = Frames.graph(FRAME_LISTS, FRAME_SUMMARY);
      Frames frames = new Frames(kind, kind.peer(), place, graph);
      List<FrameColumn> wide = wide(FrameColumns.LISTS);
      String refused =
          assertThrows(
                  IllegalStateException.class,
                  () -> frames.write(FRAME_LISTS, wide, Frames.rows(wide)))
              .getMessage();
      assertTrue(
          refused.contains(
              kind.isJson() ? "column \"mood\" of relation" : "Column name/value mismatch"),
          refused);
      assertEquals(List.of(), frames.read(FRAME_LISTS));

      widening.accept(frames, wide);
      List<FrameListsRecord> read = frames.read(FRAME_LISTS);
      assertSame(Frames.rows(FrameColumns.LISTS), encoded(read, FrameColumns.LISTS), "Java reads");
      assertDeleted(frames);
      assertWritten(frames, read);
      assertResolved(frames);
      assertClean(current -> migrations(kind, directory, place, scratch, current), findings);
    }
  }

  /** A soft delete copies what no spec names. */
  private static void assertDeleted(Frames frames) {
    assertEquals(1, frames.delete(FRAME_LISTS, "s1000"));
    try (CloseableDSLContext dsl = frames.place().open()) {
      assertEquals(
          "[2, 1, 2, 1, 2, 1]",
          Arrays.toString(
              dsl.fetchSingle(
                      "select count(mood), count(distinct mood), count(score),"
                          + " count(distinct score), count(place), count(distinct place)"
                          + " from frame__lists where id = 's1000'")
                  .intoArray()));
    }
    assertEquals(Frames.ROWS - 1, frames.peers(FRAME_LISTS).size());
    assertEquals(Frames.ROWS - 1, frames.read(FRAME_LISTS).size());
  }

  /** Rows of Java have no value in columns that no spec names; those of the peer keep theirs. */
  private static void assertWritten(Frames frames, List<FrameListsRecord> rows) {
    frames.write(FRAME_LISTS, rows.subList(1, 2), "by Java 1");
    frames.write(FRAME_LISTS, rows.subList(2, ROWS_OF_JAVA), "by Java");
    List<FrameColumn> wide = wide(FrameColumns.LISTS);
    Map<String, Map<String, Object>> expected = Frames.rows(wide);
    expected.remove("s1000");
    rows.subList(1, ROWS_OF_JAVA)
        .forEach(row -> EXTRA.forEach(c -> expected.get(row.getId()).put(c.name(), null)));
    assertSame(
        withoutSignsOfZero(expected),
        withoutSignsOfZero(encoded(frames.peers(FRAME_LISTS), wide)),
        "Python reads");
  }

  private static void assertResolved(Frames frames) {
    Sides sides =
        new Sides(
            new JavaSide(frames.place(), frames.graph(), HashAlgorithm.MD5),
            new PeerSide(frames.peer(), frames.place().peer(), frames.graph(), HashAlgorithm.MD5));
    Set<String> ids = new TreeSet<>(Frames.rows(TAGS).keySet());
    ids.remove("s1000");
    assertEquals(Ids.allNew(ids.toArray(String[]::new)), sides.resolve(FRAME_SUMMARY).ids());
    frames.with(
        store ->
            store
                .resolve(FRAME_SUMMARY)
                .pending(sample -> sample.record().setTags(List.of(sample.provenance()))));
    assertEquals(Outcome.NOTHING, sides.resolve(FRAME_SUMMARY));
    assertEquals(Frames.ROWS - 1, frames.peers(FRAME_SUMMARY).size());
    frames.with(store -> store.delete(FRAME_LISTS, DSL.noCondition()));
    assertEquals(Ids.allOrphaned(ids.toArray(String[]::new)), sides.resolve(FRAME_SUMMARY).ids());
  }

  private static void assertClean(
      Function<CurrentSource, Migrations> migrations, List<String> findings) {
    for (CurrentSource current : CurrentSource.values()) {
      DiffReport diff = migrations.apply(current).diff();
      assertEquals(Status.CLEAN, diff.status(), diff.text());
      assertTrue(diff.text().contains(": nothing to do\n"), diff.text());
    }
    Migrations ours = migrations.apply(CurrentSource.SNAPSHOT);
    assertEquals("clean: The scripts match the specs", ours.check().summary());
    assertEquals(List.of(), ours.generate().files());
    DriftReport drift = ours.drift();
    assertEquals(
        findings, drift.edges().stream().flatMap(edge -> edge.findings().stream()).toList());
    assertTrue(drift.text().contains("left alone: mood "), drift.text());
  }
}
