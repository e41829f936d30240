package io.metaxy.jooq.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures some ways of doing the same in interleaved rounds, so that a disturbance hits all of
 * them. One round before warms up. All must give the same result.
 */
final class Rounds {

  /** What is measured, and what comes before and after it and is not. */
  private record Way(Callable<?> before, Callable<?> work, Callable<?> after) {}

  private final Map<String, Way> ways = new LinkedHashMap<>();

  Rounds add(String name, Callable<?> work) {
    return add(name, () -> null, work, () -> null);
  }

  Rounds add(String name, Callable<?> before, Callable<?> work, Callable<?> after) {
    ways.put(name, new Way(before, work, after));
    return this;
  }

  /** The times by name. */
  Map<String, Timing> run(int rounds) throws Exception {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, Object> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Way> each : ways.entrySet()) {
        each.getValue().before().call();
        long start = System.nanoTime();
        Object result = each.getValue().work().call();
        double millis = (System.nanoTime() - start) / 1e6;
        each.getValue().after().call();
        results.put(each.getKey(), result);
        if (round > 0) {
          times.computeIfAbsent(each.getKey(), name -> new ArrayList<>()).add(millis);
        }
      }
      if (results.values().stream().distinct().count() > 1) {
        throw new IllegalStateException("Cannot compare ways with different results: " + results);
      }
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    times.forEach((name, list) -> timings.put(name, Timing.of(list)));
    return timings;
  }
}
