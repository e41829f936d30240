package io.metaxy.jooq.spec;

import java.util.List;

/** What a field is made from ({@code docs/semantics.md} 2, "Field dependencies, resolved"). */
public sealed interface FieldDeps {

  /** As the fields mapping of each dependency of the feature says. */
  record Mapped() implements FieldDeps {}

  /** Every field of every upstream. */
  record All() implements FieldDeps {}

  /**
   * Exactly these fields, no automatic mapping.
   *
   * @param deps at least one
   */
  record Listed(List<FieldDep> deps) implements FieldDeps {
    public Listed {
      deps = List.copyOf(deps);
    }
  }
}
