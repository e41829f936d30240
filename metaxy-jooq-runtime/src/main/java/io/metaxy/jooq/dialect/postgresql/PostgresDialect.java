package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.RowAppender;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialect of PostgreSQL. */
public final class PostgresDialect implements DialectProvider {

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
        new Capabilities(Capabilities.Transactions.SAVEPOINTS, true, false, true, Set.of()),
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
