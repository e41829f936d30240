package io.metaxy.jooq.spec;

import java.util.Objects;

/**
 * A logical field of a feature: a part of its data that is versioned on its own.
 *
 * @param key its name within the feature
 * @param codeVersion changes when the code that computes the field does
 * @param deps what it depends on
 */
public record FieldSpec(FieldKey key, String codeVersion, FieldDeps deps) {

  /** The code version of a field that sets none. */
  public static final String INITIAL_CODE_VERSION = "__metaxy_initial__";

  public FieldSpec {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(codeVersion, "codeVersion");
    Objects.requireNonNull(deps, "deps");
  }

  /** A field with the initial code version and the dependencies of the fields mappings. */
  public static FieldSpec of(FieldKey key) {
    return new FieldSpec(key, INITIAL_CODE_VERSION, new FieldDeps.Mapped());
  }
}
