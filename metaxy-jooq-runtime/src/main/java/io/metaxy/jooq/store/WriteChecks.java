package io.metaxy.jooq.store;

import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.row.SuppliedColumns;
import io.metaxy.jooq.row.Unstorable;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.ColumnLimit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is checked before any row is written. */
final class WriteChecks {

  /** The verb of errors. */
  static final String VERB = "write";

  private WriteChecks() {}

  /**
   * Checks rows before any SQL.
   *
   * @return the system columns that they supply
   * @throws InvalidRowException if a row is invalid
   */
  static <R extends FeatureRecord<R>> SuppliedColumns check(
      StoreContext store, FeaturePlan plan, FeatureTable<R> table, Collection<R> rows) {
    SuppliedColumns supplied = new SuppliedColumns(table);
    LiveTable known = store.known(plan);
    Rows checks = checks(store, plan, table, known);
    try {
      checks.checkWritten(rows, supplied::look);
    } catch (InvalidRowException e) {
      if (!checks.hasExceeded()) {
        throw e;
      }
      // The column may have been widened since the table was inspected.
      store.forget(plan);
      checks(store, plan, table, store.source(plan, table).live())
          .checkWritten(rows, supplied::look);
    }
    if (known == null) {
      checks(store, plan, table, store.source(plan, table).live()).checkLimits(rows);
    }
    return supplied;
  }

  /**
   * The checks of rows to write.
   *
   * @param known the live table, or null if it is unknown
   */
  static Rows checks(
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
   * Whether a write failed because a converted value exceeds its live column, which may have been
   * widened since the table was inspected.
   */
  static boolean exceeded(RuntimeException failure) {
    return failure instanceof InvalidRowException
        && failure.getCause() instanceof Unstorable value
        && value.exceeds();
  }

  /**
   * Checks that rows can be inserted without the columns that belong to others.
   *
   * @throws StoreException if one of them needs a value
   */
  static void checkOthers(StoreContext store, FeaturePlan plan, FeatureTable<?> table) {
    if (store.source(plan, table).live().others().required().isEmpty()) {
      return;
    }
    // They may have been changed since the table was inspected.
    List<String> required = store.sourceAgain(plan, table).live().others().required();
    if (!required.isEmpty()) {
      throw new StoreException(
          "Cannot write "
              + plan.key()
              + ": column "
              + required.get(0)
              + " of table "
              + table.getName()
              + ", which no spec names, must not be null and has no default; give it a default, make"
              + " it nullable, or add it to the spec");
    }
  }

  /** Checks that the id of the run fits its live column. */
  static void checkRun(StoreContext store, FeaturePlan plan, Supplier<LiveTable> live) {
    Optional<String> reason = runExceeds(store, live.get());
    if (reason.isPresent()) {
      // The column may have been widened since the table was inspected.
      store.forget(plan);
      reason = runExceeds(store, live.get());
    }
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
