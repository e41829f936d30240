package io.metaxy.jooq.it.model;

import io.metaxy.jooq.it.database.DatabaseFixture;

/** What resolves a case on a database, and is judged by the {@link NaiveModel}. */
public interface ModelEngine {

  /** The name in a failure. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether it serves the case in such a database at all. */
  default boolean serves(DatabaseFixture fixture, ModelCase given) {
    return true;
  }

  /** Resolves the target of the case with the case's request, leaving broken samples out. */
  Outcome resolve(ModelStage stage) throws Exception;
}
