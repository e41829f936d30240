package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.FeatureGraph;

/** A class like generated code, whose initialization fails. */
public final class FailingFeatures {

  public static final FeatureGraph GRAPH = graph();

  private FailingFeatures() {}

  private static FeatureGraph graph() {
    throw new AssertionError("no graph\nsecond line");
  }
}
