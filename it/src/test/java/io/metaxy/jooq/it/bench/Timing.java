package io.metaxy.jooq.it.bench;

import java.util.List;

/** The results of several rounds: times in milliseconds, or ratios. */
public record Timing(double median, double min, double max) {

  public static Timing of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Timing(median, sorted.get(0), sorted.get(size - 1));
  }
}
