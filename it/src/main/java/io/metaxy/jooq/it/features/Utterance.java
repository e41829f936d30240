package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import org.jspecify.annotations.Nullable;

/** What is said in a recording, piece by piece; not always is it known by whom. */
public record Utterance(
    String recording, int number, @Nullable String speaker, double seconds, String words) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance").id("recording", "number").fields("audio", "words").build();
}
