package io.metaxy.jooq.dialect;

import io.metaxy.jooq.value.TimeLimits;
import io.metaxy.jooq.value.Unicode;
import java.util.Set;

/**
 * The capabilities of a database.
 *
 * @param transactions the transactions it supports
 * @param streamsInTransactions whether results are streamed only in transactions
 * @param knowsExtremes whether the minimum and maximum of a column are known without a scan
 * @param sharesSubqueries whether a common table expression is computed once for all that select
 *     from it
 * @param lacks the kinds of values that it does not support
 * @param times the dates and times that it stores
 */
public record Capabilities(
    Transactions transactions,
    boolean streamsInTransactions,
    boolean knowsExtremes,
    boolean sharesSubqueries,
    Set<Lack> lacks,
    TimeLimits times) {

  public Capabilities {
    lacks = Set.copyOf(lacks);
  }

  /** Whether the database does not support a kind of value. */
  public boolean lacks(Lack lack) {
    return lacks.contains(lack);
  }

  /** Which texts the database stores unchanged. */
  public Unicode unicode() {
    return new Unicode(!lacks(Lack.ZERO_CHARACTERS));
  }

  /** Kinds of values that some databases do not support. */
  public enum Lack {
    /** Points in time; they are sent and stored as UTC date and time. */
    INSTANTS,
    /** NaN and the infinities of floating-point numbers. */
    NOT_FINITE,
    /** U+0000 in texts. */
    ZERO_CHARACTERS
  }

  /** The transactions that a database supports. */
  public enum Transactions {
    /** Each statement is its own transaction. */
    NONE,
    /** Transactions without savepoints: a failed statement ends the whole transaction. */
    FLAT,
    /** Transactions that can be nested with savepoints. */
    SAVEPOINTS
  }
}
