package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** Made from a speaker's summary (1:1) and the long utterances (N:1), if any. */
public record SpeakerCard(String speakerId, String title) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("speaker/card")
          .id("speaker_id")
          .dependsOn(SpeakerSummary.SPEC, dep -> dep.select("text"))
          .dependsOn(
              Utterance.SPEC,
              dep ->
                  dep.rename("speaker", "speaker_id")
                      .select("words")
                      .where("seconds >= 10")
                      .lineage(Lineage.aggregation("speaker_id"))
                      .optional())
          .field("title", f -> f.fromAll())
          .build();
}
