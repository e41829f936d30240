package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.Reading;
import io.metaxy.jooq.sql.Status;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Computed rows that are written in one transaction, all rows of a sample together. Rows that a
 * stale parent of a 1:N dependency has and that were not made again are deleted softly: they would
 * keep the parent stale for ever.
 *
 * @param <R> the feature's record
 */
final class Chunk<R extends FeatureRecord<R>> {

  /** The age at which a chunk is written, whatever its size, in nanoseconds. */
  private static final long LONGEST = 10_000_000_000L;

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final Writer<R> writer;
  private final List<R> rows = new ArrayList<>();
  private final List<List<@Nullable Object>> staleParents = new ArrayList<>();
  private long samples;
  private long begun;
  private long samplesWritten;
  private long rowsWritten;

  Chunk(StoreContext store, FeatureTable<R> table) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.writer = new Writer<>(store, table);
  }

  void add(Sample<R> sample, List<R> made) {
    if (samples == 0) {
      begun = System.nanoTime();
    }
    rows.addAll(made);
    samples++;
    if (plan.expands() && sample.status() == Status.STALE) {
      staleParents.add(sample.idValues());
    }
  }

  boolean isFull() {
    return rows.size() >= store.chunkRows()
        || samples >= store.chunkRows()
        || System.nanoTime() - begun > LONGEST;
  }

  /** Writes what was added; false when that is nothing. */
  boolean write() {
    if (samples == 0) {
      return false;
    }
    Brought brought = Writer.check(plan, table, rows);
    Instant now = store.instants().next();
    store.sql(
        "write",
        plan,
        () -> {
          store.transaction(
              dsl -> {
                writer.append(dsl, rows, brought, now);
                if (!staleParents.isEmpty()) {
                  deleteOthers(dsl, now);
                }
              });
          return rows.size();
        });
    samplesWritten += samples;
    rowsWritten += rows.size();
    samples = 0;
    rows.clear();
    staleParents.clear();
    return true;
  }

  private void deleteOthers(DSLContext dsl, Instant now) {
    FeatureSource source = store.source(plan, table);
    List<Field<?>> given = new ArrayList<>();
    List<Field<?>> own = new ArrayList<>();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int i = 0; i < plan.inputIdColumns().size(); i++) {
      int position = i;
      Field<?> id = source.column(plan.inputIdColumns().get(i));
      given.add(DSL.field(id.getUnqualifiedName(), id.getDataType()));
      own.add(id);
      values.add(new ArrayList<>(staleParents.stream().map(p -> p.get(position)).toList()));
    }
    Condition others =
        store
            .dialect()
            .in(own, DSL.select(given).from(store.dialect().rows(given, values)))
            .and(SystemFields.instant(table, SystemColumns.UPDATED_AT).lt(now));
    Reading current = Reading.current(plan.versions().feature());
    Table<?> latest = new FeatureRows(source, current, store.dialect()).asTable();
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
