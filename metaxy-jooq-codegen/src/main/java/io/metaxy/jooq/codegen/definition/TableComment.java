package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.FeatureSpec;

/**
 * The comment of a feature's table: {@code Feature video/crop}, and {@code : } with the description
 * when there is one. The key in it tells which feature owns the table.
 */
public final class TableComment {

  private TableComment() {}

  /** The comment of the table of a spec. */
  public static String of(FeatureSpec spec) {
    String description = spec.description();
    return "Feature " + spec.key() + (description == null ? "" : ": " + description);
  }
}
