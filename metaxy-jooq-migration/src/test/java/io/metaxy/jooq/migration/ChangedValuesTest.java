package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.script.Json;
import io.metaxy.jooq.spec.FeatureSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The constants of enums and the content of JSON, which only snapshots record. */
public class ChangedValuesTest {

  private static final String SNAPSHOT = Project.H2 + "/metaxy/scene.json";

  private static final FeatureSpec SPEC =
      FeatureSpec.of("scene").id("scene_id").fields("cut").build();

  /** A user's feature at first. */
  public static final class AtFirst {
    private AtFirst() {}

    public enum Mood {
      CALM,
      TENSE
    }

    public record Span(double start, double end) {}

    public record Scene(String sceneId, AtFirst.Mood mood, List<AtFirst.Span> spans) {
      public static final FeatureSpec SPEC = ChangedValuesTest.SPEC;
    }
  }

  /** The same with more, which older rows lack. */
  public static final class WithMore {
    private WithMore() {}

    public enum Mood {
      CALM,
      TENSE,
      GLAD
    }

    public record Span(double start, double end, String label) {}

    public record Scene(String sceneId, WithMore.Mood mood, List<WithMore.Span> spans) {
      public static final FeatureSpec SPEC = ChangedValuesTest.SPEC;
    }
  }

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(directory);
  }

  private static String refused(Migrations migrations) {
    return assertThrows(MigrationException.class, migrations::generate).getMessage();
  }

  private Migrations allowing(Class<?> feature, String... codes) {
    return project.with(feature, options -> options.allow(List.of(codes)));
  }

  private static void assertClean(Migrations migrations) {
    CheckReport check = migrations.check();
    assertEquals("clean: The scripts match the specs", check.summary());
  }

  @Test
  void theSnapshotRecordsThem() throws Exception {
    project.with(AtFirst.Scene.class).generate();
    String text = Files.readString(project.path(SNAPSHOT));
    assertTrue(text.contains("\"constants\": [\"CALM\", \"TENSE\"], \"name\": \"mood\""), text);
    assertTrue(
        text.contains(
            """
                  "json": [
                    {"path": "$", "type": "array"},
                    {"path": "$[]", "type": "object"},
                    {"path": "$[].start", "required": true, "type": "float64"},
                    {"path": "$[].end", "required": true, "type": "float64"}
                  ],
            """),
        text);
    assertClean(project.with(AtFirst.Scene.class));
  }

  @Test
  void aNewMemberOfAStructHasAScript() throws Exception {
    UnaryOperator<MigrationOptions.Builder> on = o -> o.databases(MigrationDatabase.DUCKDB);
    project.with(AtFirst.Scene.class, on).generate();
    Migrations more = project.with(WithMore.Scene.class, on);
    String diff = more.diff().text();
    assertTrue(
        diff.contains(
            "change the type of column spans of scene from struct(start float64, end float64)[] to"
                + " struct(start float64, end float64, label string)[] [SAFE add-members]"),
        diff);
    assertTrue(
        diff.contains("alter table \"scene\" add column \"spans\".\"element\".\"label\" varchar\n"),
        diff);
    assertTrue(
        diff.contains(
            "  scene: change the possible values of column spans of scene ($[].label is new) [SAFE"
                + " change-json]\n"),
        diff);
    more.generate();
    assertClean(more);
  }

  @ParameterizedTest
  @EnumSource(value = MigrationDatabase.class, mode = EnumSource.Mode.EXCLUDE, names = "DUCKDB")
  void whatKeepsRowsReadableIsRecordedWithoutAScript(MigrationDatabase kind) throws Exception {
    UnaryOperator<MigrationOptions.Builder> on = o -> o.databases(kind);
    project.with(AtFirst.Scene.class, on).generate();
    Set<String> files = project.files().keySet();
    Migrations more = project.with(WithMore.Scene.class, on);
    String name = kind.folder();
    assertEquals(
        name
            + """
            : snapshots to write
              scene: change the possible values of column mood of scene (it also allows GLAD) [SAFE add-constant]
              scene: change the possible values of column spans of scene ($[].label is new) [SAFE change-json]
              Altered without recomputing: scene
            """,
        more.diff().text());
    assertEquals(Status.PENDING, more.check().status());
    assertEquals(
        List.of(Path.of("src/main/resources/db/migration", name, "metaxy/scene.json")),
        more.generate().files());
    assertEquals(files, project.files().keySet());
    assertClean(more);
  }

  @Test
  void whatMakesRowsUnreadableNeedsPermission() {
    project.with(WithMore.Scene.class).generate();
    assertEquals(Status.UNSAFE, project.with(AtFirst.Scene.class).check().status());
    String refusal = refused(project.with(AtFirst.Scene.class));
    assertTrue(
        refusal.contains(
            "[drop-constant] scene, column mood: Cannot change the possible values of column mood"
                + " of scene (it no longer allows GLAD) without permission, because rows may hold"
                + " the constant, and reading such a row fails; allow drop-constant:scene.mood, or"
                + " keep the constant in the enum"),
        refusal);
    Migrations allowed = allowing(AtFirst.Scene.class, "drop-constant:scene.mood");
    assertEquals(List.of(Path.of(SNAPSHOT)), allowed.generate().files());
    assertClean(project.with(AtFirst.Scene.class));
  }

  @Test
  void theScriptsAloneDoNotHideAChange() {
    project.with(WithMore.Scene.class).generate();
    Migrations scripts = project.with(AtFirst.Scene.class, o -> o.current(CurrentSource.SCRIPTS));
    assertTrue(refused(scripts).contains("[drop-constant] scene, column mood"), refused(scripts));
  }

  @Test
  void driftNamesThem() {
    project.with(AtFirst.Scene.class).generate();
    assertEquals(
        List.of(
            "scene: missing change: change the possible values of column mood of scene (it"
                + " also allows GLAD)",
            "scene: missing change: change the possible values of column spans of scene ($[].label"
                + " is new)"),
        project.with(WithMore.Scene.class).drift().edges().get(0).findings());
    assertTrue(project.with(AtFirst.Scene.class).drift().isClean());
  }

  /** As written by earlier versions of the library. */
  @Test
  void aSnapshotWithoutThemIsCompletedWithoutAScript() throws Exception {
    project.with(AtFirst.Scene.class).generate();
    Path snapshot = project.path(SNAPSHOT);
    String complete = Files.readString(snapshot);
    Files.writeString(snapshot, without(complete));
    assertClean(project.with(AtFirst.Scene.class));
    assertClean(project.with(WithMore.Scene.class));
    assertEquals(List.of(Path.of(SNAPSHOT)), project.with(AtFirst.Scene.class).generate().files());
    assertEquals(complete, Files.readString(snapshot));
  }

  private static String without(String text) throws Exception {
    Map<Object, Object> object = new TreeMap<>((Map<?, ?>) JsonText.parse(text));
    object.remove("checksum");
    object.put(
        "columns",
        ((List<?>) object.get("columns"))
            .stream()
                .map(
                    column -> {
                      Map<Object, Object> before = new TreeMap<>((Map<?, ?>) column);
                      before.keySet().removeAll(Set.of("constants", "json"));
                      return before;
                    })
                .toList());
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] bytes = Json.write(object).getBytes(StandardCharsets.UTF_8);
    object.put("checksum", HexFormat.of().formatHex(sha.digest(bytes)).substring(0, 16));
    return Json.write(object);
  }
}
