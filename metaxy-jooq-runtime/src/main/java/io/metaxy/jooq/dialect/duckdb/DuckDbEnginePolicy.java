package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import org.jooq.DSLContext;

/** Choices for speed on DuckDB, which plans a prepared query twice. */
final class DuckDbEnginePolicy implements EnginePolicy {

  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return Hint.no("DuckDB hashes on all cores, and faster than it returns rows");
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.no("DuckDB hashes faster than it returns rows");
  }

  @Override
  public Hint readsJson() {
    return Hint.no("DuckDB reads the entries of a STRUCT at no cost");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.yes("all cores sort, but only one returns unsorted rows");
  }
}
