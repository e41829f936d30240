package io.metaxy.jooq.write;

import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.row.Documents;
import io.metaxy.jooq.row.SuppliedColumns;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is checked before any row is written. */
public final class WriteChecks {

  /** The verb of errors. */
  static final String VERB = "write";

  private WriteChecks() {}

  /**
   * Checked rows.
   *
   * @param supplied the system columns that they supply
   * @param live the live table whose columns can hold their values; null if it was unknown
   * @param documents those of their documents that are already converted
   */
  public record Checked(SuppliedColumns supplied, @Nullable LiveTable live, Documents documents) {}

  /**
   * Checks rows before any SQL.
   *
   * @throws InvalidRowException if a row is invalid
   */
  public static <R extends FeatureRecord<R>> Checked check(
      StoreContext store, FeaturePlan plan, FeatureTable<R> table, Collection<R> rows) {
    SuppliedColumns supplied = new SuppliedColumns(table);
    LiveTable known = store.known(plan);
    Rows checks = checks(store, plan, table, known);
    try {
      checks.checkWritten(rows, supplied::look);
      return new Checked(supplied, known, Documents.none());
    } catch (InvalidRowException e) {
      LiveTable now = checks.hasExceeded() ? now(store, plan, table) : known;
      if (now == null || now.equals(known)) {
        throw e;
      }
      checks(store, plan, table, now).checkWritten(rows, supplied::look);
      return new Checked(supplied, now, Documents.none());
    }
  }

  /** The live table of a feature now: a column may have been widened since it was inspected. */
  public static LiveTable now(StoreContext store, FeaturePlan plan, FeatureTable<?> table) {
    return store.sql(Operation.WRITE, plan, () -> store.sourceNow(store.dsl(), plan, table).live());
  }

  /**
   * Checks again that values fit their columns if these differ from those that they were compared
   * with.
   *
   * @throws InvalidRowException if a value does not fit
   */
  static <R extends FeatureRecord<R>> void checkLimits(
      StoreContext store,
      FeatureSource now,
      Checked checked,
      FeatureTable<R> table,
      Collection<R> rows) {
    if (!now.live().equals(checked.live())) {
      checks(store, now.plan(), table, now.live()).checkLimits(rows);
    }
  }

  /**
   * The checks of rows to write.
   *
   * @param known the live table, or null if it is unknown
   */
  public static Rows checks(
      StoreContext store, FeaturePlan plan, FeatureTable<?> table, @Nullable LiveTable known) {
    return new Rows(
        plan,
        table,
        VERB,
        plan.idColumns(),
        store.dialect(),
        known,
        () -> store.source(plan, table).live());
  }

  /**
   * Checks that any row can be inserted: without the columns that belong to others, and with the id
   * of the run.
   *
   * @param trx the connection that writes
   * @param source the table as it was last inspected
   * @return the table, inspected again if it was not as required
   * @throws StoreException if a column of others needs a value
   * @throws IllegalArgumentException if the id of the run does not fit its live column
   */
  static FeatureSource checkTable(
      StoreContext store, DSLContext trx, FeatureSource source, FeatureTable<?> table) {
    LiveTable live = source.live();
    if (live.others().required().isEmpty() && runExceeds(store, live).isEmpty()) {
      return source;
    }
    FeaturePlan plan = source.plan();
    FeatureSource again = store.sourceAgain(trx, plan, table);
    checkRun(store, plan, again.live());
    checkOthers(plan, again.live());
    return again;
  }

  private static void checkOthers(FeaturePlan plan, LiveTable live) {
    List<String> required = live.others().required();
    if (!required.isEmpty()) {
      throw new StoreException(
          "Cannot write "
              + plan.key()
              + ": column "
              + required.get(0)
              + " of table "
              + plan.tableName()
              + ", which no spec names, must not be null and has no default; give it a default, make"
              + " it nullable, or add it to the spec");
    }
  }

  private static void checkRun(StoreContext store, FeaturePlan plan, LiveTable live) {
    Optional<String> reason = runExceeds(store, live);
    if (reason.isPresent()) {
      throw new IllegalArgumentException(
          "Cannot write "
              + plan.key()
              + ": the materialization id "
              + reason.get()
              + "; set one that fits, or widen "
              + SystemColumns.MATERIALIZATION_ID
              + " with a migration");
    }
  }

  private static Optional<String> runExceeds(StoreContext store, LiveTable live) {
    String run = store.materializationId();
    ColumnLimit limit = live.column(SystemColumns.MATERIALIZATION_ID).limit();
    return run == null || limit == null ? Optional.empty() : limit.exceeded(run);
  }
}
