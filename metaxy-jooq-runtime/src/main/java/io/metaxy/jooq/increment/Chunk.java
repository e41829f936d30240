package io.metaxy.jooq.increment;

import io.metaxy.jooq.context.Guard;
import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.row.SuppliedColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.ReadOptions;
import io.metaxy.jooq.sql.SoftDelete;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import io.metaxy.jooq.value.ValueSize;
import io.metaxy.jooq.write.Rows;
import io.metaxy.jooq.write.WriteChecks;
import io.metaxy.jooq.write.WriteChecks.Checked;
import io.metaxy.jooq.write.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Computed rows that are written in one transaction, all rows of a sample together. Existing rows
 * of a sample that are not computed again are soft-deleted, unless they belong to another sample by
 * now; otherwise they would keep it stale forever. If the database rejects a row, the chunk is
 * written again in halves, each in a transaction of its own, until the rejected samples are alone.
 * All of them have one instant, so that a unique index rejects what it rejects in one write.
 *
 * @param <R> the feature's record
 */
final class Chunk<R extends FeatureRecord<R>> {

  /** The age at which a chunk is written regardless of its size, in nanoseconds. */
  private static final long LONGEST = 10_000_000_000L;

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final boolean compares;
  private final Writer<R> writer;
  private final List<Computed<R>> samples = new ArrayList<>();

  /**
   * The samples by the ids of their rows, if an id can move between samples; otherwise, the ids of
   * different samples differ.
   */
  private final Map<Object, List<@Nullable Object>> samplesByRow = new HashMap<>();

  /** The live table with which values are compared. */
  private LiveTable live;

  private Rows checks;
  private Checked checked;
  private int rows;
  private long bytes;

  /** The instant of the rows written last, of all halves of a chunk. */
  private Instant written = Instant.EPOCH;

  /**
   * The instant of the rows deleted last. It precedes {@link #written}: a row of another half can
   * have the id of a deleted row, and is the latest then.
   */
  private Instant deleted = Instant.EPOCH;

  private long begun;
  private long samplesWritten;
  private long rowsWritten;

  /**
   * The rows of a sample.
   *
   * @param ids the values of the sample's ids
   * @param rows its rows
   * @param replaces whether its other rows are soft-deleted
   */
  private record Computed<R>(List<@Nullable Object> ids, List<R> rows, boolean replaces) {}

  /** Receives the samples that cannot be written. */
  @FunctionalInterface
  interface Refusals {

    /** Receives a sample, after those before it were written; an exception ends the write. */
    void refused(List<@Nullable Object> ids, RuntimeException reason);
  }

  /**
   * An empty chunk.
   *
   * @param compares whether samples were compared with existing rows, so that new ones have none
   */
  Chunk(StoreContext store, FeatureTable<R> table, boolean compares) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.compares = compares;
    this.writer = new Writer<>(store, table);
    this.live = store.source(plan, table).live();
    this.checks = WriteChecks.checks(store, plan, table, live);
    this.checked = checked();
  }

  /**
   * Adds the rows of a sample.
   *
   * @throws InvalidRowException if a row is invalid, or another sample of the chunk has a row with
   *     the same id; nothing is added then
   */
  void add(Sample<R> sample, Collection<R> made) {
    check(made);
    checkParents(sample, made);
    if (samples.isEmpty()) {
      begun = System.nanoTime();
    }
    boolean hasRows = sample.status() == Status.STALE || !compares;
    boolean replaces = hasRows && (plan.expands() || made.isEmpty());
    samples.add(new Computed<>(sample.idValues(), List.copyOf(made), replaces));
    rows += made.size();
    made.forEach(row -> bytes += checked.documents().add(row));
  }

  /** Checks that no row has the id of a row of another sample, and remembers the ids. */
  private void checkParents(Sample<R> sample, Collection<R> made) {
    if (!plan.movesBetweenInputs()) {
      return;
    }
    int position = 0;
    for (R row : made) {
      position++;
      List<@Nullable Object> other = samplesByRow.get(checks.key(row));
      if (other != null) {
        throw checks.refused(
            position,
            row,
            "the samples "
                + Sample.ids(plan, other)
                + " and "
                + sample.ids()
                + " both have a row with this id",
            "make the ids of each sample's rows different from those of all other samples");
      }
    }
    made.forEach(row -> samplesByRow.put(checks.key(row), sample.idValues()));
  }

  private Checked checked() {
    return new Checked(new SuppliedColumns(table), live, writer.documents());
  }

  private void check(Collection<R> made) {
    SuppliedColumns supplied = checked.supplied();
    try {
      checks.checkWritten(made, supplied::look);
    } catch (InvalidRowException e) {
      LiveTable now = checks.hasExceeded() ? WriteChecks.now(store, plan, table) : live;
      if (now.equals(live)) {
        throw e;
      }
      live = now;
      checks = WriteChecks.checks(store, plan, table, now);
      checks.checkWritten(made, supplied::look);
    }
  }

  boolean isFull() {
    return rows >= store.chunkRows()
        || samples.size() >= store.chunkRows()
        || bytes >= ValueSize.MOST
        || System.nanoTime() - begun > LONGEST;
  }

  /**
   * Writes what was added; false if that is nothing.
   *
   * @param refusals receives the samples with a row that the database rejects
   * @throws StoreException if the write fails for another reason, or in a transaction of the caller
   *     that cannot continue
   */
  boolean write(Refusals refusals) {
    if (samples.isEmpty()) {
      return false;
    }
    List<Computed<R>> all = List.copyOf(samples);
    Checked given = checked;
    samples.clear();
    samplesByRow.clear();
    rows = 0;
    bytes = 0;
    checked = checked();
    if (all.stream().anyMatch(Computed::replaces)) {
      deleted = store.instants().next();
    }
    written = store.instants().next();
    try {
      sql(all, given);
    } catch (RuntimeException e) {
      split(all, given, e, refusals);
    }
    return true;
  }

  private void sql(List<Computed<R>> all, Checked given) {
    store.sql(
        Operation.WRITE,
        plan,
        () -> {
          append(all, given);
          return all.size();
        });
  }

  /** Writes the halves of samples that could not be written together. */
  private void split(
      List<Computed<R>> part, Checked given, RuntimeException failure, Refusals refusals) {
    if (!store.isOfRow(failure)) {
      throw failure;
    }
    if (!(failure instanceof InvalidRowException) && !store.survivesFailures()) {
      throw writer.ended(failure);
    }
    if (part.size() == 1) {
      Computed<R> sample = part.get(0);
      refusals.refused(sample.ids(), named(sample, given, failure));
      return;
    }
    int middle = part.size() / 2;
    for (List<Computed<R>> half :
        List.of(part.subList(0, middle), part.subList(middle, part.size()))) {
      try {
        new Guard(store.dialect())
            .sql(
                Operation.WRITE,
                plan.key().toString(),
                () -> {
                  append(half, given);
                  return half.size();
                });
      } catch (RuntimeException e) {
        split(half, given, e, refusals);
      }
    }
  }

  private RuntimeException named(Computed<R> sample, Checked given, RuntimeException failure) {
    return writer.named(
        failure,
        sample.rows(),
        given,
        written,
        "the sample " + Sample.ids(plan, sample.ids()) + " of " + plan.key());
  }

  private void append(List<Computed<R>> part, Checked given) {
    Instant now = written;
    List<R> made = new ArrayList<>();
    part.forEach(sample -> made.addAll(sample.rows()));
    List<List<@Nullable Object>> replaced =
        part.stream().filter(Computed::replaces).map(Computed::ids).toList();
    store.transaction(
        dsl -> {
          if (replaced.isEmpty()) {
            writer.append(dsl, made, given, now);
            return;
          }
          FeatureSource source = store.sourceAgain(dsl, plan, table);
          writer.append(dsl, made, given, now);
          deleteOthers(dsl, source, replaced);
        });
    samplesWritten += part.size();
    rowsWritten += made.size();
  }

  private void deleteOthers(
      DSLContext dsl, FeatureSource source, List<List<@Nullable Object>> replaced) {
    List<Field<?>> given = new ArrayList<>();
    List<Field<?>> own = new ArrayList<>();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int i = 0; i < plan.inputIdColumns().size(); i++) {
      int position = i;
      Field<?> id = source.column(plan.inputIdColumns().get(i));
      given.add(DSL.field(id.getUnqualifiedName(), id.getDataType()));
      own.add(id);
      List<@Nullable Object> cells = new ArrayList<>();
      replaced.forEach(sample -> cells.add(JdbcValues.micros(sample.get(position))));
      values.add(cells);
    }
    Condition others =
        store
            .dialect()
            .joins()
            .in(own, DSL.select(given).from(store.dialect().expressions().rows(given, values)))
            .and(SystemFields.instant(table, SystemColumns.UPDATED_AT).lt(deleted));
    ReadOptions current = ReadOptions.current(plan.versions().feature());
    Table<?> latest = new FeatureRows(source, current).withCopied().asTable();
    List<Field<?>> columns = new ArrayList<>(List.of(table.fields()));
    columns.addAll(source.others());
    Table<?> left = DSL.select(columns).from(latest).where(others).asTable(table.getName());
    new SoftDelete(table, store.projectVersion(plan), store.materializationId())
        .append(dsl, source, left, deleted);
  }

  long samplesWritten() {
    return samplesWritten;
  }

  long rowsWritten() {
    return rowsWritten;
  }
}
