package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** The text of an utterance, with its correction if there is one. Short utterances have no text. */
public record UtteranceText(String utteranceId, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance/text")
          .id("utterance_id")
          .dependsOn(Utterance.SPEC, dep -> dep.select("path").where("seconds > 0.5"))
          .dependsOn(Correction.SPEC, dep -> dep.optional())
          .field("text", f -> f.fromAll())
          .build();
}
