package io.metaxy.jooq.it.model;

import io.metaxy.jooq.resolve.ResolvedCounts;
import java.util.List;

/**
 * The result of a resolve: new and stale samples as formatted by {@link #sample}, orphaned and
 * broken ones by their ids. The lists are sorted and keep duplicates.
 *
 * @param counts the counts, as reported
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

  /** Returns input ids in the order of the plan, with the same text for equal values. */
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
