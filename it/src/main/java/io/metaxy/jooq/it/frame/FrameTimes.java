package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A time that the peer stores in milliseconds. */
public record FrameTimes(String id, @Nullable LocalDateTime millis) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/times").id("id").fields("value").build();
}
