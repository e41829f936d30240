package io.metaxy.jooq.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of an upstream a field without explicit dependencies depends on ({@code
 * docs/semantics.md} 2).
 */
public sealed interface FieldsMapping {

  /**
   * The upstream's field of the same name, or all its fields if there is none.
   *
   * @param matchSuffix whether {@code french} also matches {@code audio/french}
   * @param excludeFields upstream fields that are never mapped
   */
  record Default(boolean matchSuffix, List<FieldKey> excludeFields) implements FieldsMapping {
    public Default {
      excludeFields = List.copyOf(excludeFields);
    }
  }

  /**
   * Exactly the mapped fields; a field that is not in the map does not depend on this upstream.
   *
   * @param mapping upstream fields by field
   */
  record Specific(Map<FieldKey, Set<FieldKey>> mapping) implements FieldsMapping {
    public Specific {
      Map<FieldKey, Set<FieldKey>> copy = new LinkedHashMap<>();
      mapping.forEach((field, upstream) -> copy.put(field, Set.copyOf(upstream)));
      mapping = Collections.unmodifiableMap(copy);
    }
  }

  /** All fields of the upstream. */
  record All() implements FieldsMapping {}

  /** No fields of the upstream. */
  record None() implements FieldsMapping {}

  /** The default mapping: by name. */
  static FieldsMapping byName() {
    return new Default(false, List.of());
  }

  /** By name, where a field also matches an upstream field that ends with its parts. */
  static FieldsMapping bySuffix() {
    return new Default(true, List.of());
  }

  /** An explicit mapping from fields to upstream fields. */
  static FieldsMapping specific(Map<FieldKey, Set<FieldKey>> mapping) {
    return new Specific(mapping);
  }

  /** All fields of the upstream. */
  static FieldsMapping all() {
    return new All();
  }

  /** None of the upstream's fields. */
  static FieldsMapping none() {
    return new None();
  }
}
