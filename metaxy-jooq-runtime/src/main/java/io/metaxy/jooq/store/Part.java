package io.metaxy.jooq.store;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * A part of an increment: its samples that are new or stale, or its orphaned rows. Each method
 * resolves anew.
 *
 * @param <T> {@link Sample}, or the feature's record
 */
public interface Part<T> {

  /**
   * All of it, in the order of the ids, texts by their bytes; samples that the caller gave in the
   * order in which they were given.
   *
   * @throws StoreException when a sample is broken, unless such samples are left out
   */
  List<T> fetch();

  /**
   * All of it in constant memory, in no order; with a pool, on a connection of its own. Close the
   * stream, or the increment.
   *
   * @throws StoreException while streaming, when a sample is broken, unless such samples are left
   *     out
   */
  Stream<T> stream();

  /**
   * All of it as a table of the DSL that has the name of the feature's table, so that the generated
   * fields of the ids, {@code metaxy_provenance_by_field} and {@code metaxy_provenance} select from
   * it, and the orphaned rows' all; of samples, the columns that travel are there by their names
   * downstream. Broken samples are not in it. Given samples, and hashes that the database does not
   * compute, are sent to it as values.
   *
   * <pre>{@code
   * dsl.insertInto(QUEUE).select(select(TRANSCRIPT.VIDEO_ID).from(increment.stale().asTable()))
   * }</pre>
   */
  Table<?> asTable();
}
