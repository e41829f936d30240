package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.DialectProvider;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.RowAppender;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dialect of DuckDB. */
public final class DuckDbDialect implements DialectProvider {

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
        new Capabilities(Capabilities.Transactions.FLAT, false, true, true, Set.of()),
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
