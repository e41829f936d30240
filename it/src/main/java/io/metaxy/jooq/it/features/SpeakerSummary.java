package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/**
 * Made from all that a speaker says (N:1), by a column that has another name here; the ids of what
 * is said do not travel.
 */
public record SpeakerSummary(String speakerId, int utterances, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("speaker/summary")
          .id("speaker_id")
          .dependsOn(
              Utterance.SPEC,
              dep ->
                  dep.rename("speaker", "speaker_id")
                      .rename("words", "said")
                      .select("speaker_id", "said", "seconds")
                      .lineage(Lineage.aggregation()))
          .fields("audio")
          .field("text", f -> f.codeVersion("2").from(Utterance.SPEC, "words"))
          .build();
}
