package io.metaxy.jooq.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the stores of two revisions: in every round of every way, each takes a turn, in
 * alternating order, each in its own JVM for the whole run. {@code src/bench/compare.sh} builds
 * both and starts this class.
 */
public final class Comparison {

  private static final List<String> WAYS = List.of("counted", "fetched", "end to end", "written");

  private final Settings settings;
  private final Side base;
  private final Side head;
  private final List<String> ways;
  private final Duration warmUp;
  private final Duration round;

  /**
   * Runs the comparison.
   *
   * @param ways the names of the ways to measure
   * @param warmUp the processor time of the base before measuring a way
   * @param round the processor time of the base per round, which is measured in ticks of 10 ms
   */
  Comparison(
      Settings settings, Side base, Side head, List<String> ways, Duration warmUp, Duration round) {
    this.settings = settings;
    this.base = base;
    this.head = head;
    this.ways = ways;
    this.warmUp = warmUp;
    this.round = round;
  }

  /** Starts the comparison; the arguments are the class paths of base and head. */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.read();
    boolean worse = report(args[0], args[1], settings);
    System.exit(worse ? 1 : 0);
  }

  private static boolean report(String baseClasses, String headClasses, Settings settings)
      throws Exception {
    double limit = Double.parseDouble(System.getProperty("compare.limit", "1.10"));
    List<String> ways =
        List.of(System.getProperty("compare.ways", String.join(",", WAYS)).split(",", -1));
    ways.forEach(way -> Settings.check("compare.ways", WAYS, way));
    String heap = System.getProperty("bench.heap", "4g");
    try (SharedServer server = SharedServer.start(settings);
        Side base = Side.start("base", baseClasses, server.of("base"), heap);
        Side head = Side.start("head", headClasses, server.of("head"), heap)) {
      say(
          "%s compared with %s: %s, %,d rows, %d rounds; %s",
          System.getProperty("compare.head", "head"),
          System.getProperty("compare.base", "base"),
          settings.graph(),
          settings.rows(),
          settings.rounds(),
          head.description());
      Comparison comparison =
          new Comparison(settings, base, head, ways, Duration.ofSeconds(5), Duration.ofMillis(500));
      ComparisonReport report = new ComparisonReport(settings, limit, comparison.run());
      say("%n%s", report.table());
      say("Written to %s", report.write());
      List<String> worse = report.worse();
      say(
          "Median ratios above %.2f: %s",
          limit, worse.isEmpty() ? "none" : String.join("; ", worse));
      return !worse.isEmpty();
    }
  }

  List<ComparedWay> run() {
    List<ComparedWay> compared = new ArrayList<>();
    for (String name : Settings.CASES) {
      if (settings.cases().contains(name)) {
        base.begin(name);
        List<String> possible = head.begin(name);
        for (String way : possible.stream().filter(ways::contains).toList()) {
          compared.add(compare(name, way, timesPerRound(name, way)));
        }
      }
    }
    return compared;
  }

  private ComparedWay compare(String name, String way, int times) {
    List<Cost> ofBase = new ArrayList<>();
    List<Cost> ofHead = new ArrayList<>();
    for (int i = 0; i < settings.rounds(); i++) {
      Turn turn = turn(name, way, times, i % 2 == 0);
      ofBase.add(turn.base().cost());
      ofHead.add(turn.head().cost());
    }
    say("Measured %s, %s, %d times per round", name, way, times);
    return new ComparedWay(name, way, times, ofBase, ofHead);
  }

  /**
   * Warms up both sides and returns the number of executions per round. Uses processor time,
   * because the JVM compiles later on a busy machine.
   */
  private int timesPerRound(String name, String way) {
    double spent = 0;
    double last;
    boolean baseFirst = true;
    do {
      Turn turn = turn(name, way, 1, baseFirst);
      last = Math.max(turn.base().cost().processor(), 1);
      spent += last;
      baseFirst = !baseFirst;
    } while (spent < warmUp.toMillis());
    return (int) Math.max(1, Math.ceil(round.toMillis() / last));
  }

  private record Turn(Side.Round base, Side.Round head) {}

  private Turn turn(String name, String way, int times, boolean baseFirst) {
    Side.Round early = (baseFirst ? base : head).round(way, times);
    Side.Round late = (baseFirst ? head : base).round(way, times);
    Turn turn = baseFirst ? new Turn(early, late) : new Turn(late, early);
    if (!turn.base().found().equals(turn.head().found())) {
      throw new IllegalStateException(
          "Cannot compare sides with different results: "
              + name
              + " "
              + way
              + " is "
              + turn.base().found()
              + " and "
              + turn.head().found());
    }
    return turn;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
