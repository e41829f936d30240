package io.metaxy.jooq.dialect;

import org.jooq.DSLContext;
import org.jooq.Table;

/** Everything that is done for speed only, each with its reason. */
public interface EnginePolicy {

  /**
   * Whether samples are resolved in the JVM unless the caller names an engine; may measure the
   * connection.
   */
  Hint mergesByDefault(DSLContext dsl);

  /** Whether the database joins what the JVM then hashes. */
  Hint joinsForMerge();

  /** Whether by-field columns are read as JSON and parsed in the JVM. */
  Hint readsJson();

  /** Whether rows are asked for in order although the caller needs none. */
  Hint ordersForSpeed();

  /** Refreshes what the planner knows of a table where its plans depend on it. */
  default void analyze(DSLContext dsl, Table<?> table) {}

  /**
   * A hint on performance.
   *
   * @param taken whether the database is handled this way
   * @param reason why, for the reader
   */
  record Hint(boolean taken, String reason) {

    /** A hint that is followed. */
    public static Hint yes(String reason) {
      return new Hint(true, reason);
    }

    /** A hint that is not. */
    public static Hint no(String reason) {
      return new Hint(false, reason);
    }
  }
}
