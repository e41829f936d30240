package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.column.CutTable.CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.table.FeatureTables;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that jOOQ reads from JSON in which it nests rows. */
class ListsInMultisetsTest extends OnFastestKinds {

  ListsInMultisetsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT), CLIP, CUT);
  }

  private DSLContext own() {
    return DSL.using(
        dsl.configuration()
            .deriveSettings(each -> each.withRenderGroupConcatMaxLenSessionVariable(false)));
  }

  /** The clips in a query of a row for all of them. */
  private List<? extends Record> nested(Field<?> column) {
    return own()
        .select(DSL.multiset(DSL.select(CLIP.clipId, column).from(CLIP).orderBy(CLIP.clipId)))
        .from(DSL.select(DSL.inline(1).as("one")))
        .fetchSingle()
        .value1();
  }

  private List<? extends Record> aggregated(Field<?> column) {
    return own()
        .select(DSL.multisetAgg(CLIP.clipId, column).orderBy(CLIP.clipId))
        .from(CLIP)
        .fetchSingle()
        .value1();
  }

  private List<? extends Record> rows(Field<?> column) {
    return own()
        .select(DSL.row(CLIP.clipId, column))
        .from(CLIP)
        .orderBy(CLIP.clipId)
        .fetch(0, Record.class);
  }

  /**
   * The days that the calendar of {@code java.sql.Date} does not have are other days there. DuckDB
   * changes times that the JVM's time zone did not have, and those before it had its offset.
   */
  private List<Clip> clips(int count) {
    List<Clip> clips = ListRows.rows(count);
    for (Clip clip : clips) {
      if (clip.get(CLIP.dates) != null) {
        clip.set(
            CLIP.dates, Arrays.asList(LocalDate.of(9999, 12, 31), null, LocalDate.of(1, 1, 1)));
      }
      if (fixture.dialect() == SQLDialect.DUCKDB) {
        LocalDateTime time = LocalDateTime.of(2026, 3, 8, 1, 30);
        clip.set(CLIP.dateTimes, Arrays.asList(time, null, LocalDateTime.of(1900, 1, 2, 0, 0)));
        clip.set(CLIP.instants, Arrays.asList(time.toInstant(ZoneOffset.UTC), null));
      }
    }
    return clips;
  }

  /** jOOQ 3.19 has none on DuckDB; MariaDB does not mix the collations of texts and JSON. */
  private boolean hasMultisets() {
    return fixture.dialect() != SQLDialect.MARIADB
        && (fixture.dialect() != SQLDialect.DUCKDB
            || !dsl.render(DSL.multiset(DSL.select(CLIP.clipId).from(CLIP)))
                .startsWith("multiset("));
  }

  /** On PostgreSQL, jOOQ 3.21 aggregates the numbers of an array, and those of none are null. */
  private boolean losesEmptyLists(Field<?> column) {
    return dsl.render(DSL.multiset(DSL.select(column).from(CLIP))).contains(" from unnest(");
  }

  private static void assertSame(List<Clip> clips, Field<?> column, List<? extends Record> rows) {
    assertSame(clips, column, rows, false);
  }

  private static void assertSame(
      List<Clip> clips, Field<?> column, List<? extends Record> rows, boolean losesEmptyLists) {
    assertEquals(clips.size(), rows.size());
    for (int i = 0; i < clips.size(); i++) {
      String expected = ListRows.text(clips.get(i).get(column));
      assertEquals(
          losesEmptyLists && expected.equals("[]") ? "null" : expected,
          ListRows.text(rows.get(i).get(1)),
          column.getName());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12})
  void areTheSame(int count) {
    List<Clip> clips = clips(count);
    store.write(CLIP, clips);
    if (!hasMultisets()) {
      assertThrows(DataAccessException.class, () -> nested(CLIP.floats));
      return;
    }
    for (ColumnSpec spec : CLIP.lists()) {
      Field<?> column = CLIP.field(spec.name());
      if (column.equals(CLIP.blobs)) {
        continue;
      }
      boolean losesEmptyLists = losesEmptyLists(column);
      assertSame(clips, column, nested(column), losesEmptyLists);
      // DuckDB 2.0 ends with an internal error on vectors, or crashes the JVM.
      if (fixture.dialect() != SQLDialect.DUCKDB || !column.equals(CLIP.vector)) {
        assertSame(clips, column, aggregated(column), losesEmptyLists);
      }
    }
  }

  @Test
  void areTheSameInRows() {
    if (fixture.dialect() == SQLDialect.DUCKDB) {
      return;
    }
    List<Clip> clips = clips(12);
    store.write(CLIP, clips);
    for (ColumnSpec spec : CLIP.lists()) {
      Field<?> column = CLIP.field(spec.name());
      // jOOQ reads an array of PostgreSQL, but the column is JSON.
      if (fixture.dialect() != SQLDialect.POSTGRES
          || !List.of("matrix", "words").contains(spec.name())) {
        assertSame(clips, column, rows(column));
      }
    }
  }

  /** JSON has no bytes, and the rows that DuckDB makes without it have none either. */
  @Test
  void bytesAreAnError() {
    store.write(CLIP, clips(3));
    Throwable cause = assertThrows(RuntimeException.class, () -> nested(CLIP.blobs));
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String says = cause.getMessage();
    if (fixture.dialect() == SQLDialect.POSTGRES) {
      assertEquals(
          "Cannot read the value \\x in a list as byte[] (must be selected as a column, because JSON"
              + " has no bytes); correct the row, or the type of the column",
          says);
    }
    if (fixture.dialect() == SQLDialect.DUCKDB && hasMultisets()) {
      assertEquals(
          "Cannot read the value DuckDBBlobResult in a list as byte[] (must be selected as a column,"
              + " because DuckDB returns no bytes in a multiset); correct the row, or the type of the"
              + " column",
          says);
      return;
    }
    assertTrue(
        says.contains("\\x")
            || says.contains("X''")
            || says.contains("multiset")
            || says.contains("Illegal mix of collations"),
        says);
  }

  /** Lists of other classes, in the caller's statements and records. */
  @Test
  void anyListIsConverted() {
    store.write(CLIP, clips(3));
    Clip clip = new Clip();
    clip.from(List.of(List.of("a", "b")), CLIP.tags);
    assertEquals(List.of("a", "b"), clip.get(CLIP.tags));
    clip.from(new Object[] {List.of(1, 2L)}, CLIP.int64);
    assertEquals(List.of(1L, 2L), clip.get(CLIP.int64));
    clip.from(new Object[] {new Object[] {"2026-05-01T10:00:00Z", null}}, CLIP.instants);
    assertEquals("[2026-05-01T10:00:00Z, null]", ListRows.text(clip.get(CLIP.instants)));
    assertThrows(UnsupportedOperationException.class, () -> clip.get(CLIP.tags).set(0, "c"));
  }
}
