package io.metaxy.jooq.it.features;

import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** Made from all moments of a mood (N:1), ordered by ids of every type. */
public record MoodTally(Mood mood, int moments) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("mood/tally")
          .id("mood")
          .dependsOn(Moment.SPEC, dep -> dep.select("mood").lineage(Lineage.aggregation("mood")))
          .build();
}
