package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import org.jspecify.annotations.Nullable;

/** One utterance in a recording; the speaker may be unknown. */
public record Utterance(
    String recording, int number, @Nullable String speaker, double seconds, String words) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance").id("recording", "number").fields("audio", "words").build();
}
