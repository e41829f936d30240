package io.metaxy.jooq.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database has a type for every kind of column, and its columns fit some of the values. */
class DatabaseTypesTest {

  @Test
  void aKindWithoutATypeIsNamed() {
    DatabaseTypes.Builder types = DatabaseTypes.withoutLengths().type(ColumnType.STRING, "varchar");
    assertEquals(
        "Cannot find a type for BOOLEAN; add it to the table",
        assertThrows(IllegalStateException.class, types::build).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector(2)", "halfvec(2)", "vector"})
  void aVectorOfPgvectorFitsOnlyListsOfFloats(String type) {
    ListOf floats = ListOf.of(ColumnType.FLOAT32);
    assertEquals(
        List.of(true, true, true, false, false, false, false, false, false),
        Stream.of(
                floats,
                floats.asJson(),
                ListOf.of(ColumnType.FLOAT64),
                ListOf.of(ColumnType.STRING),
                ListOf.of(ColumnType.STRING).asJson(),
                new ListOf(floats, true, null, null),
                new Json(true, null),
                new Json(false, null),
                LogicalType.of(ColumnType.STRING))
            .map(values -> fits(values, type))
            .toList());
    assertTrue(fits(new Json(false, null), "jsonb"));
  }

  private static boolean fits(LogicalType values, String type) {
    DatabaseTypes types = Dialects.of(SQLDialect.POSTGRES).types();
    return types.fits(new ColumnSpec("v", values, true, null), types.column("v", type, true));
  }
}
