package io.metaxy.jooq.migration.diff;

import java.util.Map;

/**
 * What was declared to have another name than before; without it a rename is a drop and an add.
 *
 * @param features the key of a feature to its key before
 * @param columns the key of a feature to its columns' names, each to its name before
 */
public record Renames(Map<String, String> features, Map<String, Map<String, String>> columns) {

  /** No declaration. */
  public static final Renames NONE = new Renames(Map.of(), Map.of());

  public Renames {
    features = Map.copyOf(features);
    columns = Map.copyOf(columns);
  }
}
