package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * The cases, in the order of {@link Settings#CASES}: each prepares the database and lists what to
 * measure.
 */
final class Cases<R extends FeatureRecord<R>> {

  private final Settings settings;
  private final BenchGraph<R, ?> graph;
  private final BenchDatabase database;
  private final Ours<R> ours;
  private boolean computed;

  private Cases(Settings settings, BenchGraph<R, ?> graph, BenchDatabase database, Ours<R> ours) {
    this.settings = settings;
    this.graph = graph;
    this.database = database;
    this.ours = ours;
  }

  /** Loads the roots; the leaf is empty. */
  static <R extends FeatureRecord<R>> Cases<R> load(
      Settings settings, BenchGraph<R, ?> graph, BenchDatabase database) throws Exception {
    database.load(settings.rows());
    return new Cases<>(settings, graph, database, new StoreOurs<>(database.dsl(), graph));
  }

  /** Returns the engine that resolves the leaf. */
  String engine() {
    return ours.engine();
  }

  /** Prepares the database for a case and returns what to measure, by name. */
  Map<String, Way> begin(String name) throws Exception {
    return switch (name) {
      case "nothing" -> {
        compute();
        yield resolving(ours::fetchedStale, () -> null);
      }
      case "stale" -> {
        compute();
        database.makeStale(settings.staleRows());
        yield resolving(ours::fetchedStale, () -> restored(true));
      }
      case "write" -> {
        List<R> records = rows().records(graph);
        yield Map.of(
            Report.WRITE,
            writing(
                () -> {
                  ours.write(records);
                  return Tally.NOTHING;
                }));
      }
      default -> resolving(ours::fetchedNew, () -> restored(false));
    };
  }

  private void compute() throws Exception {
    if (!computed) {
      database.compute();
      computed = true;
    }
  }

  private Map<String, Way> resolving(Callable<Tally> fetched, Callable<?> restore) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(Report.COUNTED, Way.of(ours::counted));
    ways.put(Report.FETCHED, Way.of(fetched));
    ways.put(Report.END_TO_END, new Way(() -> null, ours::endToEnd, restore));
    return ways;
  }

  /** Returns the rows to write. */
  WriteRows rows() {
    return WriteRows.of(graph.leafPlan(), settings.rows());
  }

  /** Writes into the empty leaf and empties it again. */
  Way writing(Callable<Tally> write) {
    return new Way(() -> restored(false), write, () -> restored(false));
  }

  private boolean restored(boolean toComputed) throws Exception {
    database.restore(toComputed);
    return true;
  }
}
