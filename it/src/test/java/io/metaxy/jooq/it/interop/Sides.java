package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Map;

/** Both sides of one store: what both are asked, they must answer alike. */
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

  /** What both resolve, with equal hashes. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table) {
    return agreed(table, peer.resolve(table), java.resolve(table));
  }

  /** What both resolve of a root, with equal hashes. */
  <R extends FeatureRecord<R>> Outcome resolve(FeatureTable<R> table, List<R> samples) {
    return agreed(table, peer.resolve(table, samples), java.resolve(table, samples));
  }

  /** The current rows that both read. */
  <R extends FeatureRecord<R>> Map<String, Map<String, String>> read(FeatureTable<R> table) {
    return agreed(table, peer.read(table), java.read(table));
  }

  private static <T> T agreed(FeatureTable<?> table, T peer, T java) {
    assertEquals(
        peer, java, () -> "Of " + table.featureKey() + " the peer's is expected, Java's is");
    return java;
  }
}
