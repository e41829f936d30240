package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.UnionJoins;
import io.metaxy.jooq.value.TimeLimits;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialect of H2. */
public final class H2Dialect implements DialectProvider {

  /** Its own limits are just beyond those of Java. */
  private static final TimeLimits TIMES =
      new TimeLimits(
          LocalDate.MIN,
          LocalDate.MAX,
          LocalDateTime.MIN,
          LocalDateTime.MAX.truncatedTo(ChronoUnit.MICROS));

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "H2",
        List.of("H2"),
        "H2",
        new H2Access(),
        H2Types.ALL,
        new H2Tables(),
        new H2ByFieldColumns(),
        new H2Lists(),
        new H2HashFunctions(),
        new H2Expressions(),
        new UnionJoins("any_value"),
        new H2Reading(),
        new H2Appender(),
        new Capabilities(
            Capabilities.Transactions.SAVEPOINTS, false, false, false, Set.of(), TIMES),
        new H2EnginePolicy(),
        Failures.STANDARD
            .with(
                Map.of(
                    "42S03", Failure.MISSING_TABLE,
                    "42S04", Failure.MISSING_TABLE,
                    "90007", Failure.LOST_CONNECTION,
                    "90040", Failure.NO_RIGHTS,
                    "90067", Failure.LOST_CONNECTION,
                    "90096", Failure.NO_RIGHTS,
                    "90097", Failure.READ_ONLY,
                    "90121", Failure.LOST_CONNECTION,
                    "HYT00", Failure.CONFLICT))
            .withStatementAfter("; SQL statement:"));
  }
}
