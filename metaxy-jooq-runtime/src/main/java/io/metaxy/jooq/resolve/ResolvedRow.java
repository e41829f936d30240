package io.metaxy.jooq.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resolved sample, from any engine. */
public interface ResolvedRow {

  /** Why the sample was returned: new, stale, orphaned or broken. */
  Status status();

  /**
   * The values of its input ids, in the order of the plan and the types of the generated record.
   */
  List<@Nullable Object> ids();

  /** The expected hash of a field, by its position in the plan. */
  String fieldHash(int field);

  /** The expected hash of the sample. */
  String sampleHash();

  /**
   * The upstream rows that it depends on, by the dependency's position: one, or none for an
   * optional dependency; for an N:1 dependency all, ordered by the upstream's ids.
   */
  List<InputRow> inputs(int dep);

  /** Its position among the caller's samples; -1 if it comes from upstreams. */
  default int given() {
    return -1;
  }
}
