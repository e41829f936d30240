package io.metaxy.jooq.increment;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.spool.Spool;
import io.metaxy.jooq.resolve.spool.SpoolException;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.table.FeatureRecord;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pending samples of an increment, as a computation sees them.
 *
 * @param <R> the feature's record
 */
final class PendingSamples<R extends FeatureRecord<R>> {

  /** The number of samples that are read between two checks for an interrupt. */
  private static final int CHECKED = 4_096;

  private final Increment<R> increment;

  PendingSamples(Increment<R> increment) {
    this.increment = increment;
  }

  /** Whether samples were compared with existing rows. */
  boolean compares() {
    return increment.compares();
  }

  /** The number of samples, if the caller has counted them. */
  OptionalLong count() {
    return increment.counted();
  }

  /**
   * Reads the samples, returns the connection, and passes them to the consumer until it returns
   * false. If one is broken or cannot be read, throws after the consumer received those before it.
   *
   * <p>An interrupt ends the reading and is left to the consumer.
   *
   * @throws InterruptedException if the thread was interrupted while it used a temporary file; its
   *     interrupt flag is cleared
   * @throws StoreException also if the temporary file cannot be written; nothing is computed then
   */
  void each(Predicate<Sample<R>> consumer) throws InterruptedException {
    try (Spool spool = new Spool(increment.plan(), increment.sampleRecords().ids())) {
      RuntimeException failure = fill(spool);
      for (ResolvedRow row = spool.next(); row != null; row = spool.next()) {
        if (!consumer.test(increment.sample(row))) {
          return;
        }
      }
      if (failure != null) {
        throw failure;
      }
    } catch (SpoolException e) {
      throw notKept(e);
    }
  }

  /** Reads the samples; returns why not all of them were. */
  private @Nullable RuntimeException fill(Spool spool) {
    try {
      boolean broken = increment.readPending(rows -> fill(spool, rows));
      return broken ? increment.areBroken() : null;
    } catch (SpoolException e) {
      throw e;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Reads the samples before the first that is broken; returns whether there is one. */
  private static boolean fill(Spool spool, RowCursor<ResolvedRow> rows) {
    int read = 0;
    for (ResolvedRow row = rows.next(); row != null; row = rows.next()) {
      if (row.status() == Status.BROKEN) {
        return true;
      }
      spool.add(row);
      if (++read % CHECKED == 0 && Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return false;
  }

  private StoreException notKept(SpoolException e) throws InterruptedException {
    if (e.isInterrupted() && Thread.interrupted()) {
      throw new InterruptedException(e.getMessage());
    }
    return new StoreException(
        "Cannot keep the samples of "
            + increment.plan().key()
            + " in a temporary file in "
            + Spool.directory()
            + ": "
            + e.getMessage()
            + "; free space there, or name another directory with -Djava.io.tmpdir",
        e);
  }
}
