package io.metaxy.jooq.migration.diff;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import org.junit.jupiter.api.Test;

/** Types that a column may keep although the library would create another. */
class TypeChangeTest {

  private static boolean keeps(Scalar desired, String current) {
    return TypeChange.keeps(desired, new Foreign(current));
  }

  @Test
  void unsignedIntegersAreKeptWhereTheTypeReadsThem() {
    assertTrue(keeps(Scalar.of(ColumnType.INT16), "utinyint"));
    assertTrue(keeps(Scalar.of(ColumnType.INT32), "usmallint"));
    assertTrue(keeps(Scalar.of(ColumnType.INT64), "uinteger"));
    assertTrue(keeps(Scalar.of(ColumnType.INT64), "ubigint"));
    assertFalse(keeps(Scalar.of(ColumnType.INT32), "utinyint"));
    assertFalse(keeps(Scalar.of(ColumnType.STRING), "ubigint"));
    assertTrue(keeps(Scalar.decimal(20, 0), "ubigint"));
    assertTrue(keeps(Scalar.list(Scalar.decimal(38, 0), null), "ubigint[]"));
    assertFalse(keeps(Scalar.decimal(19, 0), "ubigint"));
    assertFalse(keeps(Scalar.decimal(20, 1), "ubigint"));
    assertFalse(keeps(Scalar.decimal(20, 0), "uinteger"));
    assertFalse(keeps(Scalar.of(ColumnType.INT64), "uhugeint"));
  }

  @Test
  void soAreListsOfThemWithTheSameNumberOfElements() {
    Scalar list = Scalar.list(Scalar.of(ColumnType.INT64), null);
    Scalar vector = Scalar.list(Scalar.of(ColumnType.INT64), 3);
    assertTrue(keeps(list, "uinteger[]"));
    assertTrue(keeps(list, "uinteger[3]"));
    assertTrue(keeps(vector, "uinteger[3]"));
    assertTrue(keeps(Scalar.list(list, null), "ubigint[][]"));
    assertFalse(keeps(vector, "uinteger[]"));
    assertFalse(keeps(list, "uinteger"));
    assertFalse(keeps(list, "uinteger[][]"));
    assertFalse(keeps(Scalar.of(ColumnType.INT64), "uinteger[]"));
  }
}
