package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.MetadataStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes of a store whose clock is behind that of an earlier writer. */
class ClockGoneBackTest extends ByEveryEngine {

  ClockGoneBackTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, SHOT_FRAME);
  }

  private MetadataStore at(String instant) {
    return storeOf(dsl, Features.GRAPH)
        .withClock(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  private static List<ShotRecord> shots(int count, String version) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, version + i, "s" + i)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void whatIsComputedIsNotHidden(int rows) {
    MetadataStore ahead = at("2040-01-01T00:00:00Z");
    ahead.write(SHOT, shots(rows, "a"));
    ahead.resolve(SHOT_GRADE).pending(Shots::grade);
    ahead.write(SHOT, shots(rows, "b"));
    MetadataStore behind = at("2030-01-01T00:00:00Z").withChunkRows(60);
    assertEquals(rows, behind.resolve(SHOT_GRADE).stale().fetch().size());
    assertEquals(
        rows, behind.resolve(SHOT_GRADE).pending(s -> s.record().setGrade("B")), "computed");
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
    assertEquals(
        rows,
        behind.resolve(SHOT_GRADE, r -> r.skipComparison()).pending(s -> s.record().setGrade("C")));
    assertEquals(
        List.of("C"),
        store.read(SHOT_GRADE).fetch().stream().map(row -> row.getGrade()).distinct().toList());
    List<Instant> instants =
        dsl.selectDistinct(SHOT_GRADE.METAXY_UPDATED_AT)
            .from(SHOT_GRADE)
            .orderBy(SHOT_GRADE.METAXY_UPDATED_AT)
            .fetch(SHOT_GRADE.METAXY_UPDATED_AT);
    assertEquals(
        Instant.parse("2040-01-01T00:00:00.000001Z"), instants.get(0), "one store, two writes");
    assertEquals(Instant.parse("2040-01-01T00:00:00.000002Z"), instants.get(1));
  }

  @Test
  void childrenThatAreNotComputedAgainAreDeleted() {
    MetadataStore ahead = at("2040-01-01T00:00:00Z");
    ahead.write(SHOT, shots(1, "a"));
    ahead
        .resolve(SHOT_FRAME)
        .pendingMany(
            s -> List.of(s.record().setFrame(1).setFile("x"), s.record().setFrame(2).setFile("y")));
    ahead.write(SHOT, shots(1, "b"));
    at("2030-01-01T00:00:00Z")
        .resolve(SHOT_FRAME)
        .pendingMany(s -> List.of(s.record().setFrame(2).setFile("z")));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_FRAME));
    assertEquals(
        List.of("z"), store.read(SHOT_FRAME).fetch().stream().map(row -> row.getFile()).toList());
  }

  @Test
  void whatIsDeletedIsDeleted() {
    at("2040-01-01T00:00:00Z").write(SHOT, shots(2, "a"));
    MetadataStore behind = at("2030-01-01T00:00:00Z");
    assertEquals(1, behind.delete(SHOT, SHOT.TAKE.eq(1)));
    assertEquals(1, store.read(SHOT).fetch().size());
    assertEquals(0, behind.delete(SHOT, SHOT.TAKE.eq(1)));
    assertEquals(1, behind.delete(SHOT, DSL.trueCondition()));
    assertEquals(0, store.read(SHOT).fetch().size());
  }

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void aWriteThatMayBeHiddenIsReported() {
    at("2040-01-01T00:00:00Z").write(SHOT, shots(2, "a"));
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      at("2050-01-01T00:00:00Z").write(SHOT, shots(1, "b"));
      at("2030-01-01T00:00:00Z").write(SHOT, shots(2, "c"));
    } finally {
      System.setErr(before);
    }
    List<String> warnings =
        log.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("2030-01-01"))
            .map(line -> line.substring(line.indexOf("Rows of")))
            .toList();
    assertEquals(
        fixture.can(Capability.EXTREMES)
            ? List.of(
                "Rows of shot were written with the instant 2030-01-01T00:00:00Z, but the table has"
                    + " rows with the later instant 2050-01-01T00:00:00Z: if two rows have the same"
                    + " id, reads return the later one; correct the clock, or write with"
                    + " store.withClock(...)")
            : List.of(),
        warnings);
  }

  /** The rows are written nevertheless. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  @ResourceLock(Resources.SYSTEM_ERR)
  void aFailureToFindThatOutIsOnlyLogged(int rows) {
    ExecuteListener failing =
        ExecuteListener.onRenderEnd(
            context -> {
              if (String.valueOf(context.sql()).contains("metaxy_newest")) {
                throw new DataAccessException("not today");
              }
            });
    MetadataStore in =
        storeOf(
            DSL.using(dsl.configuration().derive(new DefaultExecuteListenerProvider(failing))),
            Features.GRAPH);
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      assertEquals(rows, in.write(SHOT, shots(rows, "a")));
    } finally {
      System.setErr(before);
    }
    assertEquals(rows, dsl.fetchCount(SHOT));
    assertEquals(
        fixture.can(Capability.EXTREMES),
        log.toString(StandardCharsets.UTF_8)
            .contains("Cannot check whether later rows of shot hide those that were just written"));
  }
}
