package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.Found;
import io.metaxy.jooq.example.quickstart.db.Features;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of Metaxy for Python have its versions, counts and hashes: those of its default
 * algorithm, or md5 where the engine lacks it.
 */
class PeerExamplesTest extends ByEveryEngine {

  private static final Map<String, Map<String, String>> XXHASH32 =
      Map.of(
          "examples/child",
          Map.of(
              "1", "predictions=24503967",
              "2", "predictions=24458329",
              "3", "predictions=26963083"),
          "video/chunk",
          Map.of(
              "1", "audio=23124187, frames=24116928} 40433844",
              "2", "audio=18611808, frames=18345318} 12032307",
              "3", "audio=24638180, frames=16645902} 21310928"));

  private static final Map<String, Map<String, String>> MD5 =
      Map.of(
          "examples/child",
          Map.of(
              "1", "predictions=3015aac6} 58d53885",
              "2", "predictions=b2b996b3} e7aa7a42",
              "3", "predictions=ad11fd7c} 2ee02be8"),
          "video/chunk",
          Map.of(
              "1", "audio=4d4f0454, frames=7543ba63} a102fd10",
              "2", "audio=a79c4b1d, frames=141f827b} f2ef64bc",
              "3", "audio=d7bb40cd, frames=b09c343e} fcf95e12"));

  /** The features whose hashes are compared. */
  private static final Map<String, Set<String>> COMPARED =
      Map.of(
          "quickstart", Set.of(),
          "basic", Set.of("examples/child"),
          "expansion", Set.of("video/chunk"),
          "aggregation", Set.of());

  PeerExamplesTest() {
    super(Features.GRAPH);
  }

  @ParameterizedTest
  @MethodSource("io.metaxy.jooq.it.story.PeerExample#all")
  <R extends FeatureRecord<R>> void everyRunComputesWhatIsPending(PeerExample<R> example)
      throws Exception {
    HashAlgorithm algorithm =
        hashes(HashAlgorithm.XXHASH32) ? HashAlgorithm.XXHASH32 : HashAlgorithm.MD5;
    try (TestDatabase own = fixture.open()) {
      own.create(example.tables().toArray(FeatureTable<?>[]::new));
      Set<String> compared = new HashSet<>();
      for (PeerExample.Run<R> run : example.runs()) {
        MetadataStore on = storeOf(own.dsl(), example.graph(run)).withHashAlgorithm(algorithm);
        Map<String, Found> found = example.pipeline().apply(on, run.rows());
        assertEquals(run.counts(), found.toString());
        compared.addAll(compared(algorithm == HashAlgorithm.MD5 ? MD5 : XXHASH32, found));
      }
      assertEquals(COMPARED.get(example.name()), compared);
    }
  }

  /** Compares the hashes of the samples that are found, and returns their features. */
  private static Set<String> compared(
      Map<String, Map<String, String>> expected, Map<String, Found> found) {
    Set<String> compared = new HashSet<>();
    found.forEach(
        (key, samples) -> {
          Map<String, String> given = expected.getOrDefault(key, Map.of());
          Map<String, String> starts = new HashMap<>(samples.newSamples());
          starts.keySet().retainAll(given.keySet());
          starts.replaceAll((id, hashes) -> hashes.substring(1, 1 + given.get(id).length()));
          if (!starts.isEmpty()) {
            assertEquals(given, starts, key);
            compared.add(key);
          }
        });
    return compared;
  }
}
