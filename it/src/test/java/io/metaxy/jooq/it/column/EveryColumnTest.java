package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.column.FootageFilters.Filter;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random values of every column type, in tables that our migrations create. */
class EveryColumnTest extends ByEveryEngine {

  EveryColumnTest() {
    super(Features.GRAPH);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    MigratedTables.create(database);
  }

  @Override
  @AfterEach
  public void emptyTables() {
    dsl.deleteFrom(FOOTAGE).execute();
    dsl.deleteFrom(FOOTAGE_CUT).execute();
  }

  private static void assertSame(List<FootageRecord> written, List<FootageRecord> read) {
    assertEquals(written.size(), read.size());
    Map<String, FootageRecord> byId = new HashMap<>();
    read.forEach(row -> byId.put(row.getFootageId(), row));
    for (FootageRecord row : written) {
      FootageRecord found = Objects.requireNonNull(byId.get(row.getFootageId()));
      for (ColumnSpec column : RandomFootage.COLUMNS) {
        assertEquals(
            ListRows.text(row.get(column.name())),
            ListRows.text(found.get(column.name())),
            () -> row.getFootageId() + " " + column.name());
      }
    }
  }

  @Test
  void randomValuesAreReadResolvedAndFoundAsTheyWereWritten() {
    assertRoundTrip(1, 1, filters -> filters.combined(2, 20));
    assertRoundTrip(2, 60, filters -> filters.combined(6, 120));
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "4, 30", "5, 1000"})
  @Tag("exhaustive")
  void manyRandomValuesAreReadResolvedAndFoundAsTheyWereWritten(long seed, int rows) {
    assertRoundTrip(seed, rows, filters -> filters.combined(25, Integer.MAX_VALUE));
  }

  private void assertRoundTrip(
      long seed, int count, Function<FootageFilters, List<Filter>> filters) {
    RandomFootage random = new RandomFootage(seed, fixture);
    List<FootageRecord> rows = random.rows(count);
    store.write(FOOTAGE, rows);
    assertSame(rows, store.read(FOOTAGE).fetch());
    List<Filter> chosen = filters.apply(new FootageFilters(seed, random, rows));
    assertSame(
        rows,
        store.resolve(FOOTAGE_CUT).newSamples().fetch().stream()
            .map(sample -> sample.from(FOOTAGE))
            .toList());
    for (Filter filter : chosen) {
      assertEquals(filter.found(rows), found(filter), filter::text);
    }
    emptyTables();
  }

  private List<String> found(Filter filter) {
    return storeWith(FootageFilters.cuts("footage", filter.text()))
        .resolve(FOOTAGE_CUT)
        .newSamples()
        .fetch()
        .stream()
        .map(sample -> sample.record().getFootageId())
        .sorted()
        .toList();
  }
}
