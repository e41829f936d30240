package io.metaxy.jooq.it.interop;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The result of a resolve on one side: the hashes of each input by its ids, all as text.
 *
 * @param newInputs the new inputs
 * @param stale the stale inputs
 * @param orphaned the orphaned inputs
 */
record Outcome(
    Map<String, String> newInputs, Map<String, String> stale, Map<String, String> orphaned) {

  static final Outcome NOTHING = new Outcome(Map.of(), Map.of(), Map.of());

  /** Returns the ids without the hashes. */
  record Ids(Set<String> newInputs, Set<String> stale, Set<String> orphaned) {

    static Ids allNew(String... ids) {
      return new Ids(Set.of(ids), Set.of(), Set.of());
    }

    static Ids allStale(String... ids) {
      return new Ids(Set.of(), Set.of(ids), Set.of());
    }

    static Ids allOrphaned(String... ids) {
      return new Ids(Set.of(), Set.of(), Set.of(ids));
    }
  }

  Ids ids() {
    return new Ids(newInputs.keySet(), stale.keySet(), orphaned.keySet());
  }

  /** Adds an input, which can occur in several rows. */
  static void add(Map<String, String> part, String ids, Map<String, ?> byField, Object provenance) {
    String hashes = new TreeMap<>(byField) + " " + provenance;
    String other = part.putIfAbsent(ids, hashes);
    if (other != null && !other.equals(hashes)) {
      throw new AssertionError(ids + " has the hashes " + other + " and " + hashes);
    }
  }
}
