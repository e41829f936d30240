package io.metaxy.jooq.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several ways in interleaved rounds, so that a disturbance affects all of them. Earlier
 * rounds warm up, until the JVM has had time to compile. All ways must return the same result.
 */
public final class Rounds {

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final Map<String, Way> ways = new LinkedHashMap<>();

  public Rounds add(String name, Way way) {
    ways.put(name, way);
    return this;
  }

  /** Returns the times by name. */
  public Map<String, Timing> run(int rounds) throws Exception {
    long warm = System.nanoTime() + WARM_UP.toNanos();
    do {
      round();
    } while (System.nanoTime() < warm);
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      round()
          .forEach((name, time) -> times.computeIfAbsent(name, n -> new ArrayList<>()).add(time));
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    times.forEach((name, list) -> timings.put(name, Timing.of(list)));
    return timings;
  }

  private Map<String, Double> round() throws Exception {
    Map<String, Double> times = new LinkedHashMap<>();
    Map<String, Object> results = new LinkedHashMap<>();
    for (Map.Entry<String, Way> each : ways.entrySet()) {
      each.getValue().before().call();
      long start = System.nanoTime();
      results.put(each.getKey(), each.getValue().work().call());
      times.put(each.getKey(), (System.nanoTime() - start) / 1e6);
      each.getValue().after().call();
    }
    if (results.values().stream().distinct().count() > 1) {
      throw new IllegalStateException("Cannot compare ways with different results: " + results);
    }
    return times;
  }
}
