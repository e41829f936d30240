package io.metaxy.jooq.dialect.h2;

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

/** H2. */
public final class H2Dialect implements FeatureDialect {

  private static final ByFieldColumns BY_FIELD = new H2ByFieldColumns();
  private static final HashFunctions FUNCTIONS = new H2HashFunctions();
  private static final SqlExpressions EXPRESSIONS = new H2Expressions();
  private static final JoinStrategy JOINS = new UnionJoins();
  private static final ResultReading READING = new ResultReading() {};
  private static final EnginePolicy POLICY = new H2EnginePolicy();
  private static final Capabilities CAPABILITIES =
      new Capabilities(Transactions.SAVEPOINTS, false, false, false);
  private static final Failures FAILURES =
      Failures.STANDARD.with(
          Map.of(
              "90096", Failure.NO_RIGHTS,
              "90097", Failure.READ_ONLY,
              "42102", Failure.MISSING_TABLE,
              "42104", Failure.MISSING_TABLE,
              "90067", Failure.LOST_CONNECTION,
              "90098", Failure.LOST_CONNECTION,
              "90121", Failure.LOST_CONNECTION));

  private static final RowAppender APPENDER = new H2Appender();

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public Set<String> families() {
    return Set.of("H2");
  }

  @Override
  public String product() {
    return "H2";
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
    return APPENDER;
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
