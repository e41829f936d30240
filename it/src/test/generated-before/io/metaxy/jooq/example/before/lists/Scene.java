package io.metaxy.jooq.example.before.lists;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature with lists, which were JSON. */
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
