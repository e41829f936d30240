package io.metaxy.jooq.it.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The alternating rounds of both sides, for one way in one case.
 *
 * @param caseName the case
 * @param way the name of what was measured
 * @param times the number of executions per round
 * @param base the rounds of the other revision
 * @param head the rounds of the working tree
 */
record ComparedWay(String caseName, String way, int times, List<Cost> base, List<Cost> head) {

  private static final double TICK = 10;

  enum Measure {
    WALL("wall"),
    PROCESSOR("CPU");

    private final String word;

    Measure(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    double of(Cost cost) {
      return this == WALL ? cost.wall() : cost.processor();
    }

    Timing timing(List<Cost> rounds) {
      return Timing.of(rounds.stream().map(this::of).toList());
    }
  }

  /** Returns the ratio of head to base for each round. */
  Timing ratio(Measure measure) {
    return Timing.of(
        IntStream.range(0, base.size())
            .mapToObj(i -> atLeastATick(measure, head.get(i)) / atLeastATick(measure, base.get(i)))
            .toList());
  }

  /** Returns at least one tick per round, because processor time is measured in ticks. */
  private double atLeastATick(Measure measure, Cost cost) {
    double value = measure.of(cost);
    return measure == Measure.WALL ? value : Math.max(value, TICK / times);
  }
}
