package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.Role;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of PostgreSQL whose row-level security policies reject some rows. */
class PostgresPoliciesTest {

  private static final String SAYS =
      "new row violates row-level security policy %sfor table \"shot__grade\"; change the row, or"
          + " the row-level security policies of the table";

  private TestDatabase own;
  private Role role;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    own.create(SHOT, SHOT_NOTE_2, SHOT_GRADE);
    role = PostgresFixture.POSTGRESQL.role(own, "grader");
    role.mayUseTheSchema();
    for (String table : List.of("shot", "shot__note_2", "shot__grade")) {
      role.may("SELECT, INSERT", table);
    }
    own.execute("grant temporary on database postgres to grader");
    own.execute("alter table shot__grade enable row level security");
    own.execute("create policy all_of_them on shot__grade using (true) with check (grade <> 'F')");
    MetadataStore.of(own.dsl(), Features.GRAPH)
        .write(SHOT, IntStream.range(0, 100).mapToObj(i -> shot(i, "p", "s")).toList());
  }

  @AfterEach
  void close() throws Exception {
    own.execute("revoke temporary on database postgres from grader");
    role.close();
    own.close();
  }

  private void asGrader(Consumer<MetadataStore> work) throws Exception {
    role.act(dsl -> work.accept(MetadataStore.of(dsl, Features.GRAPH)));
  }

  private static PendingResult grade(MetadataStore store, int refused) {
    return store
        .resolve(SHOT_GRADE)
        .computing()
        .skipFailures()
        .pending(s -> s.record().setGrade(s.record().getTake() == refused ? "F" : "A"));
  }

  @Test
  void theOthersAreWrittenAndItIsAFailureThatNamesThePolicy() throws Exception {
    asGrader(
        store -> {
          PendingResult result = grade(store, 77);
          assertEquals(99, result.samples());
          assertEquals(1, result.failed());
          assertEquals(
              "Cannot write row 1 of shot/grade (shot_id="
                  + ID
                  + ", take=77): the database says: ERROR: "
                  + SAYS.formatted(""),
              result.failures().get(0).cause().getMessage());
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aWriteNamesTheRowAndThePolicy(int rows) throws Exception {
    own.execute(
        "create policy no_f on shot__grade as restrictive for insert with check (grade <> 'G')");
    asGrader(
        store -> {
          grade(store, -1);
          var grades = store.read(SHOT_GRADE).fetch().sortAsc(SHOT_GRADE.TAKE).subList(0, rows);
          grades.get(rows - 1).setGrade("G");
          assertEquals(
              "Cannot write row "
                  + rows
                  + " of shot/grade (shot_id="
                  + ID
                  + ", take="
                  + (rows - 1)
                  + "): the database says: ERROR: "
                  + SAYS.formatted("\"no_f\" "),
              assertThrows(StoreException.class, () -> store.write(SHOT_GRADE, grades))
                  .getMessage());
        });
  }

  /** A deferred trigger fails at the commit, like a disk that is full. */
  @Test
  void aCommitThatFailsWithoutARowsFaultSaysHowManyAreWritten() throws Exception {
    own.execute(
        "create function full_disk() returns trigger language plpgsql as $$ begin if (select"
            + " count(*) from shot__grade) > 60 then raise exception 'no space left on device'"
            + " using errcode = '53100'; end if; return null; end $$");
    own.execute(
        "create constraint trigger fills after insert on shot__grade deferrable initially deferred"
            + " for each row execute function full_disk()");
    MetadataStore store = MetadataStore.of(own.dsl(), Features.GRAPH).withChunkRows(50);
    assertEquals(
        "Cannot write shot/grade: the database says: ERROR: no space left on device; 50 samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures()",
        assertThrows(StoreException.class, () -> grade(store, -1)).getMessage());
    assertEquals(50, own.dsl().fetchCount(SHOT_GRADE));
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitNamesTheSample() throws Exception {
    own.execute(
        "create function no_f() returns trigger language plpgsql as $$ begin if new.grade = 'F'"
            + " then raise exception 'no F'; end if; return null; end $$");
    own.execute(
        "create constraint trigger late after insert on shot__grade deferrable initially deferred"
            + " for each row execute function no_f()");
    MetadataStore store = MetadataStore.of(own.dsl(), Features.GRAPH);
    PendingResult result = grade(store, 77);
    assertEquals(99, result.samples());
    assertEquals(
        "Cannot write row 1 of shot/grade (shot_id="
            + ID
            + ", take=77): the database says: ERROR: no F",
        result.failures().get(0).cause().getMessage());
  }
}
