package io.metaxy.jooq.store;

import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.SystemFields;
import java.time.Instant;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;
import org.jspecify.annotations.Nullable;

/**
 * Warns about written rows that are older than existing ones, on databases that know the newest
 * instant without a scan:
 *
 * <pre>{@code
 * select max(metaxy_updated_at) as metaxy_newest from video where <version>
 * }</pre>
 */
final class HiddenRows {

  private static final JooqLogger LOG = JooqLogger.getLogger(MetadataStore.class);

  private final StoreContext store;
  private final FeaturePlan plan;

  HiddenRows(StoreContext store, FeaturePlan plan) {
    this.store = store;
    this.plan = plan;
  }

  /** A failure is only logged, because the rows are written. */
  void warn(Supplier<FeatureSource> source, Instant written) {
    if (!store.dialect().capabilities().knowsExtremes()) {
      return;
    }
    Instant newest;
    try {
      newest = store.<@Nullable Instant>sql(Operation.READ, plan, () -> newest(source.get()));
    } catch (RuntimeException e) {
      LOG.warn(
          "Cannot check whether later rows of " + plan.key() + " hide those that were just written",
          e);
      return;
    }
    if (newest != null && newest.isAfter(written)) {
      LOG.warn(
          "Rows of "
              + plan.key()
              + " were written with the instant "
              + written
              + ", but the table has rows with the later instant "
              + newest
              + ": if two rows have the same id, reads return the later one; correct the clock, or"
              + " write with store.withClock(...)");
    }
  }

  private @Nullable Instant newest(FeatureSource source) {
    Field<Instant> updated = SystemFields.instant(source.table(), SystemColumns.UPDATED_AT);
    Field<Instant> newest =
        DSL.max(source.read(SystemColumns.UPDATED_AT).coerce(updated)).as("metaxy_newest");
    Select<Record1<Instant>> query =
        DSL.select(newest)
            .from(source.from())
            .where(FeatureRows.version(source, plan.versions().feature()));
    return store.dialect().policy().once(store.dsl(), query).fetchSingle(query).value1();
  }
}
