package io.metaxy.jooq.it.bench.features;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;

/** A root with one vector per sample. */
@SuppressWarnings("ArrayRecordComponent") // Columns of records are arrays.
public record Vectors(long sampleId, String path, @Column(vector = 512) float[] embedding) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("bench/vectors").id("sample_id").fields("embedding").build();
}
