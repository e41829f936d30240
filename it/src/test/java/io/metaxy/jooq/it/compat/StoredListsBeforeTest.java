package io.metaxy.jooq.it.compat;

import static io.metaxy.jooq.it.db.tables.Scene.SCENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.SceneRecord;
import io.metaxy.jooq.it.features.Scene;
import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.store.MetadataStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Database files of an earlier version, whose lists were JSON, are opened by the code of then and
 * of now.
 *
 * <p>The files in {@code src/test/resources/compat} are never made again. Commit 543d0cd2, the last
 * without lists, made them from {@code src/test/generated-before}: its migrations generated the
 * script of {@code lists.Scene}, which was run on an empty database, and {@code lists.Scenes} wrote
 * seven rows with its runtime.
 */
class StoredListsBeforeTest {

  private static final int ROWS = 7;

  private static final Class<?> SCENES = GeneratedBeforeTest.before("lists.Scenes");

  @TempDir Path directory;

  private void unpack(String file) throws IOException {
    String resource = "/compat/" + file + ".gz";
    try (InputStream stored =
        new GZIPInputStream(Objects.requireNonNull(getClass().getResourceAsStream(resource)))) {
      Files.copy(stored, directory.resolve(file));
    }
  }

  private static Object readBefore(CloseableDSLContext dsl) throws Exception {
    MetadataStore before =
        MetadataStore.of(
            dsl, (FeatureGraph) GeneratedBeforeTest.constant("lists.db.Features", "GRAPH"));
    return SCENES.getMethod("read", MetadataStore.class).invoke(null, before);
  }

  private static List<String> expected(double first) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      expected.add(
          "s"
              + (1_000 + i)
              + "["
              + (i + first)
              + ", -1.0E300, 0.1][tag"
              + i
              + ", ][CALM, TENSE]["
              + i
              + ", -1]");
    }
    return expected;
  }

  @ParameterizedTest
  @CsvSource({
    "DUCKDB, scenes.duckdb, jdbc:duckdb:%s/scenes.duckdb",
    "H2, scenes.mv.db, jdbc:h2:%s/scenes;USER=sa"
  })
  void filesOfBeforeAreReadWrittenAndClean(MigrationDatabase kind, String file, String address)
      throws Exception {
    unpack(file);
    String url = String.format(Locale.ROOT, address, directory);
    try (CloseableDSLContext dsl = DSL.using(url)) {
      assertEquals(expected(0.5), readBefore(dsl));
      MetadataStore now = MetadataStore.of(dsl, Features.GRAPH);
      List<SceneRecord> read = now.read(SCENE).fetch().sortAsc(SCENE.SCENE_ID);
      assertEquals(ROWS, read.size());
      for (int i = 0; i < ROWS; i++) {
        SceneRecord row = read.get(i);
        assertEquals(List.of(i + 0.5, -1e300, 0.1), row.getScores());
        assertEquals(List.of("tag" + i, ""), row.getTags());
        row.setScores(List.of(i + 7.25, -1e300, 0.1))
            .setMetaxyProvenanceByField(Map.of("cut", "now" + i));
      }
      assertEquals(1, now.write(SCENE, read.subList(0, 1)));
      assertEquals(ROWS, now.write(SCENE, read));
      assertEquals(expected(7.25), readBefore(dsl));
      assertEquals(1, now.delete(SCENE, SCENE.SCENE_ID.eq("s1000")));
      assertEquals(expected(7.25).subList(1, ROWS), readBefore(dsl));
    }
    DiffReport diff =
        Migrations.of(
                MigrationOptions.builder(Map.of("metaxy.features", Scene.class.getName()))
                    .basedir(directory)
                    .systemTables(false)
                    .databases(kind)
                    .current(CurrentSource.DATABASE)
                    .connection(url, null, null)
                    .build())
            .diff();
    assertEquals(Status.CLEAN, diff.status(), diff.text());
    assertTrue(diff.text().contains("nothing to do"), diff.text());
  }
}
