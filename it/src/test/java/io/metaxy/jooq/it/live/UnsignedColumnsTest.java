package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.database.Conformance.assertUnknownType;
import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.resolve.Engine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

/** Live columns of unsigned 64-bit integers, most of which no long has. */
class UnsignedColumnsTest extends ChangedColumns {

  private static final BigDecimal MOST = new BigDecimal("18446744073709551615");
  private static final String RANGE =
      ", but the live column holds whole numbers from 0 to 18446744073709551615";

  /** Whether the database has the type; asserts the error if it does not. */
  private boolean unsigned(Table<?> table, String column, String type) throws SQLException {
    if (fixture.can(Capability.UNSIGNED_INTEGERS)) {
      change(table, column, type);
      return true;
    }
    assertUnknownType(type.replace("[]", ""), () -> change(table, column, type));
    return false;
  }

  @Test
  void aDecimalHasEveryValue() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    if (!unsigned(FOOTAGE, "price", "ubigint")) {
      return;
    }
    unsigned(FOOTAGE, "costs", "ubigint[]");
    List<BigDecimal> costs = List.of(MOST, BigDecimal.ZERO, new BigDecimal("10.000"));
    for (int count : COUNTS) {
      assertKept(
          count,
          row -> row.setPrice(MOST).setCosts(costs),
          row -> {
            assertEquals(0, MOST.compareTo(row.getPrice()), String.valueOf(row.getPrice()));
            assertEquals(
                costs.stream().map(BigDecimal::stripTrailingZeros).toList(),
                row.getCosts().stream().map(BigDecimal::stripTrailingZeros).toList());
          });
      assertKept(
          count,
          row -> row.setPrice(new BigDecimal("1E+3")),
          row -> assertEquals(0, new BigDecimal(1_000).compareTo(row.getPrice())));
    }
  }

  @Test
  void otherDecimalsAreRefused() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    if (!unsigned(FOOTAGE, "price", "ubigint")) {
      return;
    }
    unsigned(FOOTAGE, "costs", "ubigint[]");
    assertRefused(row -> row.setPrice(new BigDecimal("1.5")), "price is 1.5" + RANGE);
    assertRefused(row -> row.setPrice(new BigDecimal("-1")), "price is -1" + RANGE);
    assertRefused(
        row -> row.setPrice(MOST.add(BigDecimal.ONE)), "price is 18446744073709551616" + RANGE);
    assertRefused(
        row -> row.setCosts(List.of(MOST, new BigDecimal("0.5"))), "costs[1] is 0.5" + RANGE);
  }

  @Test
  void aLongHasItsOwnRange() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    if (!unsigned(FOOTAGE, "int64", "ubigint")) {
      return;
    }
    unsigned(FOOTAGE, "longs", "ubigint[]");
    for (int count : COUNTS) {
      in.write(
          FOOTAGE,
          footage(
              count, row -> row.setInt64(Long.MAX_VALUE).setLongs(new long[] {0, Long.MAX_VALUE})));
      for (FootageRecord row : in.read(FOOTAGE).fetch()) {
        assertEquals(Long.MAX_VALUE, row.getInt64());
        assertEquals(Long.MAX_VALUE, row.getLongs()[1]);
      }
      own.dsl().deleteFrom(FOOTAGE).execute();
    }
    assertRefused(row -> row.setInt64(-1L), "int64 is -1" + RANGE);
    assertRefused(row -> row.setLongs(new long[] {1, -1}), "longs[1] is -1" + RANGE);
    in.write(FOOTAGE, footage(60, row -> {}));
    for (String set :
        List.of("int64 = 18446744073709551615", "longs = [18446744073709551615::ubigint]")) {
      own.execute("update footage set int64 = null, longs = null");
      own.execute("update footage set " + set + " where footage_id = 'f1042'");
      String column = set.substring(0, set.indexOf(' '));
      String says = refused(StoreException.class, () -> in.read(FOOTAGE).fetch());
      assertTrue(
          says.startsWith(
              "Cannot read footage: cannot read the row (footage_id=f1042): its "
                  + column
                  + " is "),
          says);
      assertTrue(says.contains("18446744073709551615") && says.contains("as Long"), says);
      for (Engine engine : Engine.values()) {
        String computed =
            refused(
                StoreException.class,
                () ->
                    in.withEngine(engine)
                        .resolve(FOOTAGE_CUT)
                        .pending(
                            sample -> {
                              sample.from(FOOTAGE);
                              return sample.record();
                            }));
        assertTrue(
            computed.contains("footage_id=f1042") && computed.contains("its " + column), computed);
      }
    }
  }

  @Test
  void smallerNumbersHaveTheirOwnRanges() throws SQLException {
    create(FOOTAGE, FOOTAGE_CUT);
    if (!unsigned(FOOTAGE, "int64", "uinteger")) {
      return;
    }
    unsigned(FOOTAGE, "int32", "usmallint");
    unsigned(FOOTAGE, "int16", "utinyint");
    for (int count : COUNTS) {
      assertKept(
          count,
          row -> row.setInt64(4294967295L).setInt32(65535).setInt16((short) 255),
          row -> {
            assertEquals(4294967295L, row.getInt64());
            assertEquals(65535, row.getInt32());
            assertEquals((short) 255, row.getInt16());
          });
    }
    assertRefused(
        row -> row.setInt64(4294967296L),
        "int64 is 4294967296" + ", but the live column holds 0 to 4294967295");
    assertRefused(
        row -> row.setInt64(-1L), "int64 is -1" + ", but the live column holds 0 to 4294967295");
    assertRefused(
        row -> row.setInt32(65536), "int32 is 65536" + ", but the live column holds 0 to 65535");
    assertRefused(
        row -> row.setInt32(-1), "int32 is -1" + ", but the live column holds 0 to 65535");
    assertRefused(
        row -> row.setInt16((short) 256), "int16 is 256" + ", but the live column holds 0 to 255");
    assertRefused(
        row -> row.setInt16((short) -1), "int16 is -1" + ", but the live column holds 0 to 255");
  }

  /** A downstream id with a fraction would never be written. */
  @Test
  void anIdWithFractionsIsRefused() throws SQLException {
    own.create(fixture.form().asThePeerMakesIt(), MOMENT);
    if (unsigned(MOMENT, "amount", "ubigint")) {
      String says =
          refused(StoreException.class, () -> storeOf(own.dsl(), Features.GRAPH).read(MOMENT));
      assertTrue(
          says.contains(
              "its column amount is UBIGINT (must be a decimal with 2 digits after the decimal"
                  + " point, not 0); write a migration"),
          says);
    }
  }
}
