package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.join.JoinStrategy;
import io.metaxy.jooq.dialect.join.JoinStrategy.Deduplication;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Joins and de-duplication of DuckDB. */
final class DuckDbJoins implements JoinStrategy {

  @Override
  public Deduplication deduplication() {
    return Deduplication.SPLIT;
  }

  /** {@code (a, b) in (select …)}, which jOOQ would turn into {@code exists}. */
  @Override
  public Condition in(List<Field<?>> ids, Select<?> among) {
    return DSL.condition("({0}) in ({1})", DSL.list(new ArrayList<QueryPart>(ids)), among);
  }
}
