package io.metaxy.jooq.store;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.sql.ConditionColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.OpenResult;
import io.metaxy.jooq.sql.ReadOptions;
import io.metaxy.jooq.sql.RecordCursor;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.sql.UnreadableRow;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;

/**
 * A read of a feature ({@code docs/semantics.md} 8): by default the latest live row of each sample
 * at the current feature version. Each option returns a new query; immutable.
 *
 * @param <R> the generated record
 */
public final class ReadQuery<R extends FeatureRecord<R>> {

  private final StoreContext store;
  private final FeaturePlan plan;
  private final FeatureTable<R> table;
  private final ReadOptions reading;
  private final Condition condition;

  ReadQuery(StoreContext store, FeaturePlan plan, FeatureTable<R> table) {
    this(store, plan, table, ReadOptions.current(plan.versions().feature()), noCondition());
  }

  private ReadQuery(
      StoreContext store,
      FeaturePlan plan,
      FeatureTable<R> table,
      ReadOptions reading,
      Condition condition) {
    this.store = store;
    this.plan = plan;
    this.table = table;
    this.reading = reading;
    this.condition = condition;
  }

  /** Reads rows of every feature version; still only the latest of each sample. */
  public ReadQuery<R> allFeatureVersions() {
    return with(new ReadOptions(null, reading.history(), reading.deleted()));
  }

  /** Reads rows of one feature version. */
  public ReadQuery<R> featureVersion(String version) {
    return with(new ReadOptions(version, reading.history(), reading.deleted()));
  }

  /** Reads every row of each sample, not only its latest. */
  public ReadQuery<R> history() {
    return with(new ReadOptions(reading.featureVersion(), true, reading.deleted()));
  }

  /** Reads soft-deleted rows too. */
  public ReadQuery<R> includingDeleted() {
    return with(new ReadOptions(reading.featureVersion(), reading.history(), true));
  }

  /**
   * Keeps the rows that satisfy a condition, which applies to the latest state of each sample.
   *
   * @throws IllegalArgumentException if the database would change one of its texts
   */
  public ReadQuery<R> where(Condition more) {
    Objects.requireNonNull(more, "condition");
    ConditionColumns.checkValues(store.dialect().capabilities(), plan.key(), more);
    return new ReadQuery<>(store, plan, table, reading, condition.and(more));
  }

  private ReadQuery<R> with(ReadOptions other) {
    return new ReadQuery<>(store, plan, table, other, condition);
  }

  /**
   * The rows as a jOOQ table with the name of the feature's table, so that the generated fields
   * select from it. The condition of {@link #where} applies.
   */
  public Table<?> asTable() {
    return store.sql(Operation.READ, plan, () -> asTable(now()));
  }

  private FeatureSource now() {
    return store.sourceNow(store.dsl(), plan, table);
  }

  private Table<?> asTable(FeatureSource source) {
    return asTable(List.of(), new FeatureRows(source, reading));
  }

  /** The same with the columns that a soft delete copies unchanged. */
  Table<?> withCopied() {
    FeatureSource source = store.source(plan, table);
    return asTable(source.copied(), new FeatureRows(source, reading).withCopied());
  }

  private Table<?> asTable(List<Field<?>> copied, FeatureRows latest) {
    Table<?> rows = latest.asTable();
    if (condition.equals(noCondition())) {
      return rows;
    }
    List<Field<?>> columns = new ArrayList<>(List.of(table.fields()));
    columns.addAll(copied);
    return select(columns).from(rows).where(condition).asTable(table.getName());
  }

  /**
   * Fetches the rows.
   *
   * @throws StoreException if the database rejects the statement, or returns a value that its
   *     column does not have in Java; names the row, the column and the value
   */
  public Result<R> fetch() {
    Result<R> rows =
        store.sql(
            Operation.READ,
            plan,
            () -> {
              FeatureSource source = now();
              Select<Record> query = select(source.columns()).from(asTable(source));
              try {
                return store.dsl().fetch(query).into(table);
              } catch (DataAccessException e) {
                throw UnreadableRow.isCause(e) ? unreadable(query, e) : e;
              }
            });
    Configuration caller = store.caller().configuration();
    if (!Boolean.FALSE.equals(caller.settings().isAttachRecords())) {
      rows.attach(caller);
    }
    return rows;
  }

  /** Reads again, row by row. */
  private RuntimeException unreadable(Select<Record> rows, DataAccessException failure) {
    try (RowCursor<Record> cursor =
        new RecordCursor<>(
            OpenResult.of(store.dsl(), store.dialect(), rows), row -> row, plan.idColumns())) {
      while (cursor.next() != null) {
        // Moves to the row that cannot be read.
      }
      return failure;
    } catch (UnreadableValueException e) {
      return e;
    }
  }
}
