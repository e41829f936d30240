package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.store.Increment;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.Sample;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.CloseableDSLContext;
import org.jooq.Field;

/** The store of this project on a shared store, opened for each call: DuckDB lets one in at a time. */
record JavaSide(Place place, FeatureGraph graph) implements Side {

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table) {
    return open(store -> outcome(table, store.resolve(table)));
  }

  @Override
  public <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples) {
    return open(store -> outcome(table, store.resolve(table, samples)));
  }

  @Override
  public <R extends FeatureRecord<R>> void update(FeatureTable<R> table) {
    Map<String, Object> values = Rows.values(graph.plan(table.featureKey()), "Java");
    open(
        store ->
            store
                .resolve(table)
                .pending(
                    sample -> {
                      R record = sample.record();
                      record.fromMap(values);
                      return record;
                    }));
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
    try (CloseableDSLContext dsl = place.open()) {
      return work.apply(MetadataStore.of(dsl, graph));
    }
  }

  private <R extends FeatureRecord<R>> Outcome outcome(
      FeatureTable<R> table, Increment<R> increment) {
    FeaturePlan plan = graph.plan(table.featureKey());
    Map<String, String> orphaned = new TreeMap<>();
    for (R row : increment.orphaned()) {
      Outcome.add(
          orphaned,
          Rows.ids(plan.inputIdColumns(), row::get),
          Objects.requireNonNull(row.provenanceByField()),
          row.get(SystemColumns.PROVENANCE));
    }
    return new Outcome(
        part(plan, increment.newSamples()), part(plan, increment.stale()), orphaned);
  }

  private static <R extends FeatureRecord<R>> Map<String, String> part(
      FeaturePlan plan, List<Sample<R>> samples) {
    Map<String, String> part = new TreeMap<>();
    for (Sample<R> sample : samples) {
      String ids = Rows.ids(plan.inputIdColumns(), sample.ids()::get);
      Outcome.add(part, ids, sample.provenanceByField(), sample.provenance());
    }
    return part;
  }
}
