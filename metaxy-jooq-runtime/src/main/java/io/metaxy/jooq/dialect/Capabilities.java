package io.metaxy.jooq.dialect;

import java.util.Set;

/**
 * What a database can do.
 *
 * @param transactions its transactions
 * @param streamsInTransactions whether results are sent piece by piece in transactions only
 * @param knowsExtremes whether the least and the greatest value of a column are known without a
 *     scan
 * @param sharesSubqueries whether a common table expression is computed once for all that select
 *     from it
 * @param lacks the values that it has none for
 */
public record Capabilities(
    Transactions transactions,
    boolean streamsInTransactions,
    boolean knowsExtremes,
    boolean sharesSubqueries,
    Set<Lack> lacks) {

  public Capabilities {
    lacks = Set.copyOf(lacks);
  }

  /** Whether the database lacks something. */
  public boolean lacks(Lack lack) {
    return lacks.contains(lack);
  }

  /** Values that a database may have none for. */
  public enum Lack {
    /** Points in time; they are sent and stored as the wall clock of UTC. */
    INSTANTS,
    /** NaN and the infinities of floating-point numbers. */
    NOT_FINITE
  }

  /** What transactions a database has. */
  public enum Transactions {
    /** Each statement is one of its own. */
    NONE,
    /** Transactions without savepoints: a failed statement ends the whole. */
    FLAT,
    /** Transactions can be nested by savepoints. */
    SAVEPOINTS
  }
}
