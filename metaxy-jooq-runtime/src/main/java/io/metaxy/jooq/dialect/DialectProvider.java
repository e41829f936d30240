package io.metaxy.jooq.dialect;

/** Composes the dialect of a database; registered as a service. */
public interface DialectProvider {

  /** The dialect, composed once. */
  FeatureDialect dialect();
}
