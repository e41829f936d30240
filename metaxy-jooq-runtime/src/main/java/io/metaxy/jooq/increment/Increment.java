package io.metaxy.jooq.increment;

import io.metaxy.jooq.context.AlgorithmGuard;
import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.increment.SampleRecords.Records;
import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.BorrowedConnection;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a feature that are new, stale and orphaned ({@code docs/semantics.md} 7). Each
 * method resolves again and fetches only the rows that it returns. Not thread-safe.
 *
 * @param <R> the feature's generated record
 */
public final class Increment<R extends FeatureRecord<R>> implements AutoCloseable {

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final Resolution resolution;
  private final AlgorithmGuard guard;
  private final String reason;
  private final SampleRecords<R> sampleRecords;
  private final Records<R> records;
  private final boolean compares;
  private final boolean leavesOutBroken;
  private final List<RowCursor<?>> open = new ArrayList<>();
  private @Nullable Counts counted;
  private boolean closed;

  Increment(
      StoreContext store,
      FeatureTable<R> table,
      Resolution resolution,
      AlgorithmGuard guard,
      String reason,
      SampleRecords<R> sampleRecords,
      Records<R> records,
      ResolveOptions<R> options) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.resolution = resolution;
    this.guard = guard;
    this.reason = reason;
    this.sampleRecords = sampleRecords;
    this.records = records;
    this.compares = options.compares();
    this.leavesOutBroken = options.leavesOutBroken();
  }

  /**
   * Counts the samples that are new, stale and orphaned; fetches nothing else.
   *
   * @throws StoreException if a sample is broken (an upstream has no version for a field that it
   *     depends on), unless such samples are left out, or if samples are stale because the existing
   *     rows were hashed by another algorithm
   */
  public Counts counts() {
    HashForm form = hashForm();
    ResolvedCounts counts = sql(() -> resolution.counts(unshared(), form));
    if (counts.stale() > 0 && form.isShown()) {
      guard.pass();
    } else if (counts.stale() > 0) {
      checkAlgorithm();
    }
    if (counts.broken() > 0 && !leavesOutBroken) {
      throw broken(counts.broken());
    }
    counted =
        new Counts(
            counts.newSamples(),
            counts.stale(),
            counts.orphaned(),
            counts.broken(),
            counts.expected());
    return counted;
  }

  /** The expected samples that have no row yet. */
  public Part<Sample<R>> newSamples() {
    return new Samples(EnumSet.of(Status.NEW));
  }

  /** The expected samples whose row was computed from other inputs. */
  public Part<Sample<R>> stale() {
    return new Samples(EnumSet.of(Status.STALE));
  }

  /**
   * The current rows of the samples that are no longer expected. For a 1:N dependency, these are
   * the rows of such parents, and {@link Counts#orphaned} counts the parents.
   */
  public Part<R> orphaned() {
    return new Orphaned();
  }

  /** The expected samples that cannot be hashed, ordered by id. */
  public List<BrokenSample> broken() {
    List<BrokenSample> samples = new ArrayList<>();
    try (RowCursor<BrokenInput> cursor = sql(() -> resolution.broken(unshared()))) {
      for (BrokenInput input = next(cursor); input != null; input = next(cursor)) {
        samples.add(new BrokenSample(Sample.ids(plan, input.ids()), input.missing()));
      }
    }
    return samples;
  }

  /**
   * Computes and writes the new and stale samples: passes the samples to the function and appends
   * the records that it returns, stamped with the samples' provenance, in chunks. Each chunk is one
   * transaction, unless the store's DSLContext is in one. All samples are read first, so that no
   * connection is in use while they are computed. See {@link #computing} for more.
   *
   * @param compute returns the record of a sample, best built from {@link Sample#record()}
   * @return the number of rows written
   * @throws ComputationException if the function throws; what was computed before is written
   * @throws InvalidRowException if a returned record has other ids, lacks a required column, or has
   *     a value that its column cannot hold; what was computed before is written
   * @throws StoreException if a sample is broken, or the database rejects a row, which it names;
   *     what was computed before is written. If a statement or a commit fails for another reason,
   *     the chunk is not written
   */
  public long pending(Function<Sample<R>, R> compute) {
    return computing().pending(compute).rows();
  }

  /**
   * The same for a function that returns any number of rows per sample, as for a 1:N dependency:
   * all rows of a sample are written in one transaction with the same provenance, and its existing
   * rows that are not returned again are soft-deleted, unless they belong to another sample by then
   * ({@code docs/semantics.md} 9). So is the row of a sample for which nothing is returned,
   * regardless of the dependencies.
   *
   * @param compute returns the records of a sample, each best built from {@link Sample#record()}
   */
  public long pendingMany(Function<Sample<R>, ? extends Collection<R>> compute) {
    return computing().pendingMany(compute).rows();
  }

  /**
   * Configures how the pending samples are computed: in parallel, with progress reports, continuing
   * after failures.
   */
  public Computation<R> computing() {
    StoreContext later = store.with(store.instants().after(guard::newest));
    return new Computation<>(later, table, sampleRecords, new PendingSamples<>(this));
  }

  FeaturePlan plan() {
    return plan;
  }

  SampleRecords<R> sampleRecords() {
    return sampleRecords;
  }

  boolean compares() {
    return compares;
  }

  /** The number of pending samples, if they were counted. */
  OptionalLong counted() {
    Counts known = counted;
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.pending());
  }

  Sample<R> sample(ResolvedRow row) {
    return new Sample<>(sampleRecords, row, records);
  }

  /** The new and stale samples, and those that are broken unless they are left out. */
  <T> T readPending(Function<RowCursor<ResolvedRow>, T> work) {
    dsl();
    guard.newest();
    Set<Status> asked = asked(EnumSet.of(Status.NEW, Status.STALE));
    return sql(
        () -> {
          try (RowCursor<ResolvedRow> rows = resolution.samples(unshared(), asked, true, false)) {
            return work.apply(rows);
          }
        });
  }

  private Set<Status> asked(Set<Status> statuses) {
    Set<Status> asked = EnumSet.copyOf(statuses);
    if (!leavesOutBroken) {
      asked.add(Status.BROKEN);
    }
    if (asked.contains(Status.STALE)) {
      checkAlgorithm();
    }
    return asked;
  }

  /** The samples of some statuses; throws at the first that is broken. */
  private final class Cursor implements AutoCloseable {
    private final RowCursor<ResolvedRow> rows;

    Cursor(Set<Status> statuses, boolean ordered, DSLContext on) {
      Set<Status> asked = asked(statuses);
      rows = opened(sql(() -> resolution.samples(on, asked, true, ordered)));
    }

    @Nullable Sample<R> next() {
      ResolvedRow row = Increment.this.next(rows);
      if (row != null && row.status() == Status.BROKEN) {
        close();
        throw areBroken();
      }
      return row == null ? null : sample(row);
    }

    @Override
    public void close() {
      ended(rows);
      rows.close();
    }
  }

  private <T> RowCursor<T> opened(RowCursor<T> cursor) {
    open.add(cursor);
    store.openResults().add(plan.key());
    return cursor;
  }

  private void ended(RowCursor<?> cursor) {
    if (open.remove(cursor)) {
      store.openResults().remove(plan.key());
    }
  }

  /**
   * A cursor that fails is closed, so that the search for the reason does not need another
   * connection.
   */
  private <T> @Nullable T next(RowCursor<T> cursor) {
    return this.<@Nullable T>sql(
        () -> {
          try {
            return cursor.next();
          } catch (RuntimeException e) {
            close(cursor, e);
            throw e;
          }
        });
  }

  private void close(RowCursor<?> cursor, RuntimeException failure) {
    ended(cursor);
    try {
      cursor.close();
    } catch (RuntimeException notClosed) {
      failure.addSuppressed(notClosed);
    }
  }

  /** Names the first of the broken samples. */
  StoreException areBroken() {
    return broken(sql(() -> resolution.counts(unshared(), hashForm())).broken());
  }

  private StoreException broken(long count) {
    BrokenInput first;
    try (RowCursor<BrokenInput> cursor = sql(() -> resolution.broken(unshared()))) {
      first = next(cursor);
    }
    String which =
        first == null
            ? ""
            : "; the first is "
                + Sample.ids(plan, first.ids())
                + (plan.inputIdColumns().contains(first.missing())
                    ? ", which has no " + first.missing()
                    : ", whose upstream row has no version of " + first.missing());
    return new StoreException(
        "Cannot resolve "
            + plan.key()
            + ": "
            + count
            + (count == 1 ? " sample is" : " samples are")
            + " broken"
            + which
            + "; write its upstream row again with every field, or leave out broken samples with"
            + " leaveOutBroken()");
  }

  private final class Samples implements Part<Sample<R>> {
    private final Set<Status> statuses;

    Samples(Set<Status> statuses) {
      this.statuses = statuses;
    }

    @Override
    public List<Sample<R>> fetch() {
      List<Sample<R>> samples = new ArrayList<>();
      try (Cursor cursor = new Cursor(statuses, true, unshared())) {
        for (Sample<R> sample = cursor.next(); sample != null; sample = cursor.next()) {
          samples.add(sample);
        }
      }
      return samples;
    }

    @Override
    public Stream<Sample<R>> stream() {
      Cursor cursor = new Cursor(statuses, false, dsl());
      return Increment.stream(cursor::next).onClose(cursor::close);
    }

    @Override
    public Table<?> asTable() {
      if (statuses.contains(Status.STALE)) {
        checkAlgorithm();
      }
      return sql(() -> resolution.table(unshared(), statuses));
    }
  }

  private final class Orphaned implements Part<R> {

    @Override
    public List<R> fetch() {
      try (Stream<R> rows = stream(unshared())) {
        return rows.toList();
      }
    }

    @Override
    public Stream<R> stream() {
      return stream(dsl());
    }

    private Stream<R> stream(DSLContext on) {
      RowCursor<Record> cursor = opened(sql(() -> resolution.orphaned(on)));
      return Increment.<R>stream(
              () -> {
                Record row = next(cursor);
                return row == null ? null : row.into(table);
              })
          .onClose(
              () -> {
                ended(cursor);
                cursor.close();
              });
    }

    @Override
    public Table<?> asTable() {
      return sql(() -> resolution.orphanedTable(unshared()));
    }
  }

  /** A stream of a supplier's results until it returns null. */
  private static <T> Stream<T> stream(Supplier<@Nullable T> next) {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<T>(
            Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            T row = next.get();
            if (row != null) {
              action.accept(row);
            }
            return row != null;
          }
        },
        false);
  }

  /**
   * The engine, the reason for it, how it counts if not with the same statement, and the statement
   * that it runs, including values.
   */
  public String explain() {
    return "Engine "
        + resolution.engine()
        + ", because "
        + reason
        + ":\n"
        + resolution.counting(dsl())
        + resolution.statement(dsl());
  }

  private HashForm hashForm() {
    return new HashForm(store.algorithm(), store.hashLength());
  }

  private void checkAlgorithm() {
    if (compares && !closed) {
      guard.check();
    }
  }

  private DSLContext dsl() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use the increment of " + plan.key() + " after it was closed; resolve again");
    }
    return store.dsl();
  }

  /** For results that are read before anything else is done. */
  private DSLContext unshared() {
    return BorrowedConnection.unshared(dsl());
  }

  private <T extends @Nullable Object> T sql(Supplier<T> work) {
    return store.sql(Operation.RESOLVE, plan, work);
  }

  /** The text of the statement that it runs. */
  @Override
  public String toString() {
    return resolution.statement(store.dsl());
  }

  /** Closes this increment and the streams that it returned. */
  @Override
  public void close() {
    closed = true;
    RuntimeException failure = null;
    for (RowCursor<?> cursor : List.copyOf(open)) {
      ended(cursor);
      try {
        cursor.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
