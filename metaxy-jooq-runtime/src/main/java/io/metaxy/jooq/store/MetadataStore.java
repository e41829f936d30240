package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.sql.ResolveStatement;
import io.metaxy.jooq.sql.Samples;
import io.metaxy.jooq.table.FeatureDialect;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Schema;
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
 * DSLContext is in (see {@link #using}); otherwise each call is one transaction.
 */
public final class MetadataStore {

  /** The rows that a streamed write appends in one transaction, unless told otherwise. */
  private static final int CHUNK_ROWS = 10_000;

  private final DSLContext dsl;
  private final FeatureGraph graph;
  private final FeatureDialect dialect;
  private final LiveTables live;
  private final Instants instants;
  private final int chunkRows;
  private final @Nullable String materializationId;

  private MetadataStore(
      DSLContext dsl,
      FeatureGraph graph,
      LiveTables live,
      Instants instants,
      int chunkRows,
      @Nullable String materializationId) {
    FeatureDialect.check(dsl.dialect());
    this.dsl = dsl;
    this.graph = graph;
    this.dialect = FeatureDialect.of(dsl.dialect());
    this.live = live;
    this.instants = instants;
    this.chunkRows = chunkRows;
    this.materializationId = materializationId;
  }

  /**
   * A store of a graph's features in the database of a DSLContext. The graph is {@code
   * Features.GRAPH} of the generated code, or one made {@link FeatureGraph#with with} other
   * definitions of the same columns.
   *
   * @throws UnsupportedOperationException when the database is not supported
   */
  public static MetadataStore of(DSLContext dsl, FeatureGraph graph) {
    Instants instants = new Instants(Clock.systemUTC());
    return new MetadataStore(dsl, graph, new LiveTables(), instants, CHUNK_ROWS, null);
  }

  /** The same store in another DSLContext of its database, such as one that is in a transaction. */
  public MetadataStore using(DSLContext other) {
    return new MetadataStore(other, graph, live, instants, chunkRows, materializationId);
  }

  /** The same store, whose writes carry the name of a run. */
  public MetadataStore withMaterializationId(String id) {
    return new MetadataStore(dsl, graph, live, instants, chunkRows, id);
  }

  /** The same store with another number of rows per transaction in streamed writes. */
  public MetadataStore withChunkRows(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("Invalid chunk rows: " + rows + " (must be at least 1)");
    }
    return new MetadataStore(dsl, graph, live, instants, rows, materializationId);
  }

  /** The same store with another clock. */
  public MetadataStore withClock(Clock clock) {
    return new MetadataStore(dsl, graph, live, new Instants(clock), chunkRows, materializationId);
  }

  /** The graph of the features. */
  public FeatureGraph graph() {
    return graph;
  }

  /**
   * Appends rows, stamped with the system columns ({@code semantics.md} 9): all of them or none.
   * The records stay as they are.
   *
   * @param rows records with ids and {@code metaxy_provenance_by_field}; each id once
   * @return the number of rows
   * @throws InvalidRowException before any SQL, when a row lacks an id, a provenance, or a column
   *     that must have a value, names a field that the feature does not have, or has the id of
   *     another
   * @throws StoreException when the table is missing or lacks a column, or the database refuses the
   *     rows
   */
  public <R extends FeatureRecord<R>> int write(FeatureTable<R> table, Collection<R> rows) {
    FeaturePlan plan = plan(table);
    Rows check = new Rows(plan, table, "write");
    check.check(rows);
    check.checkColumns(rows);
    live.check(dsl, plan);
    String project = graph.projectVersion(plan.definition().project());
    Writer writer = new Writer(plan, table, project, hashes(), materializationId);
    List<R> all = List.copyOf(rows);
    Instant now = instants.next();
    return sql(
        "write",
        plan,
        () -> {
          dsl.transaction(trx -> writer.append(trx.dsl(), all, now));
          return all.size();
        });
  }

  /**
   * The latest live rows of a feature at its current version, as a table of the DSL that has the
   * name of the feature's table: its generated fields select from it.
   *
   * <pre>{@code
   * dsl.select(VIDEO.PATH, VIDEO.dataVersion("frames")).from(store.current(VIDEO)).where(VIDEO.DURATION.gt(1.0))
   * }</pre>
   */
  public <R extends FeatureRecord<R>> Table<?> current(FeatureTable<R> table) {
    return read(table).asTable();
  }

  /** A read of a feature, by default what {@link #current} gives; see its switches. */
  public <R extends FeatureRecord<R>> ReadQuery<R> read(FeatureTable<R> table) {
    FeaturePlan plan = plan(table);
    live.check(dsl, plan);
    return new ReadQuery<>(this, plan, table);
  }

  /**
   * Soft-deletes the samples whose current rows satisfy a condition: appends those rows with {@code
   * metaxy_deleted_at} ({@code semantics.md} 9). A later write of the same id revives it.
   *
   * @return the number of samples
   * @throws StoreException when the table is missing or lacks a column
   */
  public <R extends FeatureRecord<R>> int delete(FeatureTable<R> table, Condition condition) {
    FeaturePlan plan = plan(table);
    Table<?> rows = read(table).where(condition).asTable();
    SoftDelete delete =
        new SoftDelete(table, graph.projectVersion(plan.definition().project()), materializationId);
    Instant now = instants.next();
    return sql(
        "delete from",
        plan,
        () -> dsl.transactionResult(trx -> delete.append(trx.dsl(), rows, now)));
  }

  /**
   * What is to be done for a feature that depends 1:1 on others.
   *
   * @throws IllegalArgumentException when the feature is a root, whose samples the caller gives, or
   *     has a dependency that is not 1:1 on the feature's id columns, or a filter that does not fit
   * @throws StoreException when a table is missing or lacks a column
   */
  public <R extends FeatureRecord<R>> Increment<R> resolve(FeatureTable<R> table) {
    FeaturePlan plan = plan(table);
    if (plan.spec().isRoot()) {
      throw new IllegalArgumentException(
          "Cannot resolve the root feature "
              + plan.key()
              + " without samples; call resolve(table, samples)");
    }
    plan.deps().forEach(dep -> checkOneToOne(plan, dep));
    involved(plan).forEach(each -> live.check(dsl, each));
    ResolveStatement statement = statement(plan, table, null);
    return new Increment<>(
        this,
        table,
        statement,
        row -> {
          R record = table.newRecord();
          record.fromMap(statement.ids(row));
          return record;
        });
  }

  private static void checkOneToOne(FeaturePlan plan, DepPlan dep) {
    String reason = null;
    if (!(dep.dep().lineage() instanceof Lineage.Identity)) {
      reason = "which is not 1:1";
    } else if (!Set.copyOf(dep.idColumns()).equals(Set.copyOf(plan.idColumns()))) {
      reason = "whose id columns " + dep.idColumns() + " are not the feature's " + plan.idColumns();
    }
    if (reason != null) {
      throw new IllegalArgumentException(
          "Cannot resolve "
              + plan.key()
              + " by its dependency on "
              + dep.upstream().key()
              + ", "
              + reason
              + " (must be 1:1 on the same id columns in this version)");
    }
  }

  /**
   * What is to be done for a root feature, whose samples the caller gives.
   *
   * @param samples records with ids and {@code metaxy_provenance_by_field}; each id once
   * @throws IllegalArgumentException when the feature has dependencies
   * @throws InvalidRowException before any SQL, when a sample lacks an id or a provenance, names a
   *     field that the feature does not have, or has the id of another
   * @throws StoreException when the table is missing or lacks a column
   */
  public <R extends FeatureRecord<R>> Increment<R> resolve(
      FeatureTable<R> table, Collection<R> samples) {
    FeaturePlan plan = plan(table);
    if (!plan.spec().isRoot()) {
      throw new IllegalArgumentException(
          "Cannot resolve "
              + plan.key()
              + " by given samples, because it depends on other features; call resolve(table)");
    }
    Rows check = new Rows(plan, table, "resolve");
    check.check(samples);
    live.check(dsl, plan);
    List<R> given = List.copyOf(samples);
    ResolveStatement statement = statement(plan, table, columns(plan, check, given));
    return new Increment<>(
        this, table, statement, row -> copy(table, given.get(statement.ordinal(row))));
  }

  private static <R extends FeatureRecord<R>> R copy(FeatureTable<R> table, R sample) {
    R record = table.newRecord();
    record.from(sample);
    return record;
  }

  private static <R extends FeatureRecord<R>> Samples columns(
      FeaturePlan plan, Rows rows, List<R> samples) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    int ids = plan.idColumns().size();
    for (int i = 0; i <= ids + plan.fields().size(); i++) {
      columns.add(new ArrayList<>());
    }
    for (int ordinal = 0; ordinal < samples.size(); ordinal++) {
      R sample = samples.get(ordinal);
      List<@Nullable Object> values = new ArrayList<>(rows.ids(sample));
      values.add(ordinal);
      plan.fields().forEach(f -> values.add(provenance(sample, f)));
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).add(values.get(i));
      }
    }
    return new Samples(columns);
  }

  private static @Nullable String provenance(FeatureRecord<?> sample, FieldPlan field) {
    Map<String, String> byField = sample.provenanceByField();
    return byField == null ? null : byField.get(field.key().structKey());
  }

  private ResolveStatement statement(
      FeaturePlan plan, FeatureTable<?> table, @Nullable Samples samples) {
    return new ResolveStatement(plan, graph.options(), table, dialect, samples);
  }

  private Hashes hashes() {
    return new Hashes(graph.options().hashTruncationLength());
  }

  /** Runs a statement on a feature's table and its upstreams'; a failure becomes one sentence. */
  <T> T sql(String verb, FeaturePlan plan, Supplier<T> work) {
    try {
      return Guard.sql(verb + " " + plan.key(), work);
    } catch (StoreException e) {
      throw live.reason(dsl, involved(plan), e);
    }
  }

  /** A feature and its upstreams. */
  private static List<FeaturePlan> involved(FeaturePlan plan) {
    List<FeaturePlan> plans = new ArrayList<>(List.of(plan));
    plan.deps().forEach(dep -> plans.add(dep.upstream()));
    return plans;
  }

  private FeaturePlan plan(FeatureTable<?> table) {
    Schema schema = table.getSchema();
    if (schema != null && !schema.getName().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use table "
              + schema.getName()
              + "."
              + table.getName()
              + " in a schema in this version; generate it with <outputSchemaToDefault>, and let the"
              + " connection name the schema");
    }
    return graph.plan(table.featureKey());
  }

  DSLContext dsl() {
    return dsl;
  }

  int chunkRows() {
    return chunkRows;
  }
}
