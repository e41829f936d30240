package io.metaxy.jooq.dialect;

import org.jooq.DSLContext;
import org.jooq.Table;

/** All choices that affect only speed, each with its reason. */
public interface EnginePolicy {

  /** Whether samples are resolved in the JVM by default; may measure the connection. */
  Hint mergesByDefault(DSLContext dsl);

  /** Whether the database joins what the JVM then hashes. */
  Hint joinsForMerge();

  /** Whether by-field columns are read as JSON and parsed in the JVM. */
  Hint readsJson();

  /** Whether rows are requested in order although the caller does not need it. */
  Hint ordersForSpeed();

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
