package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.ResolveStatement;
import io.metaxy.jooq.sql.Status;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a feature: the samples that are new, stale and orphaned ({@code
 * semantics.md} 7). Each method runs the one statement of the resolve anew and sends only the rows
 * that it hands out. Not thread-safe.
 *
 * @param <R> the feature's generated record
 */
public final class Increment<R extends FeatureRecord<R>> implements AutoCloseable {

  /** The rows that the database is asked for at a time while streaming. */
  private static final int FETCH_ROWS = 1_000;

  private final MetadataStore store;
  private final FeatureTable<R> table;
  private final ResolveStatement statement;
  private final Function<Record, R> given;
  private boolean closed;

  Increment(
      MetadataStore store,
      FeatureTable<R> table,
      ResolveStatement statement,
      Function<Record, R> given) {
    this.store = store;
    this.table = table;
    this.statement = statement;
    this.given = given;
  }

  /**
   * How many samples are new, stale and orphaned; nothing else is sent.
   *
   * @throws StoreException when a sample is broken: an upstream holds no version for a field it is
   *     made from
   */
  public Counts counts() {
    Result<? extends Record> rows = sql(() -> dsl().fetch(statement.counts()));
    Map<Status, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.put(Status.of(row.get(0, String.class)), row.get(1, Long.class)));
    if (counts.containsKey(Status.BROKEN)) {
      each(EnumSet.noneOf(Status.class), row -> {});
    }
    return new Counts(
        counts.getOrDefault(Status.NEW, 0L),
        counts.getOrDefault(Status.STALE, 0L),
        counts.getOrDefault(Status.ORPHANED, 0L));
  }

  /** The samples that are expected and not there, in the order of their ids. */
  public List<Sample<R>> newSamples() {
    return samples(Status.NEW);
  }

  /** The samples that are there and made from something else, in the order of their ids. */
  public List<Sample<R>> stale() {
    return samples(Status.STALE);
  }

  private List<Sample<R>> samples(Status status) {
    List<Sample<R>> samples = new ArrayList<>();
    each(EnumSet.of(status), row -> samples.add(sample(row)));
    return samples;
  }

  /** The current rows that are no longer expected, in the order of their ids. */
  public List<R> orphaned() {
    List<R> rows = new ArrayList<>();
    each(EnumSet.of(Status.ORPHANED), row -> rows.add(current(row)));
    return rows;
  }

  /**
   * Computes what is new or stale and writes it: streams the samples through the function and
   * appends the records that it returns, stamped with the samples' provenance, in chunks. Each
   * chunk is one transaction, unless the store's DSLContext is in one. With a pool, it reads from
   * one connection while it writes through another. When the function throws, the exception passes
   * through, and the chunks before it stay.
   *
   * @param compute makes the record of a sample, best from {@link Sample#record()}
   * @return the number of rows written
   * @throws InvalidRowException when a returned record has other ids, or lacks a column that must
   *     have a value
   * @throws StoreException when the database refuses a statement
   */
  public long pending(Function<Sample<R>, R> compute) {
    Objects.requireNonNull(compute, "compute");
    List<R> chunk = new ArrayList<>();
    long[] written = {0};
    each(
        EnumSet.of(Status.NEW, Status.STALE),
        row -> {
          Sample<R> sample = sample(row);
          chunk.add(computed(sample, compute));
          if (chunk.size() == store.chunkRows()) {
            store.write(table, chunk);
            written[0] += chunk.size();
            chunk.clear();
          }
        });
    if (!chunk.isEmpty()) {
      store.write(table, chunk);
      written[0] += chunk.size();
    }
    return written[0];
  }

  private R computed(Sample<R> sample, Function<Sample<R>, R> compute) {
    R record = compute.apply(sample);
    if (record == null) {
      throw new InvalidRowException(
          "Cannot write nothing for the sample "
              + sample.ids()
              + " of "
              + plan().key()
              + "; return its record");
    }
    R asked = sample.record();
    for (String id : plan().idColumns()) {
      if (!Objects.equals(record.get(id), asked.get(id))) {
        throw new InvalidRowException(
            "Cannot write a record with "
                + id
                + "="
                + record.get(id)
                + " for the sample "
                + sample.ids()
                + " of "
                + plan().key()
                + "; start from sample.record(), which has the ids");
      }
    }
    Field<Map<String, String>> provenance =
        SystemFields.byField(table, SystemColumns.PROVENANCE_BY_FIELD);
    record.set(provenance, sample.provenanceByField());
    return record;
  }

  private Sample<R> sample(Record row) {
    return new Sample<>(statement, table, row, given);
  }

  private R current(Record row) {
    R record = table.newRecord();
    Map<String, @Nullable Object> values = new HashMap<>();
    statement.currentColumns().forEach((name, column) -> values.put(name, row.get(column)));
    record.fromMap(values);
    return record;
  }

  /** Streams the rows of some statuses; broken samples come first and stop it. */
  private void each(Set<Status> statuses, Consumer<Record> consumer) {
    Set<Status> asked = EnumSet.of(Status.BROKEN);
    asked.addAll(statuses);
    try (Cursor<Record> rows =
        sql(() -> dsl().fetchLazy(statement.rows(asked).fetchSize(FETCH_ROWS)))) {
      List<Record> broken = new ArrayList<>();
      while (sql(rows::hasNext)) {
        Record row = Objects.requireNonNull(sql(rows::fetchNext));
        if (ResolveStatement.status(row) == Status.BROKEN) {
          broken.add(row);
        } else if (broken.isEmpty()) {
          consumer.accept(row);
        }
      }
      if (!broken.isEmpty()) {
        throw broken(broken);
      }
    }
  }

  private StoreException broken(List<Record> rows) {
    return new StoreException(
        "Cannot resolve "
            + plan().key()
            + ": "
            + rows.size()
            + (rows.size() == 1 ? " sample is" : " samples are")
            + " broken, first "
            + statement.ids(rows.get(0))
            + ", whose upstream row holds no version of "
            + statement.missing(rows.get(0))
            + "; write that row again with every field");
  }

  private FeaturePlan plan() {
    return statement.plan();
  }

  private DSLContext dsl() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use the increment of " + plan().key() + " after it was closed; resolve again");
    }
    return store.dsl();
  }

  private <T> T sql(Supplier<T> work) {
    return store.sql("resolve", plan(), work);
  }

  /** The statement that {@link #pending} runs, for reading. */
  @Override
  public String toString() {
    return store.dsl().renderInlined(statement.rows(EnumSet.allOf(Status.class)));
  }

  /** Ends the use of this increment. */
  @Override
  public void close() {
    closed = true;
  }
}
