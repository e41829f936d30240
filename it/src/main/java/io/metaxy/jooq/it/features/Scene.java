package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A root with lists that were JSON in earlier code and tables. */
public record Scene(
    String sceneId,
    List<Double> scores,
    List<String> tags,
    @Nullable List<Mood> moods,
    @Nullable List<byte[]> chunks) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("scene").id("scene_id").fields("cut").build();

  /** The mood of a scene. */
  public enum Mood {
    CALM,
    TENSE
  }
}
