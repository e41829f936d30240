package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.bench.db.Features;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** The store as a user calls it. */
final class StoreOurs<R extends FeatureRecord<R>, U extends FeatureRecord<U>> implements Ours<R> {

  private final MetadataStore store;
  private final BenchGraph<R, U> graph;

  StoreOurs(DSLContext dsl, BenchGraph<R, U> graph) {
    this.store = MetadataStore.of(dsl, Features.GRAPH);
    this.graph = graph;
  }

  /** {@code Engine SQL, because …} */
  @Override
  public String engine() {
    try (Increment<R> increment = store.resolve(graph.leaf())) {
      String explained = increment.explain();
      return explained
          .substring("Engine ".length(), explained.indexOf(','))
          .toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Tally counted() {
    try (Increment<R> increment = store.resolve(graph.leaf())) {
      Counts counts = increment.counts();
      return new Tally(counts.newSamples(), counts.stale(), counts.orphaned());
    }
  }

  @Override
  public Tally fetchedNew() {
    try (Increment<R> increment = store.resolve(graph.leaf());
        Stream<Sample<R>> samples = increment.newSamples().stream()) {
      return Tally.NOTHING.plus(0, samples.filter(this::read).count());
    }
  }

  @Override
  public Tally fetchedStale() {
    try (Increment<R> increment = store.resolve(graph.leaf());
        Stream<Sample<R>> samples = increment.stale().stream()) {
      return Tally.NOTHING.plus(1, samples.filter(this::read).count());
    }
  }

  private boolean read(Sample<R> sample) {
    return graph.id().applyAsLong(sample.record()) >= 0
        && !sample.provenanceByField().isEmpty()
        && !graph.rootPath().apply(sample.from(graph.root())).isEmpty();
  }

  @Override
  public Tally endToEnd() {
    try (Increment<R> increment = store.resolve(graph.leaf())) {
      long[] counts = new long[2];
      // By name, because its package differs between revisions.
      increment.pending(
          sample -> {
            counts[sample.status().name().equals("NEW") ? 0 : 1]++;
            R record = sample.record();
            graph.setPath().accept(record, graph.rootPath().apply(sample.from(graph.root())));
            return record;
          });
      return new Tally(counts[0], counts[1], 0);
    }
  }

  @Override
  public void write(List<R> rows) {
    store.write(graph.leaf(), rows);
  }
}
