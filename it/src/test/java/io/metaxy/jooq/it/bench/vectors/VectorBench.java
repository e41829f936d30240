package io.metaxy.jooq.it.bench.vectors;

import static io.metaxy.jooq.it.bench.db.tables.BenchVectors.BENCH_VECTORS;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.bench.Heap;
import io.metaxy.jooq.it.bench.Rounds;
import io.metaxy.jooq.it.bench.Timing;
import io.metaxy.jooq.it.bench.Way;
import io.metaxy.jooq.it.bench.db.Features;
import io.metaxy.jooq.it.bench.db.tables.records.BenchVectorsRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast the store writes and reads vectors, in comparison with the driver alone on the
 * same table in the same rounds.
 */
public final class VectorBench {

  private static final int FETCH_ROWS = 5_000;

  private final VectorDatabase database;
  private final VectorRows rows;
  private final int rounds;
  private final MetadataStore store;
  private final Heap heap = new Heap();
  private final Map<String, Double> peaks = new LinkedHashMap<>();
  private final Map<String, List<Double>> processor = new LinkedHashMap<>();

  private VectorBench(VectorDatabase database, VectorRows rows, int rounds) {
    this.database = database;
    this.rows = rows;
    this.rounds = rounds;
    this.store = MetadataStore.of(database.dsl(), Features.GRAPH);
  }

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
    Files.createDirectories(directory);
    String name = System.getProperty("bench.database", "duckdb");
    try (VectorDatabase database =
        name.equals("postgresql") ? PostgresVectors.open() : DuckDbVectors.open(directory)) {
      VectorRows rows = VectorRows.of(Integer.getInteger("bench.rows", 100_000));
      VectorBench bench = new VectorBench(database, rows, Integer.getInteger("bench.rounds", 5));
      say(
          "%,d rows with %d floats, %d rounds; %s; heap of at most %d MB",
          rows.size(),
          VectorRows.DIMENSIONS,
          bench.rounds,
          database.description(),
          Runtime.getRuntime().maxMemory() >> 20);
      say(
          "| what | median ms | min - max ms | CPU ms | x raw | x raw, CPU | rows/s | MB/s | peak"
              + " heap MB |");
      say("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
      database.create();
      bench.write();
      bench.read();
    }
  }

  private void write() throws Exception {
    List<BenchVectorsRecord> records = rows.records(true);
    List<BenchVectorsRecord> samples = rows.records(false);
    Map<String, Callable<?>> ways = new LinkedHashMap<>();
    database.writes(rows).forEach((name, raw) -> ways.put(name, raw::run));
    ways.put("ours, written", () -> store.write(BENCH_VECTORS, records));
    ways.put("ours, computed", () -> compute(samples));
    measure(ways, true);
  }

  private long compute(List<BenchVectorsRecord> samples) {
    try (Increment<BenchVectorsRecord> increment = store.resolve(BENCH_VECTORS, samples)) {
      return increment.pending(
          sample -> {
            BenchVectorsRecord record = sample.record();
            int row = record.getSampleId().intValue();
            return record.setPath(rows.path(row)).setEmbedding(rows.vectors().get(row).clone());
          });
    }
  }

  private void read() throws Exception {
    database.empty();
    store.write(BENCH_VECTORS, rows.records(true));
    database.settle();
    String sql = database.dsl().renderInlined(query(database.dsl()));
    Map<String, Callable<?>> ways = new LinkedHashMap<>();
    ways.put("raw, getArray", () -> database.read(sql));
    ways.put("ours, read", () -> database.dsl().transactionResult(c -> sum(c.dsl())));
    measure(ways, false);
  }

  private ResultQuery<Record2<Long, float[]>> query(DSLContext dsl) {
    return dsl.select(BENCH_VECTORS.SAMPLE_ID, BENCH_VECTORS.EMBEDDING)
        .from(store.current(BENCH_VECTORS));
  }

  private long sum(DSLContext dsl) {
    long sum = 0;
    try (Cursor<Record2<Long, float[]>> cursor = query(dsl).fetchSize(FETCH_ROWS).fetchLazy()) {
      for (Record2<Long, float[]> row : cursor) {
        sum += Float.floatToIntBits(row.value2()[0]);
      }
    }
    return sum;
  }

  private void measure(Map<String, Callable<?>> ways, boolean writes) throws Exception {
    Rounds measured = new Rounds();
    ways.forEach((name, work) -> measured.add(name, way(name, work, writes)));
    Map<String, Timing> timings = measured.run(rounds);
    String raw = timings.keySet().iterator().next();
    timings.forEach((name, timing) -> say(name, timing, timings.get(raw), processor(raw)));
  }

  /** The result of the work is compared by its text. */
  private Way way(String name, Callable<?> work, boolean writes) {
    Callable<String> watched = heap.watch(() -> String.valueOf(work.call()));
    double[] held = new double[1];
    long[] used = new long[1];
    return new Way(
        () -> {
          if (writes) {
            database.empty();
          }
          heap.clear();
          held[0] = heap.peakMegabytes();
          used[0] = database.processorTime();
          return null;
        },
        watched,
        () -> {
          double time = (database.processorTime() - used[0]) / 1e6;
          processor.computeIfAbsent(name, each -> new ArrayList<>()).add(time);
          return peaks.merge(name, heap.peakMegabytes() - held[0], Math::max);
        });
  }

  /** Returns the processor time in the measured rounds, which are the last. */
  private double processor(String name) {
    List<Double> all = processor.get(name);
    return Timing.of(all.subList(all.size() - rounds, all.size())).median();
  }

  private void say(String name, Timing timing, Timing raw, double rawProcessor) {
    say(
        "| %s | %,.0f | %,.0f - %,.0f | %,.0f | %.2f | %.2f | %,.0f | %,.0f | %.0f |",
        name,
        timing.median(),
        timing.min(),
        timing.max(),
        processor(name),
        raw.median() / timing.median(),
        rawProcessor / processor(name),
        rows.size() / timing.median() * 1_000,
        rows.megabytes() / timing.median() * 1_000,
        peaks.get(name));
  }

  private static void say(String format, @Nullable Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
