package io.metaxy.jooq.resolve;

import io.metaxy.jooq.resolve.merge.MergeResolution;
import io.metaxy.jooq.sql.RowCursor;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/**
 * A way to resolve: in the database with one statement ({@link SqlResolution}), in the JVM over one
 * ordered result ({@link MergeResolution}), or in the JVM over the caller's samples ({@link
 * GivenResolution}). All return the same rows and hashes.
 */
public interface Resolution {

  /** The name of the engine, for messages. */
  String engine();

  /**
   * The number of samples per status.
   *
   * @param form gets the hashes of the stale samples' rows, if the JVM sees them
   */
  ResolvedCounts counts(DSLContext dsl, HashForm form);

  /**
   * The samples of some statuses, new or stale.
   *
   * @param carried whether they include the upstream rows that they depend on
   * @param ordered whether they are ordered by id, texts by bytes
   */
  RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered);

  /**
   * The complete current rows that are no longer expected, by the names of the target's columns.
   */
  RowCursor<Record> orphaned(DSLContext dsl);

  /** The inputs that cannot be hashed. */
  RowCursor<BrokenInput> broken(DSLContext dsl);

  /**
   * The samples of some statuses as a table with the name of the feature's: their ids, {@code
   * metaxy_provenance_by_field}, {@code metaxy_provenance}, and if the database resolves, the
   * columns passed downstream, by their downstream names.
   */
  Table<?> table(DSLContext dsl, Set<Status> statuses);

  /** The current rows that are no longer expected, as a table with the name of the feature's. */
  Table<?> orphanedTable(DSLContext dsl);

  /**
   * The statement that is run, with its values. If each id of a table is proved to have one row,
   * the statement that is actually run does not search for the latest row.
   */
  String statement(DSLContext dsl);

  /** A line that says how samples are counted, if not with the {@link #statement}; or empty. */
  default String counting(DSLContext dsl) {
    return "";
  }
}
