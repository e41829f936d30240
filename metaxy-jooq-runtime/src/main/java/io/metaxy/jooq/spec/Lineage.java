package io.metaxy.jooq.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows of an upstream relate to samples of a feature ({@code docs/semantics.md} 2). */
public sealed interface Lineage {

  /** One row per sample (1:1). */
  record Identity() implements Lineage {}

  /**
   * Many rows per sample (N:1).
   *
   * @param on the columns that group the rows, or null for the feature's id columns
   */
  record Aggregation(@Nullable List<String> on) implements Lineage {
    public Aggregation {
      on = on == null ? null : List.copyOf(on);
    }
  }

  /**
   * Many samples per row (1:N).
   *
   * @param on the parent's id columns, which the feature has as ids or as columns that are not null
   * @param idGenerationPattern how sample ids are generated, for information only, or null
   */
  record Expansion(List<String> on, @Nullable String idGenerationPattern) implements Lineage {
    public Expansion {
      on = List.copyOf(on);
    }
  }

  /** One row per sample (1:1), the default. */
  static Lineage identity() {
    return new Identity();
  }

  /**
   * Many rows per sample (N:1), grouped by the given columns, or by the feature's id columns if
   * none is given.
   */
  static Lineage aggregation(String... on) {
    return new Aggregation(on.length == 0 ? null : List.of(on));
  }

  /** Many samples per row (1:N), from parents identified by the given columns. */
  static Lineage expansion(String... on) {
    return new Expansion(List.of(on), null);
  }
}
