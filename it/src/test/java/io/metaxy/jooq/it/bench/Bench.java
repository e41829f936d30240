package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures the store and the floor on one database and graph, in three states of the leaf and when
 * writing it.
 */
public final class Bench<R extends FeatureRecord<R>> {

  private final Settings settings;
  private final BenchDatabase database;
  private final Cases<R> cases;
  private final Heap heap = new Heap();
  private final List<CaseResult> results = new ArrayList<>();

  private Bench(Settings settings, BenchDatabase database, Cases<R> cases) {
    this.settings = settings;
    this.database = database;
    this.cases = cases;
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
      Bench<R> bench = new Bench<>(settings, database, Cases.load(settings, graph, database));
      for (String name : Settings.CASES) {
        if (settings.cases().contains(name)) {
          bench.measure(name);
        }
      }
      Report report = new Report(settings, bench.results);
      say("%n%s", report.table());
      say("Written to %s", report.write());
    }
  }

  private void measure(String name) throws Exception {
    Map<String, Way> ways = cases.begin(name);
    boolean resolves = !name.equals("write");
    Rounds rounds = new Rounds();
    if (resolves) {
      database.floors().forEach((floor, work) -> rounds.add(floor, Way.of(work)));
    } else {
      rounds.add(Report.RAW_WRITE, raw());
    }
    ways.forEach((way, each) -> rounds.add(way, each.watched(heap)));
    heap.clear();
    Map<String, Timing> timings = rounds.run(settings.rounds());
    double peak = heap.peakMegabytes();
    results.add(
        new CaseResult(
            name,
            resolves ? cases.engine() : null,
            timings,
            resolves && !database.sharesHeap() ? peak : null));
    say("Measured %s", name);
  }

  private Way raw() {
    WriteRows rows = cases.rows();
    return cases.writing(
        () -> {
          database.writeRaw(rows);
          return Tally.NOTHING;
        });
  }

  private static void say(String format, @Nullable Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
