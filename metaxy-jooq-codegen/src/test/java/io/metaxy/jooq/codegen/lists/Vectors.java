package io.metaxy.jooq.codegen.lists;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;

/** A feature with a list of each form. */
@SuppressWarnings("ArrayRecordComponent")
public record Vectors(
    String id,
    float[] floats,
    @Column(vector = 3) float[] vector,
    List<Mood> moods,
    float[][] matrix,
    List<byte[]> chunks) {

  public static final FeatureSpec SPEC = FeatureSpec.of("vectors").id("id").build();

  /** An enum. */
  public enum Mood {
    CALM,
    TENSE
  }
}
