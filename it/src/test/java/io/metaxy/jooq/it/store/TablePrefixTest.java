package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.prefixed.Tables.CORRECTION;
import static io.metaxy.jooq.it.prefixed.Tables.SPEAKER_VOICE;
import static io.metaxy.jooq.it.prefixed.Tables.UTTERANCE;
import static io.metaxy.jooq.it.prefixed.Tables.UTTERANCE_TEXT;
import static io.metaxy.jooq.it.prefixed.Tables.UTTERANCE_WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.prefixed.Features;
import io.metaxy.jooq.it.prefixed.tables.records.CorrectionRecord;
import io.metaxy.jooq.it.prefixed.tables.records.UtteranceRecord;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Features in tables with a prefix. */
class TablePrefixTest extends ByEveryEngine {

  TablePrefixTest() {
    super(Features.GRAPH, UTTERANCE, CORRECTION, UTTERANCE_TEXT, SPEAKER_VOICE, UTTERANCE_WORD);
  }

  @BeforeEach
  void threeUtterances() {
    store.write(
        UTTERANCE,
        Stream.of("u1", "u2", "u3")
            .map(
                id ->
                    new UtteranceRecord()
                        .setUtteranceId(id)
                        .setSpeakerId("ann")
                        .setPath(id)
                        .setSeconds(2.0)
                        .setMetaxyProvenanceByField(Map.of("audio", "a" + id)))
            .toList());
  }

  private static CorrectionRecord correction(String id) {
    return new CorrectionRecord()
        .setUtteranceId(id)
        .setText("no")
        .setMetaxyProvenanceByField(Map.of("text", "c" + id));
  }

  private void computeAll() {
    store.resolve(UTTERANCE_TEXT).pending(s -> s.record().setText(s.from(UTTERANCE).getPath()));
    store
        .resolve(SPEAKER_VOICE)
        .pending(s -> s.record().setUtterances(s.each(UTTERANCE).size()).setSeconds(0.0));
    store
        .resolve(UTTERANCE_WORD)
        .pendingMany(
            s ->
                List.of(
                    s.record().setPosition(0).setWord(s.from(UTTERANCE_TEXT).getText()),
                    s.record().setPosition(1).setWord("end")));
  }

  @Test
  void everyLineageIsResolvedAndWritten() {
    assertEquals("mx_utterance__text", UTTERANCE_TEXT.getName());
    computeAll();
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(UTTERANCE_TEXT));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SPEAKER_VOICE));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(UTTERANCE_WORD));
    store.write(CORRECTION, List.of(correction("u1")));
    assertEquals(1, store.delete(UTTERANCE, UTTERANCE.UTTERANCE_ID.eq("u3")));
    assertEquals("new 0, stale 1, orphaned 1, pending 1", counts(UTTERANCE_TEXT));
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SPEAKER_VOICE));
    computeAll();
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(UTTERANCE_WORD));
    assertEquals(
        List.of(2),
        dsl.select(SPEAKER_VOICE.UTTERANCES)
            .from(store.current(SPEAKER_VOICE))
            .fetch(SPEAKER_VOICE.UTTERANCES));
    assertEquals("u3", store.resolve(UTTERANCE_TEXT).orphaned().fetch().get(0).getUtteranceId());
  }

  @Test
  void aSpecThatIsGivenLaterIsOfTheSameTable() {
    computeAll();
    MetadataStore other =
        storeWith(
            FeatureSpec.of("utterance/text")
                .id("utterance_id")
                .dependsOn("utterance", dep -> dep.select("path"))
                .field("text", f -> f.codeVersion("2").fromAll())
                .build());
    assertEquals(
        3,
        other
            .resolve(UTTERANCE_TEXT)
            .pending(s -> s.record().setText(s.from(UTTERANCE).getPath())));
    assertEquals(6, dsl.fetchCount(UTTERANCE_TEXT));
  }

  @Test
  void aMissingTableIsNamedAsItIs() throws Exception {
    try (TestDatabase empty = fixture.open()) {
      String message =
          refused(
              StoreException.class,
              () -> storeOf(empty.dsl(), Features.GRAPH).read(UTTERANCE).fetch());
      // The rest depends on whether another schema of the server has such a table.
      assertTrue(
          message.startsWith("Cannot find table mx_utterance of feature utterance"), message);
    }
  }
}
