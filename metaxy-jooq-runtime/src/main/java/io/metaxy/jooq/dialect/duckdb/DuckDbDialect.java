package io.metaxy.jooq.dialect.duckdb;

import static java.util.Map.entry;

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

/** The dialect of DuckDB. */
public final class DuckDbDialect implements DialectProvider {

  /** The microsecond after the last one represents infinity. */
  static final TimeLimits TIMES =
      new TimeLimits(
          LocalDate.parse("-5877641-06-25"),
          LocalDate.parse("+5881580-07-10"),
          LocalDateTime.parse("-290308-12-22T00:00:00"),
          LocalDateTime.parse("+294247-01-10T04:00:54.775806"));

  @Override
  public FeatureDialect dialect() {
    return new FeatureDialect(
        "DuckDB",
        List.of("DUCKDB"),
        "DuckDB",
        new DuckDbAccess(),
        DuckDbTypes.ALL,
        new DuckDbTables(),
        new DuckDbByFieldColumns(),
        new DuckDbLists(),
        new DuckDbHashFunctions(),
        new DuckDbExpressions(),
        new DuckDbJoins(),
        new DuckDbReading(),
        (connection, append, rows) -> Appender.INSTANCE.append(connection, append, rows),
        new Capabilities(Capabilities.Transactions.FLAT, false, true, true, Set.of(), TIMES),
        new DuckDbEnginePolicy(),
        Failures.STANDARD.withMessages(
            Map.ofEntries(
                entry("Catalog Error: Table with name ", Failure.MISSING_TABLE),
                entry("Constraint Error: ", Failure.REJECTED),
                entry("Conversion Error: ", Failure.REJECTED),
                entry("Failed to append: ", Failure.REJECTED),
                entry("Invalid Input Error: ", Failure.REJECTED),
                entry("Out of Range Error: ", Failure.REJECTED),
                entry("Constraint Error: Duplicate key ", Failure.DUPLICATE),
                entry("Constraint Error: PRIMARY KEY or UNIQUE ", Failure.DUPLICATE),
                entry("Failed to append: Duplicate key ", Failure.DUPLICATE),
                entry("Failed to append: PRIMARY KEY or UNIQUE ", Failure.DUPLICATE),
                entry(
                    "TransactionContext Error: Failed to commit: PRIMARY KEY or UNIQUE ",
                    Failure.DUPLICATE),
                entry("TransactionContext Error: Conflict ", Failure.CONFLICT),
                entry(
                    "Invalid Input Error: Cannot execute statement of type ", Failure.READ_ONLY))));
  }

  /** Loads the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new DuckDbAppender();
  }
}
