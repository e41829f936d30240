package io.metaxy.jooq.it;

import java.util.List;

/**
 * What a resolve finds: new and stale samples as {@link #sample} writes them, orphaned and broken
 * ones by their ids. Sorted lists, so that what is found twice differs from what is found once.
 *
 * @param expected the number of samples that are expected, broken ones not among them
 */
record Outcome(
    List<String> newSamples,
    List<String> stale,
    List<String> orphaned,
    List<String> broken,
    int expected) {

  Outcome {
    newSamples = newSamples.stream().sorted().toList();
    stale = stale.stream().sorted().toList();
    orphaned = orphaned.stream().sorted().toList();
    broken = broken.stream().sorted().toList();
  }

  static String sample(List<?> ids, String provenance) {
    return ids(ids) + " " + provenance;
  }

  /** Input ids in the order of the plan, the same text for values that are equal. */
  static String ids(List<?> ids) {
    return Values.key(ids).toString();
  }

  @Override
  public String toString() {
    return "new "
        + newSamples
        + "\nstale "
        + stale
        + "\norphaned "
        + orphaned
        + "\nbroken "
        + broken
        + "\nexpected "
        + expected;
  }
}
