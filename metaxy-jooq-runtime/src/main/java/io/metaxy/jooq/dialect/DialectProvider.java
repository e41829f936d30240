package io.metaxy.jooq.dialect;

import java.util.Map;

/** Provides the dialect of a database; registered as a service. */
public interface DialectProvider {

  /** The dialect, composed once. */
  FeatureDialect dialect();

  /**
   * The names of jOOQ's dialect families that resemble its own but are rejected, with the reason.
   */
  default Map<String, String> refused() {
    return Map.of();
  }
}
