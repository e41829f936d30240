package io.metaxy.jooq.it;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.Increment;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/**
 * Random histories of two upstreams, one of them optional, and what is made from them: the store
 * against a model of maps that follows {@code semantics.md} 5 to 9. A failure names its seed.
 */
class NaiveModelTest {

  private static final int HISTORIES = 150;
  private static final int STEPS = 12;
  private static final List<String> VERSIONS =
      List.of("a", "b", "ü|\"", "", "null", "\\", "\uD83D\uDE00\n");

  /**
   * What the store should hold: by take, the live rows' data versions and the grades' provenance.
   */
  private static final class Model {
    final Map<Integer, Map<String, String>> shots = new TreeMap<>();
    final Map<Integer, String> notes = new TreeMap<>();
    final Map<Integer, String> grades = new TreeMap<>();

    String expected(int take) {
      Map<String, String> shot = shots.get(take);
      String picture = "|shot.picture/raw|" + shot.get("picture_raw");
      String all =
          picture
              + "|shot.sound|"
              + shot.get("sound")
              + "|shot/note-2.text|"
              + notes.getOrDefault(take, "");
      String everything = Shots.md5("everything|ü|\"2\"" + all);
      String raw = Shots.md5("raw|__metaxy_initial__" + picture);
      String style = Shots.md5("style|__metaxy_initial__" + all);
      return Shots.md5(everything + "|" + raw + "|" + style);
    }

    Map<String, List<String>> increment() {
      Map<String, List<String>> found = new HashMap<>();
      for (int take = 0; take < Shots.TAKES; take++) {
        if (!shots.containsKey(take)) {
          if (grades.containsKey(take)) {
            add(found, "orphaned", take, "");
          }
        } else if (!grades.containsKey(take)) {
          add(found, "new", take, expected(take));
        } else if (!grades.get(take).equals(expected(take))) {
          add(found, "stale", take, expected(take));
        }
      }
      return found;
    }

    private static void add(
        Map<String, List<String>> found, String status, int take, String provenance) {
      found.computeIfAbsent(status, s -> new ArrayList<>()).add(take + " " + provenance);
    }
  }

  @Test
  void theStoreFindsWhatTheModelFinds() throws Exception {
    try (TestDatabase database = TestDatabase.with(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
      for (long seed = 0; seed < HISTORIES; seed++) {
        DSLContext dsl = database.dsl();
        dsl.truncate(SHOT).execute();
        dsl.truncate(SHOT_GRADE).execute();
        dsl.truncate(SHOT_NOTE_2).execute();
        play(MetadataStore.of(dsl, Features.GRAPH), new Random(seed), "seed " + seed);
      }
    }
  }

  private static void play(MetadataStore store, Random random, String seed) {
    Model model = new Model();
    for (int step = 0; step < STEPS; step++) {
      step(store, random, model);
      Map<String, List<String>> found = new HashMap<>();
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      for (Sample<ShotGradeRecord> sample : increment.newSamples().fetch()) {
        Model.add(found, "new", sample.record().getTake(), sample.provenance());
      }
      for (Sample<ShotGradeRecord> sample : increment.stale().fetch()) {
        Model.add(found, "stale", sample.record().getTake(), sample.provenance());
      }
      for (ShotGradeRecord row : increment.orphaned().fetch()) {
        Model.add(found, "orphaned", row.getTake(), "");
      }
      assertEquals(model.increment(), found, seed + ", step " + step);
    }
  }

  private static void step(MetadataStore store, Random random, Model model) {
    int take = random.nextInt(Shots.TAKES);
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        ShotRecord shot = Shots.shot(take, version(random), version(random));
        if (random.nextInt(4) == 0) {
          shot.setMetaxyDataVersionByField(
              Map.of("picture_raw", version(random), "sound", version(random)));
        }
        store.write(SHOT, List.of(shot));
        Map<String, String> given = shot.dataVersionByField();
        model.shots.put(take, given == null ? shot.provenanceByField() : given);
      }
      case 2 -> {
        String version = version(random);
        ShotNote_2Record note = Shots.note(take, version);
        store.write(SHOT_NOTE_2, List.of(note));
        model.notes.put(take, version);
      }
      case 3 -> {
        store.delete(SHOT, SHOT.TAKE.eq(take));
        model.shots.remove(take);
      }
      case 4 -> {
        store.delete(SHOT_NOTE_2, SHOT_NOTE_2.TAKE_NUMBER.eq(take));
        model.notes.remove(take);
      }
      default -> {
        store.withChunkRows(2).resolve(SHOT_GRADE).pending(s -> s.record().setGrade("A"));
        model.shots.keySet().forEach(t -> model.grades.put(t, model.expected(t)));
        store.delete(SHOT_GRADE, SHOT_GRADE.TAKE.notIn(model.shots.keySet()));
        model.grades.keySet().retainAll(model.shots.keySet());
      }
    }
  }

  private static String version(Random random) {
    return VERSIONS.get(random.nextInt(VERSIONS.size()));
  }
}
