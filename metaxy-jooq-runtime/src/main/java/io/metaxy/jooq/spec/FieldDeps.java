package io.metaxy.jooq.spec;

import java.util.List;

/** What a field depends on ({@code docs/semantics.md} 2, "Resolving field dependencies"). */
public sealed interface FieldDeps {

  /** The fields that the fields mapping of each dependency selects. */
  record Mapped() implements FieldDeps {}

  /** Every field of every upstream. */
  record All() implements FieldDeps {}

  /**
   * Exactly these fields, without any mapping.
   *
   * @param deps at least one dependency
   */
  record Listed(List<FieldDep> deps) implements FieldDeps {
    public Listed {
      deps = List.copyOf(deps);
    }
  }
}
