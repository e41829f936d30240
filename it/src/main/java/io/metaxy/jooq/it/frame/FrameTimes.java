package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times that the peer stores in milliseconds. */
public record FrameTimes(
    String id,
    @Nullable LocalDateTime millis,
    @Nullable Instant instant,
    @Nullable Instant zoned,
    @Nullable List<@Nullable LocalDateTime> many,
    @Nullable List<@Nullable Instant> zonedMany) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/times").id("id").fields("value").build();
}
