package io.metaxy.jooq.it.model;

import io.metaxy.jooq.it.database.DatabaseFixture;

/** Resolves a case on a database, for comparison with the {@link NaiveModel}. */
public interface ModelEngine {

  /** Returns the name for failures. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Returns whether it supports the case on a database. */
  default boolean serves(DatabaseFixture fixture, ModelCase given) {
    return true;
  }

  /** Resolves the target of the case with the case's request, leaving broken samples out. */
  Outcome resolve(ModelStage stage) throws Exception;
}
