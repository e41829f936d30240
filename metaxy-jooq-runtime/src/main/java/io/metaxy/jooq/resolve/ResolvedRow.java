package io.metaxy.jooq.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample that was resolved, whichever engine did it. */
public interface ResolvedRow {

  /** What the resolve says of it. */
  Status status();

  /** The values of its input ids, in the order of the plan, as the generated record has them. */
  List<@Nullable Object> ids();

  /** The expected hash of a field, by its position in the plan. */
  String fieldHash(int field);

  /** The expected hash of the sample. */
  String sampleHash();

  /**
   * The rows of a dependency that it is made from, by the dependency's position: one, or none of an
   * optional one; of an N:1 dependency all, in the order of the upstream's ids.
   */
  List<InputRow> inputs(int dep);

  /** Its position among the samples that the caller gave; -1 when it is made from upstreams. */
  default int given() {
    return -1;
  }
}
