package io.metaxy.jooq.it.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The rounds of one way in one case on both sides, which took turns.
 *
 * @param caseName the case
 * @param way what was measured
 * @param times how often a round did it
 * @param base the rounds of the revision that is held against
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

  /** How much longer the head took, round by round. */
  Timing ratio(Measure measure) {
    return Timing.of(
        IntStream.range(0, base.size())
            .mapToObj(i -> atLeastATick(measure, head.get(i)) / atLeastATick(measure, base.get(i)))
            .toList());
  }

  /** Processor time is counted in ticks; nothing would be the ratio of less than one. */
  private double atLeastATick(Measure measure, Cost cost) {
    double value = measure.of(cost);
    return measure == Measure.WALL ? value : Math.max(value, TICK / times);
  }
}
