package io.metaxy.jooq.store;

import io.metaxy.jooq.context.AlgorithmGuard;
import io.metaxy.jooq.context.MissingTables;
import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.ResolveOptions;
import io.metaxy.jooq.increment.Resolver;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.resolve.NewestHashes;
import io.metaxy.jooq.row.Instants;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.SoftDelete;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.write.WriteChecks;
import io.metaxy.jooq.write.WriteChecks.Checked;
import io.metaxy.jooq.write.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a graph's features in one database: reads, writes, deletes and resolves.
 *
 * <pre>{@code
 * MetadataStore store = MetadataStore.of(dsl, Features.GRAPH);
 * try (Increment<VideoTranscriptRecord> increment = store.resolve(VIDEO_TRANSCRIPT)) {
 *   increment.pending(sample -> sample.record().setSpeakers(countSpeakers(sample.from(VIDEO).getPath())));
 * }
 * }</pre>
 *
 * <p>Immutable, and as thread-safe as its DSLContext. A write joins the transaction that the
 * DSLContext is in (see {@link #using}), or that its connection is in: one with auto-commit off
 * that was passed to {@code DSL.using}, or one that a transaction provider or Spring's
 * transaction-aware proxy provides. Otherwise each call is one transaction. Of the DSLContext's
 * settings, only those about the database and the observation of statements apply to the store's
 * own statements.
 *
 * <p>If others change a table while the store is open, its next write, read or resolve uses the
 * columns in their new form, or throws if they do not match.
 */
public final class MetadataStore {

  /** The rows that a streamed write appends in one transaction by default. */
  private static final int CHUNK_ROWS = 50_000;

  private final StoreContext context;

  private MetadataStore(StoreContext context) {
    Dialects.check(context.dsl().dialect());
    this.context = context;
  }

  /**
   * A store of a graph's features in the database of a DSLContext, which hashes with MD5. The graph
   * is {@code Features.GRAPH} of the generated code, or a copy {@link FeatureGraph#with with} other
   * definitions of the same columns.
   *
   * @throws UnsupportedOperationException if the database is not supported
   */
  public static MetadataStore of(DSLContext dsl, FeatureGraph graph) {
    return new MetadataStore(
        StoreContext.of(
            dsl,
            graph,
            new StoreContext.Settings(
                CHUNK_ROWS, null, HashAlgorithm.MD5, null, null, false, null, null)));
  }

  /** The same store in another DSLContext of its database, such as one in a transaction. */
  public MetadataStore using(DSLContext other) {
    return new MetadataStore(context.in(other));
  }

  /**
   * The same store, whose writes carry the id of a run.
   *
   * @throws IllegalArgumentException if the database cannot store the id unchanged
   */
  public MetadataStore withMaterializationId(String id) {
    context
        .dialect()
        .capabilities()
        .unicode()
        .refused(id)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("Invalid materialization id: it " + reason);
            });
    return with(context.settings().withMaterializationId(id));
  }

  /**
   * The same store with another number of rows per transaction in streamed writes. A chunk is also
   * written when its values take 16 MB, which limits the memory, and when ten seconds have passed
   * since its first sample, which limits the loss if the process dies.
   */
  public MetadataStore withChunkRows(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "Invalid number of rows per chunk: " + rows + " (must be at least 1)");
    }
    return with(context.settings().withChunkRows(rows));
  }

  /**
   * The same store with another hash algorithm, which all stores that share its tables must use.
   */
  public MetadataStore withHashAlgorithm(HashAlgorithm algorithm) {
    return with(context.settings().withAlgorithm(algorithm));
  }

  /** The same store with this engine instead of the default. */
  public MetadataStore withEngine(Engine engine) {
    return with(context.settings().withEngine(engine));
  }

  /** The same store with its tables in a schema other than the connection's. */
  public MetadataStore withSchema(String schema) {
    return with(context.settings().withSchema(schema));
  }

  /**
   * The same store with another start of its inferred table names than in the generated code, such
   * as {@code dev_}. Tables that a spec names keep their names. The fields of generated code select
   * from {@link #current} in any case.
   *
   * @throws io.metaxy.jooq.spec.SpecException if two features would have the same table
   */
  public MetadataStore withTablePrefix(String prefix) {
    return new MetadataStore(context.with(context.graph().withTablePrefix(prefix)));
  }

  /** The same store, which refuses to write and to delete before it runs any SQL. */
  public MetadataStore readOnly() {
    return with(context.settings().asReadOnly());
  }

  /** The same store with a description for its text, which must not have secrets. */
  public MetadataStore withDescription(String description) {
    return with(context.settings().withDescription(description));
  }

  /**
   * The same store, which has missing tables created when a feature without a table is first used.
   * For development: tables are otherwise created by migrations, which also change them.
   */
  public MetadataStore withMissingTables(MissingTables missing) {
    return with(context.settings().withMissingTables(missing));
  }

  private MetadataStore with(StoreContext.Settings settings) {
    return new MetadataStore(context.with(settings));
  }

  /** The same store with another clock. */
  public MetadataStore withClock(Clock clock) {
    return new MetadataStore(context.with(new Instants(clock)));
  }

  /** The graph of the features. */
  public FeatureGraph graph() {
    return context.graph();
  }

  /**
   * Appends rows, stamped with the system columns ({@code docs/semantics.md} 9): all of them or
   * none. The records are not changed. If the clock is behind that of an earlier writer, reads
   * still return the earlier rows; on databases that know the newest instant without a scan, a
   * warning is logged.
   *
   * @param rows records with ids and {@code metaxy_provenance_by_field}; each id once
   * @return the number of rows
   * @throws InvalidRowException before any row is written, if a row lacks an id, a provenance or a
   *     required column, names a field that the feature does not have, has the id of another row,
   *     or has a text that the database would change or a value that its live column cannot hold
   * @throws StoreException if the store is read-only, the table is missing or does not match, has
   *     rows that were hashed by another algorithm, or the database rejects a row; names the first
   *     such row where it can be found, by writing halves of the rows again in a transaction that
   *     is rolled back
   */
  public <R extends FeatureRecord<R>> int write(FeatureTable<R> table, Collection<R> rows) {
    FeaturePlan plan = context.plan(table);
    context.checkWritable(Operation.WRITE, plan);
    Checked checked = WriteChecks.check(context, plan, table, rows);
    if (!rows.isEmpty()) {
      new AlgorithmGuard(context, context.source(plan, table)).checkRowsOnce(Operation.WRITE);
    }
    Instant now = new Writer<>(context, table).write(List.copyOf(rows), checked);
    new HiddenRows(context, plan).warn(() -> context.source(plan, table), now);
    return rows.size();
  }

  /**
   * The latest live rows of a feature at its current version, as a jOOQ table with the name of the
   * feature's table, so that its generated fields select from it.
   *
   * <pre>{@code
   * dsl.select(VIDEO.PATH, VIDEO.dataVersion("frames")).from(store.current(VIDEO)).where(VIDEO.DURATION.gt(1.0))
   * }</pre>
   */
  public <R extends FeatureRecord<R>> Table<?> current(FeatureTable<R> table) {
    return read(table).asTable();
  }

  /** A read of a feature, by default of what {@link #current} returns; see its options. */
  public <R extends FeatureRecord<R>> ReadQuery<R> read(FeatureTable<R> table) {
    FeaturePlan plan = context.plan(table);
    context.source(plan, table);
    return new ReadQuery<>(context, plan, table);
  }

  /**
   * Soft-deletes the samples whose current rows satisfy a condition: appends those rows with {@code
   * metaxy_deleted_at} ({@code docs/semantics.md} 9). A later write of the same id revives it.
   *
   * @return the number of samples
   * @throws StoreException if the store is read-only, or the table is missing or does not match
   */
  public <R extends FeatureRecord<R>> int delete(FeatureTable<R> table, Condition condition) {
    FeaturePlan plan = context.plan(table);
    context.checkWritable(Operation.DELETE, plan);
    FeatureSource source = context.sourceAgain(context.dsl(), plan, table);
    Table<?> rows = read(table).where(condition).withCopied();
    SoftDelete delete =
        new SoftDelete(table, context.projectVersion(plan), context.materializationId());
    Instant newest =
        context.<@Nullable Instant>sql(
            Operation.DELETE, plan, () -> NewestHashes.instant(context.dsl(), source));
    Instant now = context.instants().after(() -> newest).next();
    int[] deleted = {0};
    return context.sql(
        Operation.DELETE,
        plan,
        () -> {
          context.transaction(dsl -> deleted[0] = delete.append(dsl, source, rows, now));
          return deleted[0];
        });
  }

  /**
   * Resolves a feature that depends on others.
   *
   * @throws IllegalArgumentException if the feature is a root, whose samples the caller must
   *     supply, a dependency has other ids than its lineage requires, or a filter is invalid
   * @throws StoreException if a table is missing or does not match, or was hashed by another
   *     algorithm
   */
  public <R extends FeatureRecord<R>> Increment<R> resolve(FeatureTable<R> table) {
    return resolve(table, options -> options);
  }

  /**
   * Resolves a root feature, whose samples the caller supplies, or any other feature for these
   * samples only.
   *
   * @param samples records with ids and {@code metaxy_provenance_by_field}; each id once
   * @throws InvalidRowException before any SQL, if a sample lacks an id or a provenance, names a
   *     field that the feature does not have, or has the id of another sample
   * @throws StoreException if the table is missing or does not match, or was hashed by another
   *     algorithm
   */
  public <R extends FeatureRecord<R>> Increment<R> resolve(
      FeatureTable<R> table, Collection<R> samples) {
    return resolve(table, options -> options.samples(samples));
  }

  /** Resolves a feature with options. */
  public <R extends FeatureRecord<R>> Increment<R> resolve(
      FeatureTable<R> table, UnaryOperator<ResolveOptions<R>> options) {
    return new Resolver<>(context, table, options.apply(new ResolveOptions<>(table))).resolve();
  }

  /** What the store is, on one line: its description or database, its settings; no secrets. */
  @Override
  public String toString() {
    return context.description();
  }
}
