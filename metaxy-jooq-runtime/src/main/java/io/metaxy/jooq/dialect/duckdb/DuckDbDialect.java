package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.ByFieldColumns;
import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.dialect.JoinStrategy;
import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.SqlExpressions;
import java.util.Set;

/** DuckDB. */
public final class DuckDbDialect implements FeatureDialect {

  private static final ByFieldColumns BY_FIELD = new DuckDbByFieldColumns();
  private static final HashFunctions FUNCTIONS = new DuckDbHashFunctions();
  private static final SqlExpressions EXPRESSIONS = new DuckDbExpressions();
  private static final JoinStrategy JOINS = new DuckDbJoins();
  private static final ResultReading READING = new DuckDbReading();
  private static final EnginePolicy POLICY = new DuckDbEnginePolicy();
  private static final Capabilities CAPABILITIES =
      new Capabilities(Transactions.FLAT, false, true, true);
  private static final Failures FAILURES = Failures.STANDARD;

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public Set<String> families() {
    return Set.of("DUCKDB");
  }

  @Override
  public String product() {
    return "DuckDB";
  }

  @Override
  public ByFieldColumns byField() {
    return BY_FIELD;
  }

  @Override
  public HashFunctions functions() {
    return FUNCTIONS;
  }

  @Override
  public SqlExpressions expressions() {
    return EXPRESSIONS;
  }

  @Override
  public JoinStrategy joins() {
    return JOINS;
  }

  @Override
  public ResultReading reading() {
    return READING;
  }

  @Override
  public RowAppender appender() {
    return Appender.INSTANCE;
  }

  /** Loaded with the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new DuckDbAppender();
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public EnginePolicy policy() {
    return POLICY;
  }

  @Override
  public Failures failures() {
    return FAILURES;
  }
}
