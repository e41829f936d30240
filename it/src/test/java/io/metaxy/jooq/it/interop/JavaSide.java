package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Part;
import io.metaxy.jooq.increment.ResolveOptions;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jooq.Field;

/**
 * This project's store on a shared store, opened for each call, because DuckDB allows one process
 * at a time. Where possible, both engines resolve and must agree.
 */
record JavaSide(Place place, FeatureGraph graph, HashAlgorithm algorithm) implements Side {

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table) {
    return outcome(table, options -> options);
  }

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples) {
    return outcome(table, options -> options.samples(samples));
  }

  private <R extends FeatureRecord<R>> Outcome outcome(
      FeatureTable<R> table, UnaryOperator<ResolveOptions<R>> options) {
    FeaturePlan plan = graph.plan(table.featureKey());
    return open(
        store -> {
          Outcome merged = outcome(plan, store.withEngine(Engine.MERGE).resolve(table, options));
          if (place.resolves(algorithm)) {
            Outcome sql = outcome(plan, store.withEngine(Engine.SQL).resolve(table, options));
            assertEquals(merged, sql, "Expected the result of MERGE, but SQL returned");
          }
          return merged;
        });
  }

  private static <R extends FeatureRecord<R>> Outcome outcome(
      FeaturePlan plan, Increment<R> resolved) {
    try (Increment<R> increment = resolved) {
      Map<String, String> orphaned = new TreeMap<>();
      for (R row : increment.orphaned().fetch()) {
        String ids = Rows.ids(plan.inputIdColumns(), row::get);
        Outcome.add(orphaned, ids, row.provenanceByField(), row.get(SystemColumns.PROVENANCE));
      }
      return new Outcome(
          part(plan, increment.newSamples()), part(plan, increment.stale()), orphaned);
    }
  }

  private static <R extends FeatureRecord<R>> Map<String, String> part(
      FeaturePlan plan, Part<Sample<R>> samples) {
    Map<String, String> part = new TreeMap<>();
    for (Sample<R> sample : samples.fetch()) {
      String ids = Rows.ids(plan.inputIdColumns(), sample.ids()::get);
      Outcome.add(part, ids, sample.provenanceByField(), sample.provenance());
    }
    return part;
  }

  @Override
  public <R extends FeatureRecord<R>> void update(FeatureTable<R> table) {
    FeaturePlan plan = graph.plan(table.featureKey());
    open(
        store -> {
          try (Increment<R> increment = store.resolve(table)) {
            return Rows.childColumns(plan).isEmpty()
                ? increment.pending(sample -> computed(sample, plan, Map.of()))
                : increment.pendingMany(sample -> children(sample, plan));
          }
        });
  }

  private static <R extends FeatureRecord<R>> List<R> children(Sample<R> sample, FeaturePlan plan) {
    String column = Rows.childColumns(plan).get(0);
    return Rows.CHILDREN.stream()
        .map(child -> computed(sample, plan, Map.of(column, child)))
        .toList();
  }

  private static <R extends FeatureRecord<R>> R computed(
      Sample<R> sample, FeaturePlan plan, Map<String, ?> ids) {
    R record = sample.record();
    Stream.of(ids, Rows.values(plan, "Java")).forEach(record::fromMap);
    return record;
  }

  @Override
  public <R extends FeatureRecord<R>> void write(FeatureTable<R> table, List<R> rows) {
    open(store -> store.write(table, rows));
  }

  @Override
  public <R extends FeatureRecord<R>> void delete(
      FeatureTable<R> table, Field<String> column, String value) {
    open(store -> store.delete(table, column.eq(value)));
  }

  @Override
  public <R extends FeatureRecord<R>> Map<String, Map<String, String>> read(FeatureTable<R> table) {
    List<String> ids = graph.plan(table.featureKey()).idColumns();
    Map<String, Map<String, String>> rows = new TreeMap<>();
    open(store -> store.read(table).fetch())
        .forEach(row -> rows.put(Rows.ids(ids, row::get), Rows.texts(row.intoMap())));
    return rows;
  }

  private <T> T open(Function<MetadataStore, T> work) {
    return place.use(graph, algorithm, work);
  }
}
