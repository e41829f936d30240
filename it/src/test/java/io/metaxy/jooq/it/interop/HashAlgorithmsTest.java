package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.Rows.CLIPS;
import static io.metaxy.jooq.it.interop.Rows.CLIP_IDS;
import static io.metaxy.jooq.it.interop.db.tables.Clip.CLIP;
import static io.metaxy.jooq.it.interop.db.tables.ClipEmbedding.CLIP_EMBEDDING;
import static io.metaxy.jooq.it.interop.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.it.interop.db.Features;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every algorithm that the peer supports on a database, with longer hashes. */
@Tag("interop")
class HashAlgorithmsTest {

  private static final FeatureGraph GRAPH =
      FeatureGraph.of(
          Features.GRAPH.plans().stream().map(FeaturePlan::definition).toList(),
          GraphOptions.withHashLength(12));

  @ParameterizedTest
  @EnumSource(names = {"MD5", "XXHASH32", "XXHASH64", "XXH3_64"})
  void bothHashAlikeOnDuckDb(HashAlgorithm algorithm) {
    bothHashAlike(SharedStore.DUCKDB_STRUCT, algorithm);
  }

  @ParameterizedTest
  @EnumSource
  void bothHashAlikeOnPostgreSql(HashAlgorithm algorithm) {
    bothHashAlike(SharedStore.POSTGRESQL_JSONB, algorithm);
  }

  private static void bothHashAlike(SharedStore kind, HashAlgorithm algorithm) {
    try (Place place = kind.empty()) {
      Sides sides = Sides.of(kind, place, GRAPH, algorithm);
      sides.java().write(CLIP, CLIPS);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS));
      assertEquals(Ids.allNew(CLIP_IDS), sides.resolve(CLIP_EMBEDDING).ids());
      assertEquals(Ids.allNew("anna", "bert"), sides.resolve(SPEAKER_SUMMARY).ids());
      sides.java().update(CLIP_EMBEDDING);
      sides.peer().update(SPEAKER_SUMMARY);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
    }
  }
}
