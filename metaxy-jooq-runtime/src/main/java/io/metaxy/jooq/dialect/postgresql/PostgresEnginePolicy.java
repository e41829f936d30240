package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/** Choices for speed on PostgreSQL. */
final class PostgresEnginePolicy implements EnginePolicy {

  /**
   * The round-trip time, in nanoseconds, below which the server is near enough to fetch every row.
   */
  private static final long NEAR = 500_000;

  private static final int PINGS = 5;

  /**
   * The number of rows changed since the last ANALYZE at which the planner's statistics are
   * outdated.
   */
  private static final int CHANGED_ROWS = 1_000;

  @Override
  public Hint mergesByDefault(DSLContext dsl) {
    return dsl.connectionResult(PostgresEnginePolicy::roundTrip) < NEAR
        ? Hint.yes(
            "the server is near: it answers within 0.5 ms, and sends rows faster than it hashes"
                + " them")
        : Hint.no("the server is far: it takes more than 0.5 ms to answer");
  }

  /** The median time of a trivial statement, in nanoseconds. */
  private static long roundTrip(Connection connection) throws SQLException {
    long[] times = new long[PINGS];
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < PINGS; i++) {
        long start = System.nanoTime();
        statement.execute("select 1");
        times[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(times);
    return times[PINGS / 2];
  }

  @Override
  public Hint joinsForMerge() {
    return Hint.yes("PostgreSQL joins efficiently, and sending rows is expensive");
  }

  @Override
  public Hint readsJson() {
    return Hint.no("PostgreSQL reads the entries of jsonb faster than the JVM parses them");
  }

  @Override
  public Hint countsUnordered(DSLContext dsl, List<Table<?>> tables, long most) {
    return Hint.no("PostgreSQL joins rows for the merge");
  }

  @Override
  public Hint ordersForSpeed() {
    return Hint.no("PostgreSQL sorts on one core");
  }

  /**
   * Only if many rows were written since the last time, according to {@code pg_stat_all_tables}; a
   * table that was never analyzed is planned as if it were tiny. A standby cannot analyze.
   */
  @Override
  public void analyze(DSLContext dsl, Table<?> table) {
    String rendered = dsl.render(table);
    Record known =
        dsl.fetchOne(
            "select c.reltuples, coalesce(s.n_mod_since_analyze, 0), "
                + "pg_has_role(c.relowner, 'USAGE') and not pg_is_in_recovery() from pg_class c"
                + " left join pg_stat_all_tables s on s.relid = c.oid where c.oid = to_regclass(?)",
            rendered);
    if (known != null && Boolean.TRUE.equals(known.get(2, Boolean.class))) {
      double rows = known.get(0, Double.class);
      long changed = known.get(1, Long.class);
      if (rows < 0 || changed > Math.max(CHANGED_ROWS, rows / 5)) {
        dsl.execute("analyze " + rendered);
      }
    }
  }
}
