package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.example.Speech.correction;
import static io.metaxy.jooq.example.Speech.utterance;
import static io.metaxy.jooq.example.speech.db.Tables.SPEAKER_VOICE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.Speech;
import io.metaxy.jooq.example.speech.db.Features;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Progress;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example's second pipeline, on the tables of its migrations. */
class SpeechExampleTest {

  private static final List<UtteranceRecord> UTTERANCES =
      List.of(
          utterance("u1", "anna", 2.5, "a1"),
          utterance("u2", "anna", 1.5, "a2"),
          utterance("u3", "ben", 0.2, "a3"));

  private TestDatabase database;
  private MetadataStore store;

  @BeforeEach
  void migrate() throws Exception {
    database = TestDatabase.empty();
    Flyway.configure()
        .dataSource(database.url(), null, null)
        .locations("db/migration/speech/" + database.fixture().migrations().folder())
        .load()
        .migrate();
    store = MetadataStore.of(database.dsl(), Features.GRAPH);
    Speech.run(store, UTTERANCES, List.of());
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void theFilterOfTheSpecLeavesOutWhatIsTooShort() {
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        Speech.run(store, UTTERANCES, List.of()).get("utterance/text").toString());
    assertEquals(
        List.of("u1", "u2"),
        store.read(UTTERANCE_WORD).where(UTTERANCE_WORD.POSITION.eq(0)).fetch().stream()
            .map(word -> word.getUtteranceId())
            .sorted()
            .toList());
  }

  @Test
  void aSpeakerIsMadeOfEveryUtterance() {
    assertEquals(
        4.0,
        store
            .read(SPEAKER_VOICE)
            .where(SPEAKER_VOICE.SPEAKER_ID.eq("anna"))
            .fetch()
            .get(0)
            .getSeconds());
  }

  @Test
  void aCorrectionMakesItsTextAndThatTextsWordsStale() {
    Map<String, Counts> found = Speech.run(store, UTTERANCES, List.of(correction("u2", "no")));
    assertEquals(1, found.get("utterance/text").stale());
    assertEquals(0, found.get("speaker/voice").pending());
    assertEquals(1, found.get("utterance/word").stale());
    assertEquals(
        List.of("no"),
        store.read(UTTERANCE_WORD).where(UTTERANCE_WORD.UTTERANCE_ID.eq("u2")).fetch().stream()
            .map(word -> word.getWord())
            .toList(),
        "the words of the longer text are deleted");
  }

  @Test
  void filtersAndStalenessAreOfOneResolve() {
    assertEquals("new 0, stale 0, orphaned 1, pending 0", Speech.filtered(store).toString());
  }

  @Test
  void aFailedSpeakerIsToldAndTheOthersAreMeasured() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Progress> told = new ArrayList<>();
    try {
      PendingResult result =
          Speech.measuredAgain(
              store,
              threads,
              all -> {
                if (all.size() == 1) {
                  throw new IllegalStateException("too short");
                }
                return 4.5;
              },
              told::add);
      assertEquals(1, result.samples());
      assertEquals(
          List.of("{speaker_id=ben} too short"),
          result.failures().stream()
              .map(failed -> failed.ids() + " " + failed.cause().getMessage())
              .toList());
      assertEquals(OptionalLong.of(2), told.get(told.size() - 1).total());
    } finally {
      threads.shutdown();
    }
  }
}
