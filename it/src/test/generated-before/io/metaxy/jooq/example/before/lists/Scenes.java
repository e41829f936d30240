package io.metaxy.jooq.example.before.lists;

import static io.metaxy.jooq.example.before.lists.db.tables.Scene.SCENE;

import io.metaxy.jooq.example.before.lists.Scene.Mood;
import io.metaxy.jooq.example.before.lists.db.tables.records.SceneRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes and reads scenes with the code of then. */
public final class Scenes {

  private Scenes() {}

  public static int write(MetadataStore store, int count) {
    List<SceneRecord> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SceneRecord row = new SceneRecord();
      row.setSceneId("s" + (1_000 + i));
      row.setScores(Arrays.asList(i + 0.5, -1e300, 0.1));
      row.setTags(List.of("tag" + i, ""));
      row.setMoods(List.of(Mood.CALM, Mood.TENSE));
      row.setChunks(List.of(new byte[] {(byte) i, -1}));
      row.setMetaxyProvenanceByField(Map.of("cut", "c" + i));
      rows.add(row);
    }
    return store.write(SCENE, rows);
  }

  public static List<String> read(MetadataStore store) {
    List<String> texts = new ArrayList<>();
    for (SceneRecord row : store.read(SCENE).fetch()) {
      texts.add(
          row.getSceneId()
              + row.getScores()
              + row.getTags()
              + row.getMoods()
              + Arrays.toString(row.getChunks().get(0)));
    }
    return texts.stream().sorted().toList();
  }
}
