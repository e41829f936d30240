package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Measures the store on one database and graph, beside the floor, in three states of the leaf and
 * when writing it.
 */
public final class Bench<R extends FeatureRecord<R>> {

  private final Settings settings;
  private final BenchGraph<R, ?> graph;
  private final BenchDatabase database;
  private final Ours<R> ours;
  private final Heap heap;
  private final List<CaseResult> results = new ArrayList<>();

  private Bench(
      Settings settings, BenchGraph<R, ?> graph, BenchDatabase database, Ours<R> ours, Heap heap) {
    this.settings = settings;
    this.graph = graph;
    this.database = database;
    this.ours = ours;
    this.heap = heap;
  }

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.read();
    run(settings, BenchGraph.of(settings.graph()));
  }

  private static <R extends FeatureRecord<R>, U extends FeatureRecord<U>> void run(
      Settings settings, BenchGraph<R, U> graph) throws Exception {
    try (BenchDatabase database = BenchDatabase.open(settings, graph)) {
      say(
          "%s, %,d rows, %d rounds; %s; %d processors, JDK %s, heap of at most %d MB",
          settings.graph(),
          settings.rows(),
          settings.rounds(),
          database.description(),
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.version"),
          Runtime.getRuntime().maxMemory() >> 20);
      Ours<R> ours = new StoreOurs<>(database.dsl(), graph);
      Bench<R> bench = new Bench<>(settings, graph, database, ours, new Heap());
      bench.resolve();
      bench.write();
      Report report = new Report(settings, bench.results);
      say("%n%s", report.table());
      say("Written to %s", report.write());
    }
  }

  /** Empty leaf, then a leaf that is up to date, then one whose first root has grown. */
  private void resolve() throws Exception {
    database.load(settings.rows());
    resolve("new", false);
    if (settings.cases().contains("nothing") || settings.cases().contains("stale")) {
      database.compute();
      resolve("nothing", true);
    }
    if (settings.cases().contains("stale")) {
      database.makeStale(settings.staleRows());
      resolve("stale", true);
    }
  }

  private void resolve(String name, boolean computed) throws Exception {
    if (!settings.cases().contains(name)) {
      return;
    }
    boolean writes = !name.equals("nothing");
    Callable<Tally> fetched = name.equals("new") ? ours::fetchedNew : ours::fetchedStale;
    Rounds rounds = new Rounds();
    database.floors().forEach(rounds::add);
    rounds
        .add(Report.COUNTED, heap.watch(ours::counted))
        .add(Report.FETCHED, heap.watch(fetched))
        .add(
            Report.END_TO_END,
            () -> null,
            heap.watch(ours::endToEnd),
            () -> writes && restore(computed));
    heap.clear();
    Map<String, Timing> timings = rounds.run(settings.rounds());
    double peak = heap.peakMegabytes();
    add(new CaseResult(name, ours.engine(), timings, database.sharesHeap() ? null : peak));
  }

  private boolean restore(boolean computed) throws Exception {
    database.restore(computed);
    return true;
  }

  private void write() throws Exception {
    if (!settings.cases().contains("write")) {
      return;
    }
    WriteRows rows = WriteRows.of(graph.leafPlan(), settings.rows());
    List<R> records = rows.records(graph);
    Callable<Boolean> empty = () -> restore(false);
    Map<String, Timing> timings =
        new Rounds()
            .add(Report.RAW_WRITE, empty, () -> written(() -> database.writeRaw(rows)), empty)
            .add(Report.WRITE, empty, () -> written(() -> ours.write(records)), empty)
            .run(settings.rounds());
    add(new CaseResult("write", null, timings, null));
  }

  private interface Write {
    void run() throws Exception;
  }

  private static Tally written(Write write) throws Exception {
    write.run();
    return Tally.NOTHING;
  }

  private void add(CaseResult result) {
    results.add(result);
    say("Measured %s", result.name());
  }

  private static void say(String format, @Nullable Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
