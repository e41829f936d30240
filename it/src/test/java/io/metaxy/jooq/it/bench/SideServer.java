package io.metaxy.jooq.it.bench;

import com.sun.management.OperatingSystemMXBean;
import io.metaxy.jooq.table.FeatureRecord;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One side of a comparison, with its own JVM and database. It first prints the description of the
 * database, then answers each line that it reads with one line; words are separated by tabs:
 *
 * <pre>
 * case  write        prepares the database; answers the ways of that case
 * round written  3   runs it three times; answers the cost and the tally
 * </pre>
 */
public final class SideServer<R extends FeatureRecord<R>> {

  private final BenchDatabase database;
  private final Cases<R> cases;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Map<String, Way> ways = new LinkedHashMap<>();

  private SideServer(BenchDatabase database, Cases<R> cases) {
    this.database = database;
    this.cases = cases;
  }

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    // Keeps other output apart from the answers.
    System.setOut(System.err);
    Settings settings = Settings.read();
    serve(settings, BenchGraph.of(settings.graph()), answers);
  }

  private static <R extends FeatureRecord<R>, U extends FeatureRecord<U>> void serve(
      Settings settings, BenchGraph<R, U> graph, PrintStream answers) throws Exception {
    try (BenchDatabase database = BenchDatabase.open(settings, graph)) {
      SideServer<R> server = new SideServer<>(database, Cases.load(settings, graph, database));
      answers.println(database.description());
      server.answer(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
    }
  }

  private void answer(BufferedReader requests, PrintStream answers) throws Exception {
    String request = requests.readLine();
    while (request != null) {
      String[] words = request.split("\t", -1);
      answers.println(
          words[0].equals("case")
              ? begin(words[1])
              : round(ways.get(words[1]), Integer.parseInt(words[2])));
      request = requests.readLine();
    }
  }

  /** Shortens {@code ours, written} to {@code written}, because a side measures only the store. */
  private String begin(String name) throws Exception {
    ways.clear();
    cases.begin(name).forEach((way, each) -> ways.put(way.substring("ours, ".length()), each));
    return String.join("\t", ways.keySet());
  }

  private String round(Way way, int times) throws Exception {
    // Collects the garbage of earlier rounds.
    System.gc();
    long wall = 0;
    long jvm = 0;
    long served = 0;
    Tally tally = Tally.NOTHING;
    for (int i = 0; i < times; i++) {
      way.before().call();
      long outside = outside();
      long inside = system.getProcessCpuTime();
      long start = System.nanoTime();
      tally = (Tally) way.work().call();
      wall += System.nanoTime() - start;
      jvm += system.getProcessCpuTime() - inside;
      served += outside() - outside;
      way.after().call();
    }
    double unit = times * 1e6;
    return new Cost(wall / unit, (jvm + served) / unit, jvm / unit).line() + "\t" + tally;
  }

  private long outside() throws SQLException {
    return database.processorTime().toNanos();
  }
}
