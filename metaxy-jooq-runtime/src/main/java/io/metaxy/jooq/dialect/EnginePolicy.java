package io.metaxy.jooq.dialect;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;

/** All choices that affect only speed, each with its reason. */
public interface EnginePolicy {

  /** Whether samples are resolved in the JVM by default; may measure the connection. */
  Hint mergesByDefault(DSLContext dsl);

  /** Whether the database joins what the JVM then hashes. */
  Hint joinsForMerge();

  /** Whether by-field columns are read as JSON and parsed in the JVM. */
  Hint readsJson();

  /**
   * Whether the JVM counts in no order the rows of tables that a merge otherwise reads in order;
   * requires instants that are comparable ({@link ResultReading#moment}).
   *
   * @param most the maximum number of rows that the JVM can keep
   */
  Hint countsUnordered(DSLContext dsl, List<Table<?>> tables, long most);

  /** Whether rows are requested in order although the caller does not need it. */
  Hint ordersForSpeed();

  /**
   * The context for a query that runs once. Without bind values it is not prepared: the database
   * would parse it for one run, and may plan it twice.
   */
  default DSLContext once(DSLContext dsl, Query query) {
    return query.getBindValues().isEmpty()
        ? DSL.using(
            dsl.configuration()
                .deriveSettings(s -> s.withStatementType(StatementType.STATIC_STATEMENT)))
        : dsl;
  }

  /**
   * A text that is the same for every run of a query, such as a version: a literal, so that the
   * query needs no bind values for it and {@link #once} applies.
   */
  default Field<String> constant(String text) {
    return DSL.inline(text);
  }

  /** Refreshes the planner's statistics of a table if its plans depend on them. */
  default void analyze(DSLContext dsl, Table<?> table) {}

  /**
   * A hint on performance.
   *
   * @param taken whether the hint applies
   * @param reason why, for messages
   */
  record Hint(boolean taken, String reason) {

    /** A hint that applies, with its reason. */
    public static Hint yes(String reason) {
      return new Hint(true, reason);
    }

    /** A hint that does not apply. */
    public static Hint no(String reason) {
      return new Hint(false, reason);
    }
  }
}
