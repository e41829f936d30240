package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Numbers in live columns that are narrower than their specs: written if they fit, and read. */
class NarrowColumnsTest extends ChangedColumns {

  private static final String FLOATS = ", but the live column holds -3.4028235E38 to 3.4028235E38";
  private static final String ZERO = ", but the live column would round it to 0";

  @Test
  void floatsInColumnsOfDoublesAreWidened() throws SQLException {
    create(SHOT, SHOT_GRADE, SHOT_NOTE_2);
    change(SHOT, "gain", ColumnType.FLOAT64);
    for (int count : COUNTS) {
      in.write(
          SHOT,
          IntStream.range(0, count).mapToObj(i -> Shots.shot(i, "p", "s").setGain(0.1f)).toList());
      assertEquals(
          List.of((double) 0.1f),
          own.dsl()
              .selectDistinct(DSL.field(SHOT.GAIN.getUnqualifiedName(), Double.class))
              .from(SHOT)
              .fetch(0, Double.class));
      in.read(SHOT).fetch().forEach(shot -> assertEquals(0.1f, shot.getGain()));
      own.dsl().deleteFrom(SHOT).execute();
    }
  }

  @Test
  void doublesInTheRangeOfAFloatAreRounded() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "float64", ColumnType.FLOAT32);
    changeList("doubles", ColumnType.FLOAT32);
    changeList("ratios", ColumnType.FLOAT32);
    boolean lists = fixture.can(Capability.LISTS);
    double rounded = lists ? 0.1f : 0.1;
    for (int count : COUNTS) {
      assertKept(
          count,
          row ->
              row.setFloat64(-1.5)
                  .setDoubles(new double[] {0.1, 0.25})
                  .setRatios(Arrays.asList(0.5, null)),
          row -> {
            assertEquals(-1.5, row.getFloat64());
            assertArrayEquals(new double[] {rounded, 0.25}, row.getDoubles());
            assertEquals(Arrays.asList(0.5, null), row.getRatios());
          });
    }
  }

  @Test
  void doublesOutsideTheRangeOfAFloatAreRefused() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "float64", ColumnType.FLOAT32);
    assertRefused(row -> row.setFloat64(1e300), "float64 is 1.0E300" + FLOATS);
    assertRefused(row -> row.setFloat64(-3.5e38), "float64 is -3.5E38" + FLOATS);
    assertRefused(row -> row.setFloat64(1e-50), "float64 is 1.0E-50" + ZERO);
    assertRefused(row -> row.setFloat64(-1e-300), "float64 is -1.0E-300" + ZERO);
    changeList("doubles", ColumnType.FLOAT32);
    changeList("ratios", ColumnType.FLOAT32);
    in = storeOf(own.dsl(), Features.GRAPH);
    if (fixture.can(Capability.LISTS)) {
      assertRefused(
          row -> row.setDoubles(new double[] {1, -1e300}), "doubles[1] is -1.0E300" + FLOATS);
      assertRefused(
          row -> row.setRatios(Arrays.asList(null, 0.5, 3.5e38)), "ratios[2] is 3.5E38" + FLOATS);
      assertRefused(row -> row.setDoubles(new double[] {0, 1e-50}), "doubles[1] is 1.0E-50" + ZERO);
      assertRefused(row -> row.setRatios(List.of(-1e-50)), "ratios[0] is -1.0E-50" + ZERO);
    } else {
      for (int count : COUNTS) {
        assertKept(
            count,
            row -> row.setDoubles(new double[] {1e300}),
            row -> assertArrayEquals(new double[] {1e300}, row.getDoubles()));
      }
    }
  }

  @Test
  void theSmallestFloatsAreKept() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "float64", ColumnType.FLOAT32);
    changeList("doubles", ColumnType.FLOAT32);
    double[] values = {Float.MIN_VALUE, 0, -Float.MIN_VALUE};
    for (int count : COUNTS) {
      in.write(
          FOOTAGE,
          footage(count, row -> row.setFloat64((double) Float.MIN_VALUE).setDoubles(values)));
      for (FootageRecord row : in.read(FOOTAGE).fetch()) {
        // Databases send different decimals of it.
        assertEquals(Float.MIN_VALUE, row.getFloat64().floatValue());
        assertEquals(-Float.MIN_VALUE, (float) row.getDoubles()[2]);
      }
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
  }

  @Test
  void infinitiesAreKeptInAFloat() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "float64", ColumnType.FLOAT32);
    changeList("doubles", ColumnType.FLOAT32);
    double[] values = {Double.NEGATIVE_INFINITY, Double.NaN};
    for (int count : COUNTS) {
      if (fixture.can(Capability.LISTS)) {
        assertKept(
            count,
            row -> row.setFloat64(Double.POSITIVE_INFINITY).setDoubles(values),
            row -> {
              assertEquals(Double.POSITIVE_INFINITY, row.getFloat64());
              assertArrayEquals(values, row.getDoubles());
            });
      } else {
        List<FootageRecord> rows = footage(count, row -> row.setDoubles(values));
        String says = refused(InvalidRowException.class, () -> in.write(FOOTAGE, rows));
        assertTrue(says.contains("-Infinity is not a number in JSON"), says);
      }
    }
  }

  @Test
  void integersInTheRangeOfANarrowerColumnAreKept() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "int16", ColumnType.INT8);
    change(FOOTAGE, "int32", ColumnType.INT16);
    change(FOOTAGE, "int64", ColumnType.INT32);
    changeList("shorts", ColumnType.INT8);
    changeList("ints", ColumnType.INT16);
    changeList("longs", ColumnType.INT32);
    changeList("counts", ColumnType.INT8);
    changeList("sizes", ColumnType.INT16);
    for (int count : COUNTS) {
      assertKept(
          count,
          row ->
              row.setInt16((short) -128)
                  .setInt32(Short.MAX_VALUE + 0)
                  .setInt64((long) Integer.MIN_VALUE)
                  .setShorts(new short[] {-128, 127})
                  .setInts(new int[] {Short.MIN_VALUE, Short.MAX_VALUE})
                  .setLongs(new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE})
                  .setCounts(List.of(-128, 127))
                  .setSizes(Arrays.asList(-32_768L, null)),
          row -> {
            assertEquals((short) -128, row.getInt16());
            assertEquals(32_767, row.getInt32());
            assertEquals(-2_147_483_648L, row.getInt64());
            assertArrayEquals(new short[] {-128, 127}, row.getShorts());
            assertArrayEquals(new int[] {-32_768, 32_767}, row.getInts());
            assertArrayEquals(new long[] {-2_147_483_648L, 2_147_483_647L}, row.getLongs());
            assertEquals(List.of(-128, 127), row.getCounts());
            assertEquals(Arrays.asList(-32_768L, null), row.getSizes());
          });
    }
    assertKept(1, row -> {}, row -> assertNull(row.getInt64()));
  }

  @Test
  void integersOutsideTheRangeOfANarrowerColumnAreRefused() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    change(FOOTAGE, "int16", ColumnType.INT8);
    change(FOOTAGE, "int32", ColumnType.INT16);
    change(FOOTAGE, "int64", ColumnType.INT32);
    String smallint = ", but the live column holds -32768 to 32767";
    String integer = ", but the live column holds -2147483648 to 2147483647";
    assertRefused(row -> row.setInt32(32_768), "int32 is 32768" + smallint);
    assertRefused(row -> row.setInt64(1L << 40), "int64 is 1099511627776" + integer);
    if (fixture.can(Capability.LISTS)) {
      changeList("ints", ColumnType.INT16);
      changeList("longs", ColumnType.INT32);
      changeList("counts", ColumnType.INT16);
      in = storeOf(own.dsl(), Features.GRAPH);
      assertRefused(row -> row.setInts(new int[] {0, -32_769}), "ints[1] is -32769" + smallint);
      assertRefused(row -> row.setLongs(new long[] {1L << 31}), "longs[0] is 2147483648" + integer);
      assertRefused(row -> row.setCounts(List.of(1, 32_768)), "counts[1] is 32768" + smallint);
    }
  }

  private static List<ShotRecord> shots(int count, String version) {
    return IntStream.range(0, count).mapToObj(i -> Shots.shot(i, version + i, "s")).toList();
  }

  @Test
  void idsInNarrowerColumnsAreResolvedAndFound() throws SQLException {
    for (Engine engine : Engine.values()) {
      create(SHOT, SHOT_NOTE_2, SHOT_GRADE);
      change(SHOT, "take", ColumnType.INT16);
      change(SHOT_NOTE_2, "take_number", ColumnType.INT8);
      in = storeOf(own.dsl(), Features.GRAPH).withEngine(engine);
      in.write(SHOT, shots(3, "p"));
      in.write(SHOT, shots(60, "q"));
      in.write(SHOT_NOTE_2, List.of(Shots.note(1, "n1")));
      assertEquals(
          "new 60, stale 0, orphaned 0, pending 60", in.resolve(SHOT_GRADE).counts().toString());
      assertEquals(60, in.resolve(SHOT_GRADE).pending(Shots::grade));
      in.write(SHOT, List.of(Shots.shot(7, "new", "s")));
      in.write(SHOT_NOTE_2, List.of(Shots.note(2, "n2")));
      assertEquals(1, in.delete(SHOT, SHOT.TAKE.eq(5)));
      assertEquals(0, in.delete(SHOT, SHOT.TAKE.eq(70_000)));
      assertEquals(
          "new 0, stale 2, orphaned 1, pending 2", in.resolve(SHOT_GRADE).counts().toString());
      assertEquals(
          List.of(0, 1, 2),
          in.read(SHOT).where(SHOT.TAKE.lt(3)).fetch().stream()
              .sorted(Comparator.comparing(ShotRecord::getTake))
              .map(ShotRecord::getTake)
              .toList());
      for (int count : COUNTS) {
        List<ShotRecord> rows = shots(count, "r");
        rows.get(count - 1).setTake(32_768);
        String says = refused(InvalidRowException.class, () -> in.write(SHOT, rows));
        assertTrue(
            says.endsWith(
                "its take is 32768, but the live column holds -32768 to 32767; set a value that"
                    + " fits, or widen the column with a migration"),
            says);
      }
      for (Table<?> table : List.<Table<?>>of(SHOT, SHOT_NOTE_2, SHOT_GRADE)) {
        own.dsl().dropTable(table).execute();
      }
    }
  }
}
