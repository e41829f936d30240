package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.value.TimeLimits;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialect of PostgreSQL. */
public final class PostgresDialect implements DialectProvider {

  /** The driver treats dates before the year 4713 BC as infinite. */
  private static final TimeLimits TIMES =
      new TimeLimits(
          LocalDate.parse("-4712-01-01"),
          LocalDate.parse("+5874897-12-31"),
          LocalDateTime.parse("-4712-01-01T00:00:00"),
          LocalDateTime.parse("+294276-12-31T23:59:59.999999"));

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "PostgreSQL",
        List.of("POSTGRES"),
        "PostgreSQL",
        PostgresTypes.ALL,
        new PostgresTables(),
        new PostgresByFieldColumns(),
        new PostgresHashFunctions(),
        new PostgresExpressions(),
        new PostgresJoins(),
        new PostgresReading(),
        (connection, append, rows) -> Appender.INSTANCE.append(connection, append, rows),
        new Capabilities(Capabilities.Transactions.SAVEPOINTS, true, false, true, Set.of(), TIMES),
        new PostgresEnginePolicy(),
        Failures.STANDARD
            // 25P03 and 25P04: a session timeout ended it within a transaction.
            .with(
                Map.of(
                    "57P", Failure.LOST_CONNECTION,
                    "25P03", Failure.LOST_CONNECTION,
                    "25P04", Failure.LOST_CONNECTION,
                    "55P03", Failure.CONFLICT,
                    "42P01", Failure.MISSING_TABLE))
            // A message names the object of the privilege, not the privilege.
            .withRights(
                Map.of("for schema", "USAGE", "temporary tables in database", "TEMPORARY")));
  }

  /** Loads the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new PostgresAppender();
  }
}
