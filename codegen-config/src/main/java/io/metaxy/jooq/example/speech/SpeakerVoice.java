package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** The voice of a speaker, made from all their utterances (N:1). */
public record SpeakerVoice(String speakerId, int utterances, double seconds) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("speaker/voice")
          .id("speaker_id")
          .dependsOn(Utterance.SPEC, dep -> dep.lineage(Lineage.aggregation("speaker_id")))
          .field("voice", f -> f.from(Utterance.SPEC, "audio"))
          .build();
}
