package io.metaxy.jooq.dialect;

/**
 * What a database can do.
 *
 * @param transactions its transactions
 * @param streamsInTransactions whether results are sent piece by piece in transactions only
 * @param knowsExtremes whether the least and the greatest value of a column are known without a
 *     scan
 * @param sharesSubqueries whether a common table expression is computed once for all that select
 *     from it
 */
public record Capabilities(
    Transactions transactions,
    boolean streamsInTransactions,
    boolean knowsExtremes,
    boolean sharesSubqueries) {

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
