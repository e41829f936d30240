package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.Role;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables of PostgreSQL with lists, into which COPY would write other rows than an insert. */
class PostgresListsTest {

  private static final FeatureGraph GRAPH = FeatureTables.graph(GraphOptions.DEFAULT, CLIP);

  private TestDatabase own;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    own.create(CLIP);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  @Test
  void policiesApply() throws Exception {
    Role role = PostgresFixture.POSTGRESQL.role(own, "cutter");
    role.mayUseTheSchema();
    role.may("SELECT, INSERT", "clip");
    own.execute("grant temporary on database postgres to cutter");
    own.execute("alter table clip enable row level security");
    own.execute("create policy short_ones on clip using (true) with check (cardinality(ints) < 3)");
    List<Clip> clips = ListRows.rows(100);
    clips.forEach(clip -> clip.set(CLIP.ints, new int[] {1, 2}));
    try {
      role.act(
          dsl -> {
            MetadataStore store = MetadataStore.of(dsl, GRAPH);
            store.write(CLIP, clips);
            clips.get(77).set(CLIP.ints, new int[] {1, 2, 3});
            assertEquals(
                "Cannot write row 78 of clip (clip_id=c1077): the database says: ERROR: new row"
                    + " violates row-level security policy for table \"clip\"; change the row, or"
                    + " the row-level security policies of the table",
                assertThrows(StoreException.class, () -> store.write(CLIP, clips)).getMessage());
            assertEquals(100, dsl.fetchCount(CLIP));
          });
    } finally {
      own.execute("revoke temporary on database postgres from cutter");
      role.close();
    }
  }

  @Test
  void rulesApply() throws Exception {
    own.execute("create table cuts (clip_id varchar, ints int[])");
    own.execute(
        "create rule noted as on insert to clip do also insert into cuts values (new.clip_id,"
            + " new.ints)");
    MetadataStore.of(own.dsl(), GRAPH).write(CLIP, ListRows.rows(100));
    assertEquals(100, own.dsl().fetchCount(own.dsl().selectFrom("cuts")));
    assertEquals(100, own.dsl().fetchCount(CLIP));
  }

  @Test
  void triggersApply() throws Exception {
    own.execute(
        "create function cut() returns trigger language plpgsql as"
            + " 'begin new.ints := new.ints[1:1]; return new; end'");
    own.execute("create trigger cut before insert on clip for each row execute function cut()");
    List<Clip> clips = ListRows.rows(100);
    clips.forEach(clip -> clip.set(CLIP.ints, new int[] {5, 6}));
    MetadataStore store = MetadataStore.of(own.dsl(), GRAPH);
    store.write(CLIP, clips);
    List<Clip> read = store.read(CLIP).fetch();
    assertEquals(100, read.size());
    read.forEach(clip -> assertArrayEquals(new int[] {5}, clip.get(CLIP.ints)));
  }

  @Test
  void anElementThatTheDatabaseRejectsIsNamed() throws Exception {
    own.execute("alter table clip add check (0 <> all (ints))");
    List<Clip> clips = ListRows.rows(100);
    clips.forEach(clip -> clip.set(CLIP.ints, new int[] {5, 6}));
    clips.get(50).set(CLIP.ints, new int[] {5, 0});
    MetadataStore store = MetadataStore.of(own.dsl(), GRAPH);
    assertEquals(
        "Cannot write row 51 of clip (clip_id=c1050): the database says: ERROR: new row for"
            + " relation \"clip\" violates check constraint \"clip_ints_check\"",
        assertThrows(StoreException.class, () -> store.write(CLIP, clips)).getMessage());
    assertEquals(0, own.dsl().fetchCount(CLIP));
  }
}
