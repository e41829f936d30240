package io.metaxy.jooq.migration.diff;

import java.util.Map;

/**
 * Declared renames; an undeclared rename is a drop and an add.
 *
 * @param features the key of a feature to its old key
 * @param columns the key of a feature to its columns' names, each to its old name
 */
public record Renames(Map<String, String> features, Map<String, Map<String, String>> columns) {

  /** No renames. */
  public static final Renames NONE = new Renames(Map.of(), Map.of());

  public Renames {
    features = Map.copyOf(features);
    columns = Map.copyOf(columns);
  }
}
