package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;

import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds rows of utterances and of the features made from them. */
public final class Speech {

  private Speech() {}

  /** Returns an utterance of ten seconds, whose audio and words have the given version. */
  public static UtteranceRecord said(String recording, int number, String speaker, String version) {
    return new UtteranceRecord()
        .setRecording(recording)
        .setNumber(number)
        .setSpeaker(speaker)
        .setSeconds(10.0)
        .setWords("words of " + version)
        .setMetaxyProvenanceByField(Map.of("audio", "a" + version, "words", "w" + version));
  }

  /** Computes the summary of a speaker from all utterances, ordered by id. */
  public static SpeakerSummaryRecord summary(Sample<SpeakerSummaryRecord> sample) {
    List<UtteranceRecord> utterances = sample.each(UTTERANCE);
    return sample
        .record()
        .setUtterances(utterances.size())
        .setText(
            utterances.stream().map(UtteranceRecord::getWords).collect(Collectors.joining("; ")));
  }
}
