package io.metaxy.jooq.increment;

import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Configures how an increment's pending samples are computed and written:
 *
 * <pre>{@code
 * increment.computing().parallel(executor, 8).skipFailures().onProgress(log::info).pending(sample -> …)
 * }</pre>
 *
 * <p>All samples are read before the first is computed, and then no connection is in use until a
 * chunk is written. Only the samples of one chunk and those being computed are in memory; if the
 * others take more than a few megabytes, they wait in a temporary file. Each chunk is one
 * transaction. Not thread-safe.
 *
 * @param <R> the feature's record
 */
public final class Computation<R extends FeatureRecord<R>> {

  private static final int REPORTED_FAILURES = 1_000;

  /** How often to check whether the executor was shut down. */
  private static final long LOOKED_AFTER_SECONDS = 1;

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final SampleRecords<R> sampleRecords;
  private final PendingSamples<R> samples;
  private Executor executor = Runnable::run;
  private int atOnce = 1;
  private boolean skipFailures;
  private Consumer<Progress> listener = progress -> {};
  private BooleanSupplier cancelled = () -> false;

  Computation(
      StoreContext store,
      FeatureTable<R> table,
      SampleRecords<R> sampleRecords,
      PendingSamples<R> samples) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.sampleRecords = sampleRecords;
    this.samples = samples;
  }

  /**
   * Computes up to {@code samples} samples at once on an executor; the calling thread writes them
   * in the order in which they were found.
   */
  public Computation<R> parallel(Executor on, int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "Invalid number of parallel samples: " + samples + " (must be at least 1)");
    }
    executor = Objects.requireNonNull(on, "executor");
    atOnce = samples;
    return this;
  }

  /**
   * Skips samples whose computation throws, or whose records are invalid or rejected by the
   * database, and reports them in the result. All other samples are written.
   */
  public Computation<R> skipFailures() {
    skipFailures = true;
    return this;
  }

  /** Reports progress after each chunk, on the calling thread. */
  public Computation<R> onProgress(Consumer<Progress> consumer) {
    listener = Objects.requireNonNull(consumer, "listener");
    return this;
  }

  /** Stops before the next sample once the condition is true; what was computed is written. */
  public Computation<R> cancelWhen(BooleanSupplier condition) {
    cancelled = Objects.requireNonNull(condition, "condition");
    return this;
  }

  /** See {@link Increment#pending}. */
  public PendingResult pending(Function<Sample<R>, R> compute) {
    Objects.requireNonNull(compute, "compute");
    return pendingMany(
        sample -> {
          R record = compute.apply(sample);
          if (record == null) {
            throw new InvalidRowException(
                "Cannot write null for the sample "
                    + sample.ids()
                    + " of "
                    + plan.key()
                    + "; return its record");
          }
          return List.of(record);
        });
  }

  /** See {@link Increment#pendingMany}. */
  public PendingResult pendingMany(Function<Sample<R>, ? extends Collection<R>> compute) {
    Objects.requireNonNull(compute, "compute");
    store.checkWritable(Operation.WRITE, plan);
    return new Run(compute).run();
  }

  /** One run over the pending samples. */
  private final class Run {
    private final Function<Sample<R>, ? extends Collection<R>> compute;
    private final Chunk<R> chunk = new Chunk<>(store, table, samples.compares());
    private final Deque<Started> started = new ArrayDeque<>();
    private final List<FailedSample> failures = new ArrayList<>();
    private final long start = System.nanoTime();
    private long failed;

    /** Whether a chunk could not be written, or the thread was interrupted, which ends the run. */
    private boolean writeFailed;

    private final class Started {
      final Sample<R> sample;
      final FutureTask<Collection<R>> task;

      Started(Sample<R> sample) {
        this.sample = sample;
        this.task = new FutureTask<>(() -> compute.apply(sample));
      }
    }

    Run(Function<Sample<R>, ? extends Collection<R>> compute) {
      this.compute = compute;
    }

    PendingResult run() {
      boolean[] stopped = {false};
      try {
        samples.each(
            sample -> {
              stopped[0] = cancelled.getAsBoolean();
              return !stopped[0] && take(sample);
            });
        while (!started.isEmpty()) {
          finish(started.removeFirst());
        }
        flush();
      } catch (InterruptedException e) {
        cancel();
        throw interrupted(e);
      } catch (StoreException e) {
        cancel();
        throw writeFailed ? e : notRead(e);
      } catch (RuntimeException | Error e) {
        cancel();
        keep(e);
        throw e;
      }
      return new PendingResult(
          chunk.samplesWritten(), chunk.rowsWritten(), failed, failures, stopped[0]);
    }

    private void cancel() {
      started.forEach(s -> s.task.cancel(true));
    }

    private StoreException notRead(StoreException e) {
      keep(e);
      return stopped(e);
    }

    /** Writes what was computed before, unless that fails too. */
    private void keep(Throwable failure) {
      if (!writeFailed) {
        try {
          flush();
        } catch (RuntimeException alsoNotWritten) {
          failure.addSuppressed(alsoNotWritten);
        }
      }
    }

    private StoreException stopped(StoreException e) {
      writeFailed = true;
      return chunk.samplesWritten() == 0
          ? e
          : new StoreException(e.getMessage() + "; " + written(), e);
    }

    private boolean take(Sample<R> sample) {
      if (Thread.interrupted()) {
        throw interrupted(null);
      }
      Started next = new Started(sample);
      try {
        executor.execute(next.task);
      } catch (RejectedExecutionException e) {
        finishDone();
        throw notComputed(sample, e);
      }
      started.add(next);
      if (started.size() >= atOnce) {
        finish(started.removeFirst());
      }
      return true;
    }

    /** Samples still waiting for an executor that was shut down are never computed. */
    private void finishDone() {
      while (!started.isEmpty() && started.getFirst().task.isDone()) {
        finish(started.removeFirst());
      }
    }

    private void finish(Started head) {
      try {
        chunk.add(head.sample, checked(head.sample, computed(head)));
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        failed(head.sample, Objects.requireNonNull(e.getCause()));
      } catch (InvalidRowException e) {
        failed(head.sample, e);
      }
      if (chunk.isFull()) {
        flush();
      }
    }

    /** Waits for a task, which the executor may have dropped in {@code shutdownNow()}. */
    private Collection<R> computed(Started head) throws InterruptedException, ExecutionException {
      while (true) {
        boolean over = executor instanceof ExecutorService service && service.isTerminated();
        try {
          return head.task.get(over ? 0 : LOOKED_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          if (over) {
            finishDone();
            throw notComputed(
                head.sample, new RejectedExecutionException("the executor was shut down", e));
          }
        }
      }
    }

    private void failed(Sample<R> sample, Throwable cause) {
      if (cause instanceof Error error) {
        throw error;
      }
      if (!skipFailures || !(cause instanceof RuntimeException exception)) {
        throw notComputed(sample, cause);
      }
      failed(sample.ids(), exception);
    }

    /** A sample with a row that the database rejects. */
    private void refused(List<@Nullable Object> ids, RuntimeException reason) {
      if (!skipFailures) {
        writeFailed = true;
        String message = reason.getMessage() + "; " + written();
        throw reason instanceof InvalidRowException
            ? new InvalidRowException(message, reason)
            : new StoreException(message, reason);
      }
      failed(Sample.ids(plan, ids), reason);
    }

    private void failed(Map<String, @Nullable Object> ids, RuntimeException cause) {
      failed++;
      if (failures.size() < REPORTED_FAILURES) {
        failures.add(new FailedSample(ids, cause));
      }
    }

    private RuntimeException notComputed(Sample<R> sample, Throwable cause) {
      keep(cause);
      return cause instanceof InvalidRowException
          ? new InvalidRowException(cause.getMessage() + "; " + written(), cause)
          : new ComputationException(
              "Cannot compute the sample "
                  + sample.ids()
                  + " of "
                  + plan.key()
                  + ": "
                  + cause
                  + "; "
                  + written(),
              cause);
    }

    private String written() {
      long samples = chunk.samplesWritten();
      return samples
          + (samples == 1 ? " sample is" : " samples are")
          + " already written: correct the cause and resolve again, or continue after failures with"
          + " skipFailures()";
    }

    private StoreException interrupted(@Nullable InterruptedException e) {
      try {
        flush();
      } finally {
        Thread.currentThread().interrupt();
      }
      writeFailed = true;
      String message =
          "Cannot continue computing "
              + plan.key()
              + ", because the thread was interrupted; "
              + chunk.samplesWritten()
              + " samples are written: resolve again to continue from there";
      return e == null ? new StoreException(message) : new StoreException(message, e);
    }

    private void flush() {
      boolean any;
      try {
        any = chunk.write(this::refused);
      } catch (StoreException | InvalidRowException e) {
        throw writeFailed ? e : stopped(notWritten(e));
      } catch (RuntimeException e) {
        throw stopped(notWritten(e));
      }
      if (any) {
        double seconds = (System.nanoTime() - start) / 1e9;
        long done = chunk.samplesWritten();
        listener.accept(new Progress(done, samples.count(), done / seconds));
      }
    }
  }

  /** A failure of the transaction itself, of a class that its provider has chosen. */
  private StoreException notWritten(RuntimeException e) {
    return e instanceof StoreException known
        ? known
        : new StoreException("Cannot write " + plan.key() + ": " + e.getMessage(), e);
  }

  private Collection<R> checked(Sample<R> sample, @Nullable Collection<R> rows) {
    if (rows == null) {
      throw new InvalidRowException(
          "Cannot write null for the sample "
              + sample.ids()
              + " of "
              + plan.key()
              + "; return its records");
    }
    List<@Nullable Object> ids = sample.idValues();
    for (R row : rows) {
      if (row != null) {
        checkIds(sample, ids, sampleRecords.ids(row));
        sampleRecords.stamp(row, sample.provenanceByField());
      }
    }
    return rows;
  }

  private void checkIds(
      Sample<R> sample, List<@Nullable Object> asked, List<@Nullable Object> given) {
    for (int i = 0; i < asked.size(); i++) {
      if (!Objects.equals(given.get(i), asked.get(i))) {
        throw new InvalidRowException(
            "Cannot write a record with "
                + plan.inputIdColumns().get(i)
                + "="
                + given.get(i)
                + " for the sample "
                + sample.ids()
                + " of "
                + plan.key()
                + "; start from sample.record(), which has the ids");
      }
    }
  }
}
