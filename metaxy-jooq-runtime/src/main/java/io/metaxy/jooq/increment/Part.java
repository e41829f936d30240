package io.metaxy.jooq.increment;

import io.metaxy.jooq.exception.StoreException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * A part of an increment: its new or stale samples, or the rows of its orphaned samples. Each
 * method resolves again.
 *
 * @param <T> {@link Sample}, or the feature's record
 */
public interface Part<T> {

  /**
   * Fetches all of it, ordered by id (texts by their bytes); samples from the caller keep their
   * order.
   *
   * @throws StoreException if a sample is broken, unless such samples are left out
   */
  List<T> fetch();

  /**
   * Streams all of it in constant memory, in no particular order. Close the stream, or the
   * increment: until then, it holds a connection. If there is a pool, that connection is its own,
   * and writes meanwhile need another one; {@link Increment#computing} needs only one.
   *
   * @throws StoreException while streaming, if a sample is broken, unless such samples are left out
   */
  Stream<T> stream();

  /**
   * All of it as a jOOQ table with the name of the feature's table, so that the generated fields of
   * the ids, {@code metaxy_provenance_by_field} and {@code metaxy_provenance} select from it, and
   * for orphaned rows all fields. For samples it also has the columns passed downstream, by their
   * downstream names. It excludes broken samples. Samples from the caller, and hashes that the
   * database does not compute, are sent as values.
   *
   * <pre>{@code
   * dsl.insertInto(QUEUE).select(select(TRANSCRIPT.VIDEO_ID).from(increment.stale().asTable()))
   * }</pre>
   */
  Table<?> asTable();
}
