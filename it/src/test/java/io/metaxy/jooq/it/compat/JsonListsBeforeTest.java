package io.metaxy.jooq.it.compat;

import static io.metaxy.jooq.it.db.tables.Scene.SCENE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.SceneRecord;
import io.metaxy.jooq.it.features.Scene.Mood;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code and tables with lists that were JSON work, also with the code of now. */
class JsonListsBeforeTest extends OnEveryDatabase {

  private static final Class<?> SCENES = GeneratedBeforeTest.before("lists.Scenes");

  JsonListsBeforeTest() {
    super(
        (FeatureGraph) GeneratedBeforeTest.constant("lists.db.Features", "GRAPH"),
        (FeatureTable<?>) GeneratedBeforeTest.constant("lists.db.tables.Scene", "SCENE"));
  }

  private static int write(MetadataStore store, int rows) throws Exception {
    return (int)
        SCENES.getMethod("write", MetadataStore.class, int.class).invoke(null, store, rows);
  }

  private static Object read(MetadataStore store) throws Exception {
    return SCENES.getMethod("read", MetadataStore.class).invoke(null, store);
  }

  private static List<String> expected(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> expected(i, i + 0.5)).toList();
  }

  private static String expected(int number, double score) {
    return "s"
        + (1_000 + number)
        + List.of(score, -1e300, 0.1)
        + List.of("tag" + number, "")
        + "[CALM, TENSE]"
        + Arrays.toString(new byte[] {(byte) number, -1});
  }

  private static String text(SceneRecord row) {
    return row.getSceneId()
        + row.getScores()
        + row.getTags()
        + row.getMoods()
        + Arrays.toString(row.getChunks().get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void bothReadWhatTheOtherWrites(int rows) throws Exception {
    assertEquals(rows, write(store, rows));
    assertEquals(expected(rows), read(store));

    MetadataStore now = storeOf(dsl, Features.GRAPH);
    List<SceneRecord> read = now.read(SCENE).fetch();
    assertEquals(expected(rows), read.stream().map(JsonListsBeforeTest::text).sorted().toList());

    read.forEach(
        row ->
            row.setScores(List.of(7.25, -1e300, 0.1))
                .setMoods(List.of(Mood.CALM, Mood.TENSE))
                .setMetaxyProvenanceByField(Map.of("cut", "now")));
    assertEquals(rows, now.write(SCENE, read));
    assertEquals(IntStream.range(0, rows).mapToObj(i -> expected(i, 7.25)).toList(), read(store));
  }
}
