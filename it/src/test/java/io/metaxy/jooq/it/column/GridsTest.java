package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.FootageCut.FOOTAGE_CUT;
import static io.metaxy.jooq.it.db.tables.FootageGrid.FOOTAGE_GRID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageGridRecord;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.it.features.FootageCut;
import io.metaxy.jooq.it.features.FootageGrid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jooq.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random lists of lists and maps of records, in tables that our migrations create; where migrations
 * reject lists of lists, which they do with a remedy, those are JSON.
 */
class GridsTest extends ByEveryEngine {

  private static final List<Field<?>> COLUMNS =
      List.of(FOOTAGE_GRID.MATRIX, FOOTAGE_GRID.VECTORS, FOOTAGE_GRID.WORDS, FOOTAGE_GRID.CROPS);

  private boolean json;

  GridsTest() {
    super(Features.GRAPH);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    List<String> rejected = MigratedTables.rejected(fixture);
    if (rejected.isEmpty()) {
      MigratedTables.create(database, Footage.class, FootageCut.class, FootageGrid.class);
    } else {
      assertTrue(
          rejected.stream().allMatch(why -> why.contains("declare @Column(type = JSON)")),
          rejected::toString);
      MigratedTables.create(database);
      database.create(FOOTAGE_GRID);
      json = true;
    }
  }

  @Override
  @AfterEach
  public void emptyTables() {
    dsl.deleteFrom(FOOTAGE_GRID).execute();
  }

  private static Map<String, String> texts(List<FootageGridRecord> rows) {
    Map<String, String> texts = new TreeMap<>();
    rows.forEach(
        row ->
            texts.put(
                row.getFootageId(),
                COLUMNS.stream().map(c -> ListRows.text(row.get(c))).toList().toString()));
    return texts;
  }

  private List<FootageGridRecord> upstream(String filter) {
    return storeWith(FootageFilters.cuts("footage/grid", filter))
        .resolve(FOOTAGE_CUT)
        .newSamples()
        .fetch()
        .stream()
        .map(sample -> sample.from(FOOTAGE_GRID))
        .toList();
  }

  private void assertFound(
      String filter, List<FootageGridRecord> rows, Predicate<FootageGridRecord> holds) {
    assertEquals(texts(rows.stream().filter(holds).toList()), texts(upstream(filter)), filter);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1000"})
  void areReadResolvedAndFoundAsTheyWereWritten(long seed, int count) {
    List<FootageGridRecord> rows = new RandomGrids(seed, fixture, json).rows(count);
    store.write(FOOTAGE_GRID, rows);
    assertEquals(texts(rows), texts(store.read(FOOTAGE_GRID).fetch()));
    assertFound("footage_id IS NOT NULL", rows, row -> true);
    assertFound(
        "matrix IS NOT NULL AND footage_id < 'f1500'",
        rows,
        row -> row.getMatrix() != null && row.getFootageId().compareTo("f1500") < 0);
    assertFound(
        "words IS NULL OR crops IS NULL",
        rows,
        row -> row.getWords() == null || row.getCrops() == null);
    assertFound(
        "NOT (vectors IS NULL) AND footage_id != 'f1000'",
        rows,
        row -> row.getVectors() != null && !row.getFootageId().equals("f1000"));
  }
}
