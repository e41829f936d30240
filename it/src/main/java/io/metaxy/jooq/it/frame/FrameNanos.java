package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times that the peer stores in nanoseconds. */
public record FrameNanos(
    String id, @Nullable LocalDateTime nanos, @Nullable List<@Nullable LocalDateTime> many) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/nanos").id("id").fields("value").build();
}
