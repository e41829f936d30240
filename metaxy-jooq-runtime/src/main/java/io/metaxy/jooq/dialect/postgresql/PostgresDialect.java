package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.RowAppender;
import io.metaxy.jooq.value.TimeLimits;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** The dialect of PostgreSQL. */
public final class PostgresDialect implements DialectProvider {

  private static final String NO_PRIVILEGE = "42501";

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
        new PostgresAccess(),
        PostgresTypes.ALL,
        new PostgresTables(),
        new PostgresByFieldColumns(),
        new PostgresLists(),
        new PostgresHashFunctions(),
        new PostgresExpressions(),
        new PostgresJoins(),
        new PostgresReading(),
        (connection, append, rows) -> Appender.INSTANCE.append(connection, append, rows),
        new Capabilities(
            Capabilities.Transactions.SAVEPOINTS,
            true,
            false,
            true,
            Set.of(Lack.ZERO_CHARACTERS),
            TIMES),
        new PostgresEnginePolicy(),
        Failures.STANDARD
            // 3D000: no such database; 53300: no free connection; 57P03: not yet started.
            // 25P03 and 25P04: a session timeout ended it within a transaction; 44: a view's check
            // option; 54: a value that is too large for an index; P0001: a trigger's exception.
            .with(
                Map.ofEntries(
                    Map.entry("3D000", Failure.NO_CONNECTION),
                    Map.entry("53300", Failure.NO_CONNECTION),
                    Map.entry("57P03", Failure.NO_CONNECTION),
                    Map.entry("57P", Failure.LOST_CONNECTION),
                    Map.entry("25P03", Failure.LOST_CONNECTION),
                    Map.entry("25P04", Failure.LOST_CONNECTION),
                    Map.entry("44", Failure.REJECTED),
                    Map.entry("54000", Failure.REJECTED),
                    Map.entry("P0001", Failure.REJECTED),
                    Map.entry("55P03", Failure.CONFLICT),
                    Map.entry("42P01", Failure.MISSING_TABLE)))
            .withDriver(error -> Errors.meaning(error))
            // A message names the object of the privilege, not the privilege.
            .withRights(
                Map.of("for schema", "USAGE", "temporary tables in database", "TEMPORARY")));
  }

  /** Loads the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new PostgresAppender();
  }

  /** Loads the driver's classes only when an error occurs. */
  private static final class Errors {

    /** The function of the server that checks policies; it reports a lack of privileges. */
    private static final String CHECKS_POLICIES = "ExecWithCheckOptions";

    /** The function that finds that a prepared statement would have other columns. */
    private static final String CHECKS_PLANS = "RevalidateCachedQuery";

    static Optional<Failure> meaning(SQLException error) {
      if (!(error instanceof PSQLException own) || own.getServerErrorMessage() == null) {
        return Optional.empty();
      }
      String function = String.valueOf(own.getServerErrorMessage().getRoutine());
      if (function.equals(CHECKS_PLANS)) {
        return Optional.of(Failure.STALE_PLAN);
      }
      return NO_PRIVILEGE.equals(own.getSQLState()) && function.equals(CHECKS_POLICIES)
          ? Optional.of(Failure.POLICY)
          : Optional.empty();
    }
  }
}
