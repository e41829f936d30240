package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.database.Conformance.assertUnknownType;
import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** Times in live columns that hold other digits of a second than microseconds. */
class TimeUnitsTest extends ChangedColumns {

  private static final String MILLIS =
      ", but the live column holds 3 fractional digits of a second";

  /** An hour that the time zone of the tests skips. */
  private static final LocalDateTime WALL = LocalDateTime.parse("2024-03-10T02:30:59.123");

  private static final LocalDateTime LATER = LocalDateTime.parse("9999-12-31T23:59:59.999");
  private static final LocalTime CLOCK = LocalTime.parse("23:59:59.999");

  private void toMilliseconds(String column, ColumnType kind) throws SQLException {
    change(FOOTAGE, column, fixture.inMilliseconds(LogicalType.of(kind)));
  }

  private void listToMilliseconds(String column, ColumnType kind) throws SQLException {
    change(FOOTAGE, column, fixture.inMilliseconds(ListOf.of(kind)));
  }

  private boolean hasMilliseconds(ColumnType kind) {
    LogicalType type = LogicalType.of(kind);
    return !fixture.inMilliseconds(type).equals(Dialects.of(own.dsl().dialect()).types().ddl(type));
  }

  private void millisecondsEverywhere() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    toMilliseconds("instant", ColumnType.INSTANT);
    toMilliseconds("offset", ColumnType.OFFSET_DATE_TIME);
    toMilliseconds("wall", ColumnType.LOCAL_DATE_TIME);
    toMilliseconds("clock", ColumnType.LOCAL_TIME);
    listToMilliseconds("cuts", ColumnType.INSTANT);
    listToMilliseconds("walls", ColumnType.LOCAL_DATE_TIME);
    listToMilliseconds("clocks", ColumnType.LOCAL_TIME);
  }

  @Test
  void millisecondsAreKept() throws SQLException {
    millisecondsEverywhere();
    Instant instant = WALL.toInstant(ZoneOffset.UTC);
    for (int count : COUNTS) {
      in.write(
          FOOTAGE,
          footage(
              count,
              row ->
                  row.setInstant(instant)
                      .setOffset(instant.atOffset(ZoneOffset.UTC))
                      .setWall(WALL)
                      .setClock(CLOCK)
                      .setCuts(List.of(instant, Instant.EPOCH))
                      .setWalls(List.of(WALL, LATER))
                      .setClocks(List.of(CLOCK))));
      assertEquals(1, in.delete(FOOTAGE, FOOTAGE.FOOTAGE_ID.eq("f1000")));
      List<FootageRecord> read = in.read(FOOTAGE).includingDeleted().fetch();
      assertEquals(count, read.size());
      for (FootageRecord row : read) {
        assertEquals(instant, row.getInstant());
        assertEquals(instant, row.getOffset().toInstant());
        assertEquals(WALL, row.getWall());
        assertEquals(CLOCK, row.getClock());
        assertEquals(List.of(instant, Instant.EPOCH), row.getCuts());
        assertEquals(List.of(WALL, LATER), row.getWalls());
        assertEquals(List.of(CLOCK), row.getClocks());
      }
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
  }

  /** A value of a record is truncated to microseconds, in every column. */
  @Test
  void nanosecondsThatAreNeverStoredDoNotMatter() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    toMilliseconds("wall", ColumnType.LOCAL_DATE_TIME);
    toMilliseconds("instant", ColumnType.INSTANT);
    for (int count : COUNTS) {
      assertKept(
          count,
          row ->
              row.setWall(WALL.plusNanos(999))
                  .setInstant(WALL.plusNanos(999).toInstant(ZoneOffset.UTC)),
          row -> {
            assertEquals(WALL, row.getWall());
            assertEquals(WALL.toInstant(ZoneOffset.UTC), row.getInstant());
          });
    }
  }

  @Test
  void microsecondsAreRefusedByMilliseconds() throws SQLException {
    millisecondsEverywhere();
    LocalDateTime wall = LocalDateTime.parse("2024-03-10T02:30:59.123456");
    Instant instant = wall.toInstant(ZoneOffset.UTC);
    assertRefused(row -> row.setWall(wall), "wall is 2024-03-10T02:30:59.123456" + MILLIS);
    assertRefused(
        row -> row.setInstant(instant), "instant is 2024-03-10T02:30:59.123456Z" + MILLIS);
    assertRefused(
        row -> row.setOffset(instant.atOffset(ZoneOffset.UTC)),
        "offset is 2024-03-10T02:30:59.123456Z" + MILLIS);
    if (hasMilliseconds(ColumnType.LOCAL_TIME)) {
      assertRefused(
          row -> row.setClock(CLOCK.plusNanos(1_000)), "clock is 23:59:59.999001" + MILLIS);
    }
    if (fixture.can(Capability.LISTS)) {
      assertRefused(
          row -> row.setWalls(List.of(WALL, wall)),
          "walls[1] is 2024-03-10T02:30:59.123456" + MILLIS);
      assertRefused(
          row -> row.setCuts(List.of(instant)), "cuts[0] is 2024-03-10T02:30:59.123456Z" + MILLIS);
    } else {
      assertKept(
          1,
          row -> row.setWalls(List.of(wall)),
          row -> assertEquals(List.of(wall), row.getWalls()));
    }
  }

  /** Whether the database has types for other units; asserts the error if it has none. */
  private boolean hasUnits() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    if (fixture.can(Capability.UNITS_OF_TIME)) {
      return true;
    }
    assertUnknownType("timestamp_ns", () -> change(FOOTAGE, "wall", "timestamp_ns"));
    return false;
  }

  @Test
  void nanosecondsAreKept() throws SQLException {
    if (!hasUnits()) {
      return;
    }
    change(FOOTAGE, "wall", "timestamp_ns");
    change(FOOTAGE, "walls", "timestamp_ns[]");
    LocalDateTime wall = LocalDateTime.parse("2024-03-10T02:30:59.123456789");
    LocalDateTime last = LocalDateTime.parse("2262-04-11T23:47:16.854775806");
    for (int count : COUNTS) {
      in.write(FOOTAGE, footage(count, row -> row.setWall(wall).setWalls(List.of(wall, last))));
      in.write(FOOTAGE, footage(1, row -> row.setWall(last).setWalls(List.of(last))));
      assertEquals(1, in.delete(FOOTAGE, FOOTAGE.FOOTAGE_ID.eq("f1000")));
      List<FootageRecord> read =
          in.read(FOOTAGE).includingDeleted().fetch().sortAsc(FOOTAGE.FOOTAGE_ID);
      assertEquals(last, read.get(0).getWall());
      assertEquals(List.of(last), read.get(0).getWalls());
      for (FootageRecord row : read.subList(1, count)) {
        assertEquals(wall, row.getWall());
        assertEquals(List.of(wall, last), row.getWalls());
      }
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
    String range =
        ", but the live column holds 1677-09-21T00:12:43.145224194 to"
            + " 2262-04-11T23:47:16.854775806";
    assertRefused(row -> row.setWall(LATER), "wall is 9999-12-31T23:59:59.999" + range);
    assertRefused(
        row -> row.setWalls(List.of(LocalDateTime.parse("1600-01-01T00:00:00"))),
        "walls[0] is 1600-01-01T00:00" + range);
  }

  @Test
  void secondsAreKeptAndFractionsRefused() throws SQLException {
    if (!hasUnits()) {
      return;
    }
    change(FOOTAGE, "wall", "timestamp_s");
    change(FOOTAGE, "instant", "timestamp_s");
    change(FOOTAGE, "walls", "timestamp_s[]");
    LocalDateTime wall = LocalDateTime.parse("2024-03-10T02:30:59");
    LocalDateTime old = LocalDateTime.parse("-0044-03-15T12:00:00");
    for (int count : COUNTS) {
      assertKept(
          count,
          row -> row.setWall(old).setInstant(wall.toInstant(ZoneOffset.UTC)),
          row -> {
            assertEquals(old, row.getWall());
            assertEquals(wall.toInstant(ZoneOffset.UTC), row.getInstant());
          });
      in.write(FOOTAGE, footage(count, row -> row.setWalls(List.of(wall, old))));
      in.read(FOOTAGE).fetch().forEach(row -> assertEquals(List.of(wall, old), row.getWalls()));
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
    assertRefused(
        row -> row.setWall(WALL),
        "wall is 2024-03-10T02:30:59.123, but the live column holds 0 fractional digits of a"
            + " second");
    assertRefused(
        row -> row.setWalls(List.of(wall, WALL)),
        "walls[1] is 2024-03-10T02:30:59.123, but the live column holds 0 fractional digits of a"
            + " second");
  }

  @Test
  void infinitiesInEveryUnitAreErrors() throws SQLException {
    if (!hasUnits()) {
      return;
    }
    for (String unit : List.of("timestamp_s", "timestamp_ms", "timestamp_ns")) {
      change(FOOTAGE, "wall", unit);
      change(FOOTAGE, "walls", unit + "[]");
      in = storeOf(own.dsl(), Features.GRAPH);
      in.write(FOOTAGE, footage(1, row -> {}));
      for (Map.Entry<String, String> value :
          Map.of("wall", "'%s'::%s", "walls", "['%s'::%s]").entrySet()) {
        for (String infinity : List.of("infinity", "-infinity")) {
          String set = value.getValue().formatted(infinity, unit);
          own.execute("update footage set wall = null, walls = null");
          own.execute("update footage set " + value.getKey() + " = " + set);
          String says = refused(StoreException.class, () -> in.read(FOOTAGE).fetch());
          assertTrue(
              says.startsWith(
                  "Cannot read footage: cannot read the row (footage_id=f1000): its "
                      + value.getKey()
                      + " is "),
              says);
          assertTrue(says.contains(" or infinity as LocalDateTime (must be a value from "), says);
        }
      }
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
  }

  /** The driver converts them through the JVM's time zone, which skips hours. */
  @Test
  void listsOfOtherUnitsAreReadWithAStore() throws SQLException {
    if (!hasUnits()) {
      return;
    }
    change(FOOTAGE, "walls", "timestamp_ms[]");
    in.write(FOOTAGE, footage(1, row -> row.setWalls(List.of(WALL))));
    assertEquals(
        List.of(WALL), own.dsl().selectFrom(in.current(FOOTAGE)).fetch().get(0).get(FOOTAGE.WALLS));
    String says =
        String.valueOf(
            assertThrows(DataAccessException.class, () -> own.dsl().selectFrom(FOOTAGE).fetch())
                .getCause()
                .getCause()
                .getMessage());
    assertTrue(
        says.endsWith(
            " as TIMESTAMP_MS (must be read with a store, as in store.current(table)); correct the"
                + " row, or the type of the column"),
        says);
  }
}
