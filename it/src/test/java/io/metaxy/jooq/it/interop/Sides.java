package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;

/** Both sides of one store, which must return the same results. */
record Sides(Side java, Side peer) {

  static Sides of(SharedStore kind, Place place, FeatureGraph graph) {
    return of(kind, place, graph, HashAlgorithm.MD5);
  }

  static Sides of(SharedStore kind, Place place, FeatureGraph graph, HashAlgorithm algorithm) {
    return new Sides(
        new JavaSide(place, graph, algorithm),
        new PeerSide(kind.peer(), place.peer(), graph, algorithm));
  }

  Side side(Writer writer) {
    return writer == Writer.JAVA ? java : peer;
  }

  /** Returns the result of a resolve, which must be the same on both sides. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table) {
    return agreed(table, peer.resolve(table), java.resolve(table));
  }

  /** Returns the result of resolving a root, which must be the same on both sides. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples) {
    return agreed(table, peer.resolve(table, samples), java.resolve(table, samples));
  }

  /** Returns the current rows, which must be the same on both sides. */
  <R extends FeatureRecord<R>> Map<String, Map<String, String>> read(FeatureTable<R> table) {
    return agreed(table, peer.read(table), java.read(table));
  }

  private static <T> T agreed(FeatureTable<?> table, T peer, T java) {
    assertEquals(
        peer,
        java,
        () -> "Expected the peer's result for " + table.featureKey() + ", but Java returned");
    return java;
  }
}
