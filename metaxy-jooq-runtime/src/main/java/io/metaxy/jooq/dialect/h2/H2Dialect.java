package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.ResultReading;
import java.util.List;
import java.util.Map;

/** The parts of H2. */
public final class H2Dialect implements DialectProvider {

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "H2",
        List.of("H2"),
        "H2",
        H2Types.ALL,
        new H2ByFieldColumns(),
        new H2HashFunctions(),
        new H2Expressions(),
        new UnionJoins(),
        new ResultReading() {},
        new H2Appender(),
        new Capabilities(Capabilities.Transactions.SAVEPOINTS, false, false, false),
        new H2EnginePolicy(),
        Failures.STANDARD
            .with(
                Map.of(
                    "42S03", Failure.MISSING_TABLE,
                    "42S04", Failure.MISSING_TABLE,
                    "90067", Failure.LOST_CONNECTION,
                    "90096", Failure.NO_RIGHTS,
                    "90097", Failure.READ_ONLY,
                    "90121", Failure.LOST_CONNECTION))
            .withStatementAfter("; SQL statement:"));
  }
}
