package io.metaxy.jooq.increment;

import io.metaxy.jooq.context.AlgorithmGuard;
import io.metaxy.jooq.context.Operation;
import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.Capabilities;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.increment.SampleRecords.Records;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.resolve.GivenFilter;
import io.metaxy.jooq.resolve.GivenResolution;
import io.metaxy.jooq.resolve.GivenSamples;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolveFilters;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.SampleHash;
import io.metaxy.jooq.resolve.SqlResolution;
import io.metaxy.jooq.resolve.merge.MergeResolution;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.sql.ConditionColumns;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.PlanTable;
import io.metaxy.jooq.write.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request into an increment: validates it, checks the tables, chooses the engine.
 *
 * @param <R> the feature's record
 */
public final class Resolver<R extends FeatureRecord<R>> {

  private final StoreContext store;
  private final FeatureTable<R> table;
  private final FeaturePlan plan;
  private final ResolveOptions<R> options;
  private final SampleRecords<R> sampleRecords;

  public Resolver(StoreContext store, FeatureTable<R> table, ResolveOptions<R> options) {
    this.store = store;
    this.table = table;
    this.plan = store.plan(table);
    this.options = options;
    this.sampleRecords = new SampleRecords<>(plan, table);
  }

  public Increment<R> resolve() {
    Collection<R> samples = options.samples();
    if (samples == null && plan.spec().isRoot()) {
      throw new IllegalArgumentException(
          "Cannot resolve the root feature "
              + plan.key()
              + " without samples; call resolve(table, samples)");
    }
    checkFilters();
    checkInputIds();
    return samples == null ? expected() : given(List.copyOf(samples));
  }

  private void checkFilters() {
    Capabilities capabilities = store.dialect().capabilities();
    ResolveFilters filters = options.filters();
    filters
        .conditions()
        .forEach(
            (key, conditions) ->
                conditions.forEach(each -> ConditionColumns.checkValues(capabilities, key, each)));
    filters
        .texts()
        .forEach(
            filter ->
                ConditionColumns.checkText(capabilities.unicode(), plan.key(), filter.text()));
    Condition staleIf = options.staleIf();
    if (staleIf != null) {
      ConditionColumns.checkValues(capabilities, plan.key(), staleIf);
    }
    List<String> known = StoreContext.involved(plan).stream().map(p -> p.key().toString()).toList();
    options
        .filters()
        .conditions()
        .keySet()
        .forEach(
            key -> {
              if (!known.contains(key.toString())) {
                throw new IllegalArgumentException(
                    "Cannot filter "
                        + key
                        + " when resolving "
                        + plan.key()
                        + ", which does not depend on it (must be one of "
                        + known
                        + "); remove the filter");
              }
            });
  }

  /**
   * Requires one row per input id on every side, and input ids that the feature's own rows have.
   */
  private void checkInputIds() {
    for (DepPlan dep : plan.deps()) {
      if (!dep.relatesTo(plan.inputIdColumns())) {
        throw new IllegalArgumentException(
            "Cannot resolve "
                + plan.key()
                + " through its dependency on "
                + dep.upstream().key()
                + ", whose rows are identified by "
                + (dep.isAggregation() ? dep.inputIdColumns() : dep.idColumns())
                + " and not by the samples' ids "
                + plan.inputIdColumns()
                + "; give both the same ids with a rename, or relate them with a lineage"
                + " (aggregation or expansion)");
      }
    }
    for (String id : plan.inputIdColumns()) {
      Optional<String> flaw = plan.flawOf(id);
      if (flaw.isPresent()) {
        throw new IllegalArgumentException(
            "Cannot resolve " + plan.key() + " by " + id + ", " + flaw.get());
      }
      if (!plan.identifiesBy(id)) {
        throw new IllegalArgumentException(
            "Cannot resolve "
                + plan.key()
                + ", whose id columns "
                + plan.idColumns()
                + " lack "
                + id
                + ", which identifies its samples; add it to the spec's ids or rename the"
                + " upstream's column");
      }
    }
  }

  private ResolveRequest request() {
    FeatureSource target = source(plan, table);
    List<FeatureSource> upstreams = new ArrayList<>();
    if (options.samples() == null) {
      for (DepPlan dep : plan.deps()) {
        upstreams.add(source(dep.upstream(), new PlanTable(dep.upstream())));
      }
    }
    ResolveRequest request =
        ResolveRequest.of(
            target,
            upstreams,
            new SampleHash(store.algorithm(), store.hashLength()),
            options.filters(),
            staleIf(),
            options.compares());
    request.checkFilters();
    return request;
  }

  private FeatureSource source(FeaturePlan of, Table<?> in) {
    return store.sql(Operation.RESOLVE, plan, () -> store.sourceNow(store.dsl(), of, in));
  }

  /** The caller's predicate, or that of the feature's settings. */
  private @Nullable Condition staleIf() {
    Condition stale = options.staleIf();
    for (String name : plan.definition().settings().staleWithout()) {
      Condition missing = Objects.requireNonNull(table.field(name)).isNull();
      stale = stale == null ? missing : stale.or(missing);
    }
    return stale;
  }

  private Increment<R> expected() {
    ResolveRequest request = request();
    FeatureDialect dialect = store.dialect();
    Choice choice = choose(dialect);
    if (choice.engine() == Engine.SQL) {
      install(dialect);
    }
    Resolution resolution =
        choice.engine() == Engine.SQL ? new SqlResolution(request) : new MergeResolution(request);
    return increment(request, resolution, choice.reason(), row -> sampleRecords.blank(row.ids()));
  }

  /**
   * Fails before anything is read, and installs the hash function outside the transaction that a
   * query may open, also for the caller's own statements. The query checks its connection again,
   * because it may be to another database.
   */
  private void install(FeatureDialect dialect) {
    boolean installed =
        store.sql(
            Operation.RESOLVE,
            plan,
            () ->
                store
                    .dsl()
                    .connectionResult(c -> dialect.functions().install(c, store.algorithm())));
    if (!installed) {
      throw new IllegalStateException(
          "Cannot resolve "
              + plan.key()
              + " with the engine SQL: the database lacks the hash function "
              + store.algorithm().text()
              + ", which only an admin can install, and only outside a transaction; resolve once"
              + " as an admin outside a transaction, or use the engine MERGE");
    }
  }

  private Increment<R> increment(
      ResolveRequest request, Resolution resolution, String reason, Records<R> records) {
    AlgorithmGuard guard = new AlgorithmGuard(store, request.target());
    if (options.compares()) {
      guard.checkRows(Operation.RESOLVE);
    }
    List<String> staleWithout = plan.definition().settings().staleWithout();
    String explained =
        staleWithout.isEmpty()
            ? reason
            : reason
                + "; samples whose row has no "
                + String.join(" or ", staleWithout)
                + " are stale, as the feature declares";
    return new Increment<>(
        store, table, resolution, guard, explained, sampleRecords, records, options);
  }

  private record Choice(Engine engine, String reason) {}

  private Choice choose(FeatureDialect dialect) {
    boolean hashes = dialect.functions().hashes(store.algorithm());
    Engine named = options.engine() == null ? store.engine() : options.engine();
    if (named == Engine.SQL && !hashes) {
      throw new IllegalArgumentException(
          "Cannot resolve "
              + plan.key()
              + " with the engine SQL: the database cannot compute "
              + store.algorithm().text()
              + "; use the engine MERGE");
    }
    if (named != null) {
      return new Choice(named, "the caller chose it");
    }
    if (!hashes) {
      return new Choice(Engine.MERGE, "the database cannot compute " + store.algorithm().text());
    }
    Hint merges =
        store.sql(Operation.RESOLVE, plan, () -> store.live().mergesByDefault(store.dsl()));
    return new Choice(merges.taken() ? Engine.MERGE : Engine.SQL, merges.reason());
  }

  private Increment<R> given(List<R> given) {
    Rows rows =
        new Rows(
            plan,
            table,
            "resolve",
            plan.inputIdColumns(),
            store.dialect(),
            null,
            () -> store.source(plan, table).live());
    rows.check(given);
    ResolveRequest request = request();
    List<R> kept = filtered(request, given);
    List<List<@Nullable Object>> ids = new ArrayList<>();
    List<List<String>> hashes = new ArrayList<>();
    Map<List<@Nullable Object>, Integer> positions = new HashMap<>();
    for (R sample : kept) {
      List<@Nullable Object> own = rows.ids(sample);
      positions.put(rows.stored(own), ids.size());
      ids.add(own);
      hashes.add(hashes(sample));
    }
    Resolution resolution =
        new GivenResolution(request, new GivenSamples(ids, hashes, positions), rows::stored);
    return increment(
        request,
        resolution,
        "the caller supplied the samples",
        row -> sampleRecords.copy(kept.get(row.given())));
  }

  private List<R> filtered(ResolveRequest request, List<R> given) {
    if (request.current().filters().isNone(plan.key()) || given.isEmpty()) {
      return given;
    }
    GivenFilter filter = new GivenFilter(request);
    Set<String> asked = ConditionColumns.names(filter.condition());
    List<Field<?>> columns = new ArrayList<>();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (ColumnSpec column : plan.definition().columns()) {
      if (column.kind().isOrdered()) {
        Field<?> field = Objects.requireNonNull(table.field(column.name()));
        List<@Nullable Object> cells = new ArrayList<>();
        given.forEach(sample -> cells.add(JdbcValues.micros(sample.get(field))));
        columns.add(field);
        values.add(cells);
      } else if (asked.contains(column.name())) {
        throw new IllegalArgumentException(
            "Cannot filter the supplied samples of "
                + plan.key()
                + " by their column "
                + column.name()
                + ", because the database evaluates the filter and does not accept "
                + column.kind()
                + " values; filter the samples before supplying them");
      }
    }
    List<Integer> positions =
        store.sql(Operation.RESOLVE, plan, () -> filter.kept(store.dsl(), columns, values));
    return positions.stream().map(given::get).toList();
  }

  private List<String> hashes(R sample) {
    Map<String, String> byField = Objects.requireNonNull(sample.provenanceByField());
    List<String> hashes = new ArrayList<>();
    for (FieldPlan field : plan.fields()) {
      hashes.add(Objects.requireNonNull(byField.get(field.key().structKey())));
    }
    return hashes;
  }
}
