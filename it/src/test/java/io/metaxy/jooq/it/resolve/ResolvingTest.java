package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Resolving 1:1 dependencies with composite and renamed ids, one of them optional. */
class ResolvingTest extends ByEveryEngine {

  ResolvingTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  @Test
  void nothingIsExpectedOfEmptyTables() {
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
    assertEquals(List.of(), store.resolve(SHOT_GRADE).newSamples().fetch());
  }

  @Test
  void theHashIsOfTheTextThatSemanticsSays() {
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
    String raw = md5("raw|__metaxy_initial__|shot.picture/raw|p1");
    String style =
        md5("style|__metaxy_initial__|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|n1");
    String everything =
        md5("everything|ü|\"2\"|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|n1");
    assertEquals(
        Map.of("raw", raw, "style", style, "everything", everything), sample.provenanceByField());
    assertEquals(md5(everything + "|" + raw + "|" + style), sample.provenance());
  }

  @Test
  void aMissingOptionalRowCountsAsEmptyText() {
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
    assertEquals(
        md5("everything|ü|\"2\"|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|"),
        sample.provenanceByField().get("everything"));
    assertEquals(true, sample.find(SHOT_NOTE_2).isEmpty());
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> sample.from(SHOT_NOTE_2));
    assertEquals(
        "Cannot find a row of the optional upstream shot/note-2 for the sample {shot_id="
            + ID
            + ", take=1} of shot/grade; use find(...)",
        refused.getMessage());
  }

  @Test
  void aNoteWithoutShotMakesNoSample() {
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
  }

  @Test
  void theUpstreamsColumnsAreTyped() {
    store.write(
        SHOT, List.of(shot(1, "p1", "s1").setBox(new Box(3, 4)).setThumbnail(new byte[] {7})));
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
    ShotRecord shot = sample.from(SHOT);
    assertEquals(ID, shot.getShotId());
    assertEquals("/shots/1", shot.getPath());
    assertEquals(Mood.TENSE, shot.getMood());
    assertEquals(List.of("night", "ü \"quoted\""), shot.getTags());
    assertEquals(new Box(3, 4), shot.getBox());
    assertArrayEquals(new byte[] {7}, shot.getThumbnail());
    assertEquals(10.0, shot.getSeconds());
    assertNull(shot.getReel(), "reel is not selected");
    ShotNote_2Record note = sample.from(SHOT_NOTE_2);
    assertEquals("a note", note.getText());
    assertEquals(1, note.getTakeNumber());
    assertNull(note.getPath(), "path is not selected");
  }

  @Test
  void whatChangesUpstreamIsStale() {
    store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    assertEquals(2, store.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
    store.write(SHOT_NOTE_2, List.of(note(2, "n1")));
    Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
    assertEquals("new 0, stale 1, orphaned 0, pending 1", increment.counts().toString());
    assertEquals(2, increment.stale().fetch().get(0).record().getTake());
    store.delete(SHOT, SHOT.TAKE.eq(1));
    assertEquals("new 0, stale 1, orphaned 1, pending 1", counts(SHOT_GRADE));
    assertEquals("A", store.resolve(SHOT_GRADE).orphaned().fetch().get(0).getGrade());
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_GRADE));
  }

  @Test
  void anOverriddenDataVersionIsWhatDownstreamSees() {
    ShotRecord shot =
        shot(1, "p1", "s1")
            .setMetaxyDataVersionByField(Map.of("picture_raw", "mine", "sound", "s1"));
    store.write(SHOT, List.of(shot));
    assertEquals(
        md5("raw|__metaxy_initial__|shot.picture/raw|mine"),
        store.resolve(SHOT_GRADE).newSamples().fetch().get(0).provenanceByField().get("raw"));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        store.resolve(SHOT, List.of(shot(1, "p1", "s1"))).counts().toString());
  }

  /**
   * H2 has no function that reads a JSON string as text; these strings have escapes that are easily
   * misread.
   */
  @Test
  void versionsOfAnyTextAreHashedAsTheyAre() {
    List<String> odd =
        List.of(
            "",
            "\"",
            "\"quoted\"",
            "\\",
            "a\\nb",
            "line\nbreak\ttab\rreturn\b\f",
            "|",
            "null",
            "\u0001\u001f\u007f",
            "ü ß 音声 \uD83D\uDE00",
            "\u2028\u2029",
            "'",
            "1",
            "{}",
            "\\u0041");
    List<ShotRecord> shots =
        IntStream.range(0, odd.size()).mapToObj(i -> shot(i, odd.get(i), "s")).toList();
    store.write(SHOT, shots);
    List<Sample<ShotGradeRecord>> samples = store.resolve(SHOT_GRADE).newSamples().fetch();
    assertEquals(odd.size(), samples.size());
    for (Sample<ShotGradeRecord> sample : samples) {
      String version = odd.get(sample.record().getTake());
      assertEquals(
          md5("raw|__metaxy_initial__|shot.picture/raw|" + version),
          sample.provenanceByField().get("raw"),
          version);
    }
    assertEquals(
        odd,
        dsl.select(SHOT.pictureRawDataVersion())
            .from(store.current(SHOT))
            .orderBy(SHOT.TAKE)
            .fetch(SHOT.pictureRawDataVersion()));
  }

  /**
   * Counts the statements that jOOQ runs for a list of the increment. Before them, {@code resolve}
   * has read the tables' metadata and statistics, and {@code counts} the hashes; the statistics of
   * PostgreSQL's planner are read again, and a table without any is analyzed. On DuckDB, a query
   * before and after checks whether the tables hold rows of one instant, which needs no scan.
   */
  @Test
  void aListIsOneStatementAndTheDatabaseSendsOnlyWhatIsToBeDone() {
    store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.write(SHOT, List.of(shot(2, "p2-new", "s2")));
    List<String> statements = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    ExecuteListener listener =
        new ExecuteListener() {
          @Override
          public void executeEnd(ExecuteContext ctx) {
            statements.add(String.valueOf(ctx.sql()));
          }

          @Override
          public void recordEnd(ExecuteContext ctx) {
            rows.add(String.valueOf(ctx.sql()));
          }
        };
    DSLContext watched = DSL.using(dsl.configuration().deriveAppending(listener));
    Increment<ShotGradeRecord> increment = store.using(watched).resolve(SHOT_GRADE);
    // Checks once whether the stale rows were hashed with another algorithm.
    assertEquals(1, increment.counts().stale());
    statements.clear();
    rows.clear();
    assertEquals(1, increment.stale().fetch().size());
    // PostgreSQL: statistics of the tables; DuckDB: whether ids are unique.
    List<String> asked = List.of("pg_class", "min(");
    statements.removeIf(sql -> asked.stream().anyMatch(sql::contains) || sql.startsWith("analyze"));
    rows.removeIf(sql -> asked.stream().anyMatch(sql::contains));
    assertEquals(1, statements.size());
    if (engine == Engine.SQL) {
      assertEquals(1, rows.size());
    }
  }

  @Test
  void aStrangersTableIsRefused() {
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
    assertEquals(
        "Cannot find upstream shot/grade of feature shot/grade (must be one of [shot,"
            + " shot/note-2]); add .dependsOn(\"shot/grade\") to the spec",
        refused(IllegalArgumentException.class, () -> sample.from(SHOT_GRADE)));
  }

  /** The feature's ids are two of the three ids of the upstream. */
  @Test
  void anUpstreamWithOtherIdsIsRefused() {
    FeatureSpec spec =
        FeatureSpec.of("shot/grade")
            .id("shot_id")
            .dependsOn("shot")
            .fields("raw", "style", "everything")
            .build();
    MetadataStore coarse = storeWith(spec);
    assertEquals(
        "Cannot resolve shot/grade, whose id columns [shot_id] lack take, which identifies its"
            + " samples; add it to the spec's ids or rename the upstream's column",
        refused(IllegalArgumentException.class, () -> coarse.resolve(SHOT_GRADE)));
  }
}
