package io.metaxy.jooq.it.bench;

import java.util.List;

/** The times of some rounds, in milliseconds. */
record Timing(double median, double min, double max) {

  static Timing of(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Timing(median, sorted.get(0), sorted.get(size - 1));
  }
}
