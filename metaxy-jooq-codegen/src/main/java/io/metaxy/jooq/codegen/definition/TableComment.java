package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.FeatureSpec;

/**
 * The comment of a feature's table: {@code Feature video/crop}, followed by {@code : } and the
 * description if there is one. The key in it identifies the feature that owns the table.
 */
public final class TableComment {

  private TableComment() {}

  /** Returns the comment of the table of a spec. */
  public static String of(FeatureSpec spec) {
    String description = spec.description();
    return "Feature " + spec.key() + (description == null ? "" : ": " + description);
  }
}
