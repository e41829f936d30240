package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.speech.db.Tables.CORRECTION;
import static io.metaxy.jooq.example.speech.db.Tables.SPEAKER_VOICE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_TEXT;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_WORD;

import io.metaxy.jooq.example.speech.db.tables.records.CorrectionRecord;
import io.metaxy.jooq.example.speech.db.tables.records.SpeakerVoiceRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceTextRecord;
import io.metaxy.jooq.example.speech.db.tables.records.UtteranceWordRecord;
import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Progress;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The second pipeline of the example: optional upstreams, filters, N:1 and 1:N. */
public final class Speech {

  private Speech() {}

  /** Runs the pipeline and returns the counts of each resolve by feature key. */
  public static Map<String, Counts> run(
      MetadataStore store, List<UtteranceRecord> utterances, List<CorrectionRecord> corrections) {
    Map<String, Counts> found = new LinkedHashMap<>();
    store.resolve(UTTERANCE, utterances).pending(Sample::record);
    store.resolve(CORRECTION, corrections).pending(Sample::record);

    // region optional
    try (Increment<UtteranceTextRecord> increment = store.resolve(UTTERANCE_TEXT)) {
      found.put("utterance/text", increment.counts());
      increment.pending(
          sample -> {
            String heard = "what is said in " + sample.from(UTTERANCE).getPath();
            String text = sample.find(CORRECTION).map(CorrectionRecord::getText).orElse(heard);
            return sample.record().setText(text);
          });
    }
    // endregion
    // region aggregation
    try (Increment<SpeakerVoiceRecord> increment = store.resolve(SPEAKER_VOICE)) {
      found.put("speaker/voice", increment.counts());
      increment.pending(
          sample -> {
            List<UtteranceRecord> all = sample.each(UTTERANCE);
            double seconds = all.stream().mapToDouble(UtteranceRecord::getSeconds).sum();
            return sample.record().setUtterances(all.size()).setSeconds(seconds);
          });
    }
    // endregion
    // region expansion
    try (Increment<UtteranceWordRecord> increment = store.resolve(UTTERANCE_WORD)) {
      found.put("utterance/word", increment.counts());
      increment.pendingMany(
          sample -> {
            List<UtteranceWordRecord> words = new ArrayList<>();
            for (String word : sample.from(UTTERANCE_TEXT).getText().split(" ", -1)) {
              words.add(sample.record().setPosition(words.size()).setWord(word));
            }
            return words;
          });
    }
    // endregion
    return found;
  }

  /** Counts the texts to compute from one speaker's long utterances, and the empty ones. */
  public static Counts filtered(MetadataStore store) {
    // region filters
    try (Increment<UtteranceTextRecord> increment =
        store.resolve(
            UTTERANCE_TEXT,
            r ->
                r.where(UTTERANCE, UTTERANCE.SPEAKER_ID.eq("anna").and(UTTERANCE.SECONDS.gt(2.0)))
                    .whereText("utterance_id != 'test'")
                    .staleIf(UTTERANCE_TEXT.TEXT.eq("")))) {
      return increment.counts();
    }
    // endregion
  }

  /**
   * Measures all speakers again, eight at a time. Skips failures and reports them in the result.
   */
  public static PendingResult measuredAgain(
      MetadataStore store,
      ExecutorService threads,
      ToDoubleFunction<List<UtteranceRecord>> measure,
      Consumer<Progress> listener) {
    // region computing
    try (Increment<SpeakerVoiceRecord> increment =
        store.resolve(SPEAKER_VOICE, r -> r.skipComparison())) {
      increment.counts();
      return increment
          .computing()
          .parallel(threads, 8)
          .skipFailures()
          .onProgress(listener)
          .cancelWhen(threads::isShutdown)
          .pending(
              sample -> {
                List<UtteranceRecord> all = sample.each(UTTERANCE);
                double seconds = measure.applyAsDouble(all);
                return sample.record().setUtterances(all.size()).setSeconds(seconds);
              });
    }
    // endregion
  }

  /** An utterance whose audio has the given hash. */
  public static UtteranceRecord utterance(String id, String speaker, double seconds, String audio) {
    return new UtteranceRecord()
        .setUtteranceId(id)
        .setSpeakerId(speaker)
        .setPath("/data/" + id + ".wav")
        .setSeconds(seconds)
        .setMetaxyProvenanceByField(Map.of("audio", audio));
  }

  /** A correction of an utterance. */
  public static CorrectionRecord correction(String id, String text) {
    return new CorrectionRecord()
        .setUtteranceId(id)
        .setText(text)
        .setMetaxyProvenanceByField(Map.of("text", Integer.toHexString(text.hashCode())));
  }
}
