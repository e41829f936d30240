package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.ByFieldColumns;
import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.dialect.JoinStrategy;
import io.metaxy.jooq.dialect.ResultReading;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.dialect.SqlExpressions;
import java.util.Map;
import java.util.Set;

/** PostgreSQL. */
public final class PostgresDialect implements FeatureDialect {

  private static final ByFieldColumns BY_FIELD = new PostgresByFieldColumns();
  private static final HashFunctions FUNCTIONS = new PostgresHashFunctions();
  private static final SqlExpressions EXPRESSIONS = new PostgresExpressions();
  private static final JoinStrategy JOINS = new PostgresJoins();
  private static final ResultReading READING = new PostgresReading();
  private static final EnginePolicy POLICY = new PostgresEnginePolicy();
  private static final Capabilities CAPABILITIES =
      new Capabilities(Transactions.SAVEPOINTS, true, false, true);
  private static final Failures FAILURES =
      Failures.STANDARD.with(
          Map.of("57P", Failure.LOST_CONNECTION, "42P01", Failure.MISSING_TABLE));

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Set<String> families() {
    return Set.of("POSTGRES");
  }

  @Override
  public String product() {
    return "PostgreSQL";
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
    static final RowAppender INSTANCE = new PostgresAppender();
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
