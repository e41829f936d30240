package io.metaxy.jooq.example.aggregation;

import io.metaxy.jooq.spec.FeatureSpec;

/** A recording of one speaker. */
public record Audio(String audioId, String speakerId, double durationSeconds, String path) {

  public static final FeatureSpec SPEC = FeatureSpec.of("audio").id("audio_id").build();
}
