package io.metaxy.jooq.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many rows of an upstream make one sample of a feature ({@code docs/semantics.md} 2). */
public sealed interface Lineage {

  /** One row makes one sample (1:1). */
  record Identity() implements Lineage {}

  /**
   * Many rows make one sample (N:1).
   *
   * @param on the columns that group the rows; null is the feature's id columns
   */
  record Aggregation(@Nullable List<String> on) implements Lineage {
    public Aggregation {
      on = on == null ? null : List.copyOf(on);
    }
  }

  /**
   * One row makes many samples (1:N).
   *
   * @param on the parent's id columns
   * @param idGenerationPattern how the ids of the samples are made, for the reader; null is unsaid
   */
  record Expansion(List<String> on, @Nullable String idGenerationPattern) implements Lineage {
    public Expansion {
      on = List.copyOf(on);
    }
  }

  /** 1:1. */
  static Lineage identity() {
    return new Identity();
  }

  /** N:1, grouped by the given columns; by the feature's id columns when none is given. */
  static Lineage aggregation(String... on) {
    return new Aggregation(on.length == 0 ? null : List.of(on));
  }

  /** 1:N, from parents that the given columns identify. */
  static Lineage expansion(String... on) {
    return new Expansion(List.of(on), null);
  }
}
