package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** One of the words of an utterance's text (1:N). */
public record UtteranceWord(String utteranceId, int position, String word) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance/word")
          .id("utterance_id", "position")
          .dependsOn(UtteranceText.SPEC, dep -> dep.lineage(Lineage.expansion("utterance_id")))
          .field("word", f -> f.from(UtteranceText.SPEC, "text"))
          .build();
}
