package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jooq.JSON;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

/** Durations, which are microseconds in live columns of integers. */
class DurationsTest extends ChangedColumns {

  private static final Duration LEAST = Duration.parse("PT-2562047788H-54.775808S");
  private static final Duration MOST = Duration.parse("PT2562047788H54.775807S");

  @Test
  void microsecondsAreKeptAndNanosecondsTruncated() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    for (int count : COUNTS) {
      for (Duration duration : List.of(LEAST, MOST, Duration.ZERO, Duration.ofNanos(-1_000))) {
        List<Duration> durations = Arrays.asList(duration, null);
        assertKept(
            count,
            row -> row.setDuration(duration).setDurations(durations),
            row -> {
              assertEquals(duration, row.getDuration());
              assertEquals(durations, row.getDurations());
            });
      }
      assertKept(
          count,
          row ->
              row.setDuration(Duration.ofNanos(-1_999))
                  .setDurations(List.of(MOST.plusNanos(999), Duration.ofNanos(-999))),
          row -> {
            assertEquals(Duration.ofNanos(-1_000), row.getDuration());
            assertEquals(List.of(MOST, Duration.ZERO), row.getDurations());
          });
    }
  }

  @Test
  void aDurationThatALongDoesNotHoldIsRefused() throws SQLException {
    create(FOOTAGE);
    String range = "; set a duration from " + LEAST + " to " + MOST;
    for (Duration long64 : List.of(MOST.plusNanos(1_000), LEAST.minusNanos(1_000))) {
      for (int count : COUNTS) {
        List<FootageRecord> rows = footage(count, row -> {});
        rows.get(count - 1).setDuration(long64);
        String says = refusedWrite(rows);
        String reason =
            " cannot be converted to the type of the column: Cannot write "
                + long64
                + ", whose microseconds do not fit in a long"
                + range;
        String start =
            "Cannot write row " + count + " of footage (footage_id=f" + (999 + count) + "): its ";
        assertEquals(start + "duration" + reason, says);
        rows.get(count - 1).setDuration(null).setDurations(Arrays.asList(null, long64));
        assertEquals(start + "durations" + reason, refusedWrite(rows));
        assertEquals(0, own.dsl().fetchCount(FOOTAGE));
      }
    }
  }

  private String refusedWrite(List<FootageRecord> rows) {
    return refused(InvalidRowException.class, () -> in.write(FOOTAGE, rows));
  }

  @Test
  void aNarrowerColumnRefusesLongerDurations() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "duration", ColumnType.INT32);
    changeList("durations", ColumnType.INT32);
    Duration fits = Duration.ofNanos(Integer.MAX_VALUE * 1_000L);
    for (int count : COUNTS) {
      assertKept(
          count,
          row -> row.setDuration(fits).setDurations(List.of(fits)),
          row -> {
            assertEquals(fits, row.getDuration());
            assertEquals(List.of(fits), row.getDurations());
          });
    }
    Duration longer = fits.plusNanos(1_000);
    assertRefused(
        row -> row.setDuration(longer),
        "duration is 2147483648, but the live column holds -2147483648 to 2147483647");
    if (fixture.can(Capability.LISTS)) {
      assertRefused(
          row -> row.setDurations(List.of(fits, longer)),
          "durations[1] is 2147483648, but the live column holds -2147483648 to 2147483647");
    }
  }

  @Test
  void anIntervalIsAnErrorBeforeAnythingIsReadOrWritten() throws SQLException {
    create(FOOTAGE);
    change(FOOTAGE, "duration", fixture.can(Capability.LISTS) ? interval() : "time(6)");
    String expected = " (must be an integer, of microseconds)";
    String read = refused(StoreException.class, () -> in.read(FOOTAGE).fetch());
    assertTrue(read.contains(expected), read);
    String written = refused(StoreException.class, () -> in.write(FOOTAGE, footage(1, row -> {})));
    assertTrue(written.contains(expected), written);
  }

  private String interval() {
    return fixture.can(Capability.NESTED_TYPES) ? "interval" : "interval day to second";
  }

  /** JSON has seconds, also in rows that were written before lists had a column of their own. */
  @Test
  void aListInJsonHoldsSeconds() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "durations", ColumnType.JSON);
    List<Duration> durations = Arrays.asList(Duration.ofMillis(-90_500), null, MOST);
    for (int count : COUNTS) {
      assertKept(
          count,
          row -> row.setDurations(durations),
          row -> assertEquals(durations, row.getDurations()));
    }
    in.write(FOOTAGE, footage(1, row -> row.setDurations(durations)));
    own.dsl()
        .update(FOOTAGE)
        .set(
            FOOTAGE.DURATIONS.coerce(SQLDataType.JSON),
            JSON.valueOf("[1.5,\"PT1M30S\",90,-0.000001]"))
        .execute();
    assertEquals(
        List.of(
            Duration.ofMillis(1_500),
            Duration.ofSeconds(90),
            Duration.ofSeconds(90),
            Duration.ofNanos(-1_000)),
        in.read(FOOTAGE).fetch().get(0).getDurations());
  }

  @Test
  void filtersCompareDurationsWithTextsOnly() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    in.write(FOOTAGE, footage(3, row -> row.setDuration(Duration.ofSeconds(90))));
    assertEquals(3, found("duration >= 'PT1M30S' AND duration < 'PT1M30.000001S'"));
    assertEquals(0, found("duration > 'PT90S'"));
    for (String text : List.of("duration = '90'", "duration = 90000000")) {
      String says = refused(RuntimeException.class, () -> found(text));
      assertTrue(says.contains("which does not match 90"), says);
    }
    String says = refused(RuntimeException.class, () -> found("duration = int64"));
    assertTrue(says.contains("; compare columns of the same type"), says);
  }

  private long found(String filter) {
    FeatureGraph graph = Features.GRAPH;
    FeatureSpec spec =
        FeatureSpec.of("footage/cut")
            .id("footage_id")
            .dependsOn("footage", dep -> dep.where(filter))
            .fields("cut")
            .build();
    return storeOf(own.dsl(), graph.with(graph.plan(spec.key()).definition().withSpec(spec)))
        .resolve(FOOTAGE_CUT)
        .newSamples()
        .fetch()
        .size();
  }
}
