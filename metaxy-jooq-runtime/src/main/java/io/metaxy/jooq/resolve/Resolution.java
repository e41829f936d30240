package io.metaxy.jooq.resolve;

import io.metaxy.jooq.resolve.merge.MergeResolution;
import io.metaxy.jooq.sql.RowCursor;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/**
 * Who resolves: the database in one statement ({@link SqlResolution}), the JVM over one ordered
 * result ({@link MergeResolution}), or the JVM over samples that the caller gave ({@link
 * GivenResolution}). All give the same rows and hashes.
 */
public interface Resolution {

  /** The name of who resolves, for the reader. */
  String engine();

  /** How much there is of each status. */
  ResolvedCounts counts(DSLContext dsl);

  /**
   * The samples of some statuses, new or stale.
   *
   * @param carried whether the rows that they are made from come with them
   * @param ordered whether they come in the order of their ids, texts by bytes
   */
  RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered);

  /** The current rows, whole, that are no longer expected, by the names of the target's columns. */
  RowCursor<Record> orphaned(DSLContext dsl);

  /** What cannot be hashed. */
  RowCursor<BrokenInput> broken(DSLContext dsl);

  /**
   * The samples of some statuses as a table with the name of the feature's: their ids, {@code
   * metaxy_provenance_by_field}, {@code metaxy_provenance}, and where the database resolves, the
   * columns that travel, by their names downstream.
   */
  Table<?> table(DSLContext dsl, Set<Status> statuses);

  /** The current rows that are no longer expected, as a table with the name of the feature's. */
  Table<?> orphanedTable(DSLContext dsl);

  /**
   * The statement that is run, with its values. Where it is first proved that each id of a table
   * has one row, the statement that is run then does not look for the latest.
   */
  String statement(DSLContext dsl);
}
