package io.metaxy.jooq.dialect;

import java.util.Map;

/** Composes the dialect of a database; registered as a service. */
public interface DialectProvider {

  /** The dialect, composed once. */
  FeatureDialect dialect();

  /**
   * The names of jOOQ's dialect families that are like its own and yet refused, with the reason.
   */
  default Map<String, String> refused() {
    return Map.of();
  }
}
