package io.metaxy.jooq.store;

import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.ReadOptions;
import io.metaxy.jooq.sql.SoftDelete;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Computed rows that are written in one transaction, all rows of a sample together. Existing rows
 * of a sample that are not computed again are soft-deleted; otherwise they would keep it stale
 * forever.
 *
 * @param <R> the feature's record
 */
final class Chunk<R extends FeatureRecord<R>> {

  /** The age at which a chunk is written regardless of its size, in nanoseconds. */
  private static final long LONGEST = 10_000_000_000L;

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final FeatureSource source;
  private final boolean compares;
  private final Rows checks;
  private final Writer<R> writer;
  private final List<R> rows = new ArrayList<>();
  private final List<List<@Nullable Object>> replaced = new ArrayList<>();
  private SuppliedColumns supplied;
  private long samples;
  private long begun;
  private long samplesWritten;
  private long rowsWritten;

  /**
   * An empty chunk.
   *
   * @param compares whether samples were compared with existing rows, so that new ones have none
   */
  Chunk(StoreContext store, FeatureTable<R> table, boolean compares) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.source = store.source(plan, table);
    this.compares = compares;
    this.checks = Writer.checks(store, plan, table);
    this.writer = new Writer<>(store, table);
    this.supplied = new SuppliedColumns(table);
  }

  /**
   * Adds the rows of a sample. Rows of different samples never share an id, because it contains the
   * sample's id.
   *
   * @throws InvalidRowException if a row is invalid; nothing is added then
   */
  void add(Sample<R> sample, Collection<R> made) {
    checks.checkWritten(made, supplied::look);
    if (samples == 0) {
      begun = System.nanoTime();
    }
    rows.addAll(made);
    samples++;
    boolean hasRows = sample.status() == Status.STALE || !compares;
    if (hasRows && (plan.expands() || made.isEmpty())) {
      replaced.add(sample.idValues());
    }
  }

  boolean isFull() {
    return rows.size() >= store.chunkRows()
        || samples >= store.chunkRows()
        || System.nanoTime() - begun > LONGEST;
  }

  /** Writes what was added; false if that is nothing. */
  boolean write() {
    if (samples == 0) {
      return false;
    }
    Instant now = store.instants().next();
    store.sql(
        Operation.WRITE,
        plan,
        () -> {
          store.transaction(
              dsl -> {
                writer.append(dsl, rows, supplied, now);
                if (!replaced.isEmpty()) {
                  deleteOthers(dsl, now);
                }
              });
          return rows.size();
        });
    samplesWritten += samples;
    rowsWritten += rows.size();
    samples = 0;
    rows.clear();
    replaced.clear();
    supplied = new SuppliedColumns(table);
    return true;
  }

  private void deleteOthers(DSLContext dsl, Instant now) {
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
            .and(SystemFields.instant(table, SystemColumns.UPDATED_AT).lt(now));
    ReadOptions current = ReadOptions.current(plan.versions().feature());
    Table<?> latest = new FeatureRows(source, current).asTable();
    Table<?> left = DSL.select(table.fields()).from(latest).where(others).asTable(table.getName());
    new SoftDelete(table, store.projectVersion(plan), store.materializationId())
        .append(dsl, source, left, store.instants().next());
  }

  long samplesWritten() {
    return samplesWritten;
  }

  long rowsWritten() {
    return rowsWritten;
  }
}
