package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/**
 * Made from all utterances of a speaker (N:1), grouped by a renamed column; the ids of the
 * utterances are not selected.
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
