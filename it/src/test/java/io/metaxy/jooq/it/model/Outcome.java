package io.metaxy.jooq.it.model;

import io.metaxy.jooq.resolve.ResolvedCounts;
import java.util.List;

/**
 * What a resolve finds: new and stale samples as {@link #sample} writes them, orphaned and broken
 * ones by their ids. Sorted lists, so that what is found twice differs from what is found once.
 *
 * @param counts how many there are, as they were counted
 */
public record Outcome(
    List<String> newSamples,
    List<String> stale,
    List<String> orphaned,
    List<String> broken,
    ResolvedCounts counts) {

  public Outcome {
    newSamples = newSamples.stream().sorted().toList();
    stale = stale.stream().sorted().toList();
    orphaned = orphaned.stream().sorted().toList();
    broken = broken.stream().sorted().toList();
  }

  public static Outcome counted(
      List<String> newSamples,
      List<String> stale,
      List<String> orphaned,
      List<String> broken,
      int expected) {
    return new Outcome(
        newSamples,
        stale,
        orphaned,
        broken,
        new ResolvedCounts(
            newSamples.size(), stale.size(), orphaned.size(), broken.size(), expected));
  }

  public static String sample(List<?> ids, String provenance) {
    return ids(ids) + " " + provenance;
  }

  /** Input ids in the order of the plan, the same text for values that are equal. */
  public static String ids(List<?> ids) {
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
        + "\n"
        + counts;
  }
}
