package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Writes with a row that the database rejects: it takes no grade F, and each grade of a take once.
 */
class RejectedWritesTest extends OnEveryDatabase {

  RejectedWritesTest() {
    super(Features.GRAPH, SHOT_NOTE_2);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    String ddl =
        database.text(fixture.form(), Features.GRAPH.plan(SHOT_GRADE.featureKey())).create();
    database.execute(
        ddl.substring(0, ddl.length() - 1)
            + ", check (\"grade\" <> 'F'), unique (\"take\", \"grade\"))");
  }

  @Override
  @AfterEach
  public void emptyTables() {
    super.emptyTables();
    dsl.deleteFrom(SHOT_GRADE).execute();
  }

  private static ShotGradeRecord grade(int take, String grade) {
    return new ShotGradeRecord()
        .setShotId(ID)
        .setTake(take)
        .setGrade(grade)
        .setMetaxyProvenanceByField(Map.of("raw", "r", "style", "s", "everything", "e"));
  }

  private static List<ShotGradeRecord> grades(int count, int bad, String grade) {
    List<ShotGradeRecord> rows = new ArrayList<>();
    for (int take = 0; take < count; take++) {
      rows.add(grade(take, take == bad ? grade : "A"));
    }
    return rows;
  }

  private String refusal(MetadataStore in, List<ShotGradeRecord> rows) {
    return refused(StoreException.class, () -> in.write(SHOT_GRADE, rows));
  }

  private static void assertNames(int row, String says) {
    assertTrue(
        says.matches(
            "Cannot write row "
                + (row + 1)
                + " of shot/grade \\(shot_id="
                + ID
                + ", take="
                + row
                + "\\): the database says: [^;]+"),
        says);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "100, 0", "100, 63", "100, 99", "3000, 2345"})
  void nothingIsWrittenAndTheRowIsNamed(int rows, int bad) {
    assertNames(bad, refusal(store, grades(rows, bad, "F")));
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
    assertEquals(rows, store.write(SHOT_GRADE, grades(rows, bad, "C")));
  }

  @Test
  void theFirstOfMany() {
    List<ShotGradeRecord> rows = grades(100, 30, "F");
    rows.get(70).setGrade("F");
    assertNames(30, refusal(store, rows));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "100, 63"})
  void aKeyThatAnEarlierRowHas(int rows, int bad) {
    store.write(SHOT_GRADE, List.of(grade(bad, "B")));
    assertNames(bad, refusal(store, grades(rows, bad, "B")));
    assertEquals(1, dsl.fetchCount(SHOT_GRADE));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "100, 63"})
  void inATransactionOfTheCaller(int rows, int bad) {
    if (!fixture.can(Capability.SAVEPOINTS)) {
      String says =
          refused(
              StoreException.class,
              () ->
                  dsl.transaction(
                      trx -> store.using(trx.dsl()).write(SHOT_GRADE, grades(rows, bad, "F"))));
      assertTrue(
          says.matches(
              "Cannot write shot/grade: the database says: [^;]+; roll back the transaction, which"
                  + " cannot continue because the database has no savepoints"),
          says);
      assertEquals(0, dsl.fetchCount(SHOT_GRADE));
      return;
    }
    dsl.transaction(
        trx -> {
          MetadataStore inside = store.using(trx.dsl());
          inside.write(SHOT_NOTE_2, List.of(note(1, "n")));
          assertNames(bad, refusal(inside, grades(rows, bad, "F")));
          assertEquals(0, trx.dsl().fetchCount(SHOT_GRADE));
          inside.write(SHOT_GRADE, grades(rows, bad, "C"));
        });
    assertEquals(1, dsl.fetchCount(SHOT_NOTE_2));
    assertEquals(rows, dsl.fetchCount(SHOT_GRADE));
  }

  @Test
  void onTheOnlyConnection() {
    dsl.connection(
        connection -> {
          MetadataStore in =
              MetadataStore.of(DSL.using(connection, fixture.dialect()), Features.GRAPH);
          assertNames(63, refusal(in, grades(100, 63, "F")));
          assertTrue(connection.getAutoCommit());
          assertEquals(100, in.write(SHOT_GRADE, grades(100, 63, "C")));
        });
  }
}
