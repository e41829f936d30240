package io.metaxy.jooq.dialect.duckdb;

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

  /** The next microsecond after the last one is infinite. */
  private static final TimeLimits TIMES =
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
        DuckDbTypes.ALL,
        new DuckDbTables(),
        new DuckDbByFieldColumns(),
        new DuckDbHashFunctions(),
        new DuckDbExpressions(),
        new DuckDbJoins(),
        new DuckDbReading(),
        (connection, append, rows) -> Appender.INSTANCE.append(connection, append, rows),
        new Capabilities(Capabilities.Transactions.FLAT, false, true, true, Set.of(), TIMES),
        new DuckDbEnginePolicy(),
        Failures.STANDARD.withMessages(
            Map.of(
                "Catalog Error: Table with name ", Failure.MISSING_TABLE,
                "Constraint Error: Duplicate key ", Failure.DUPLICATE,
                "Constraint Error: PRIMARY KEY or UNIQUE ", Failure.DUPLICATE,
                "Failed to append: Duplicate key ", Failure.DUPLICATE,
                "Failed to append: PRIMARY KEY or UNIQUE ", Failure.DUPLICATE,
                "TransactionContext Error: Failed to commit: PRIMARY KEY or UNIQUE ",
                    Failure.DUPLICATE,
                "TransactionContext Error: Conflict ", Failure.CONFLICT,
                "Invalid Input Error: Cannot execute statement of type ", Failure.READ_ONLY)));
  }

  /** Loads the driver's classes only when rows are appended. */
  private static final class Appender {
    static final RowAppender INSTANCE = new DuckDbAppender();
  }
}
