package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Made from a shot, its note, or both. */
public record ShotLabel(UUID shotId, int take, @Nullable String label) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/label")
          .id("shot_id", "take")
          .dependsOn(Shot.SPEC, dep -> dep.select("path").optional())
          .dependsOn(
              ShotNote.SPEC,
              dep ->
                  dep.rename("note_of", "shot_id")
                      .rename("take_number", "take")
                      .select("text")
                      .optional())
          .field("label", f -> f.fromAll())
          .build();
}
