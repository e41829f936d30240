package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Table;

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
  public Hint countsUnordered(DSLContext dsl, List<Table<?>> tables, long most) {
    return Hint.no("DuckDB sorts on all cores, but returns unsorted rows on one");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.yes("all cores sort, but only one returns unsorted rows");
  }
}
