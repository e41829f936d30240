package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.script.Json;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.OlderRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a diff says of rows that are older than a required column. */
public class OlderRowsTest {

  private static final String SNAPSHOT = Project.H2 + "/metaxy/clip.json";

  private static final FeatureSpec SPEC =
      FeatureSpec.of("clip").id("clip_id").fields("audio").build();

  /** A user's feature at first. */
  public static final class AtFirst {
    private AtFirst() {}

    public record Clip(String clipId) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same with more columns. */
  public static final class Undeclared {
    private Undeclared() {}

    public record Clip(String clipId, int width, String codec, @Nullable String note) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same with a default for one of them. */
  public static final class ReadAs {
    private ReadAs() {}

    public record Clip(
        String clipId,
        @OlderRows(readAs = "0") int width,
        @OlderRows(readAs = "a \"b\"") String codec,
        @Nullable String note) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same, made again without them. */
  public static final class Stale {
    private Stale() {}

    public record Clip(
        String clipId,
        @OlderRows(readAs = "0", stale = true) int width,
        @OlderRows(stale = true) String codec,
        @Nullable String note) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same with another version. */
  public static final class WithOtherCode {
    private WithOtherCode() {}

    public record Clip(String clipId, int width) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").field("audio", f -> f.codeVersion("2")).build();
    }
  }

  /** A feature with a vector. */
  @SuppressWarnings("ArrayRecordComponent")
  public static final class OfVector {
    private OfVector() {}

    public record Clip(String clipId, @Column(vector = 2) float[] vector, int width) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same, stored in another type. */
  @SuppressWarnings("ArrayRecordComponent")
  public static final class StoredAsHalfvec {
    private StoredAsHalfvec() {}

    public record Clip(
        String clipId,
        @Column(vector = 2, storedAs = StoredAs.HALFVEC) float[] vector,
        @OlderRows(readAs = "0") int width) {
      public static final FeatureSpec SPEC = OlderRowsTest.SPEC;
    }
  }

  /** The same with another version. */
  @SuppressWarnings("ArrayRecordComponent")
  public static final class StoredAsHalfvecWithOtherCode {
    private StoredAsHalfvecWithOtherCode() {}

    public record Clip(
        String clipId, @Column(vector = 2, storedAs = StoredAs.HALFVEC) float[] vector) {
      public static final FeatureSpec SPEC = WithOtherCode.Clip.SPEC;
    }
  }

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(directory);
  }

  private static String undeclared(String column) {
    return "Older rows of clip have no "
        + column
        + ": its getter returns null; declare @OlderRows(readAs = \"...\") for another value, or"
        + " @OlderRows(stale = true) to recompute their samples";
  }

  private static List<String> notes(Migrations migrations) {
    return migrations.diff().databases().get(0).notes();
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void aColumnThatIsAddedSaysWhatTheyRead(MigrationDatabase kind) {
    project.with(AtFirst.Clip.class, o -> o.databases(kind)).generate();
    assertEquals(
        List.of(undeclared("width"), undeclared("codec"), "Altered without recomputing: clip"),
        notes(project.with(Undeclared.Clip.class, o -> o.databases(kind))));
    assertEquals(
        List.of(
            "Older rows of clip have no width: its getter returns \"0\", but SQL returns null",
            "Older rows of clip have no codec: its getter returns \"a \"b\"\", but SQL returns null",
            "Altered without recomputing: clip"),
        notes(project.with(ReadAs.Clip.class, o -> o.databases(kind))));
    assertEquals(
        List.of(
            "Older rows of clip have no width: its getter returns \"0\", but SQL returns null; their samples"
                + " are stale until they are recomputed",
            "Older rows of clip have no codec: their samples are stale until they are recomputed",
            "1 feature will be recomputed: clip"),
        notes(project.with(Stale.Clip.class, o -> o.databases(kind))));
  }

  private static List<String> olderRows(Migrations migrations) {
    return notes(migrations).stream().filter(note -> note.startsWith("Older rows")).toList();
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void theTypeInWhichAColumnIsStoredSaysNothingOfThem(MigrationDatabase kind) {
    project.with(OfVector.Clip.class, o -> o.databases(kind)).generate();
    assertEquals(
        List.of("Older rows of clip have no width: its getter returns \"0\", but SQL returns null"),
        olderRows(project.with(StoredAsHalfvec.Clip.class, o -> o.databases(kind))));
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void ofAnotherVersionAreRecomputedInWhateverTypeANewColumnIsStored(MigrationDatabase kind) {
    project.with(AtFirst.Clip.class, o -> o.databases(kind)).generate();
    assertEquals(
        List.of("1 feature will be recomputed: clip"),
        notes(project.with(StoredAsHalfvecWithOtherCode.Clip.class, o -> o.databases(kind))));
  }

  @Test
  void textAndJsonHaveTheSentence() throws Exception {
    project.with(AtFirst.Clip.class).generate();
    Migrations stale = project.with(Stale.Clip.class);
    String sentence =
        "Older rows of clip have no codec: their samples are stale until they are recomputed";
    assertTrue(stale.diff().text().contains("\n  " + sentence + "\n"), stale.diff().text());
    Map<?, ?> json = (Map<?, ?>) JsonText.parse(stale.diff().json());
    Map<?, ?> database = (Map<?, ?>) ((List<?>) json.get("databases")).get(0);
    assertTrue(((List<?>) database.get("notes")).contains(sentence), Json.write(json));
  }

  @Test
  void noRowIsOlderThanItsTableOrOfAnotherVersion() {
    assertEquals(List.of(), notes(project.with(Undeclared.Clip.class)));
    assertEquals(List.of(), notes(project.with(Stale.Clip.class)));
    project.with(AtFirst.Clip.class).generate();
    assertEquals(
        List.of("1 feature will be recomputed: clip"),
        notes(project.with(WithOtherCode.Clip.class)));
  }

  @Test
  void theSnapshotRecordsWhatIsDeclared() throws Exception {
    project.with(AtFirst.Clip.class).generate();
    assertFalse(Files.readString(project.path(SNAPSHOT)).contains("settings"));
    project.with(Stale.Clip.class).generate();
    String text = Files.readString(project.path(SNAPSHOT));
    Map<?, ?> snapshot = (Map<?, ?>) JsonText.parse(text);
    assertEquals(
        Map.of(
            "columns",
            Map.of(
                "width", Map.of("older_rows", Map.of("read_as", "0", "stale", true)),
                "codec", Map.of("older_rows", Map.of("stale", true)))),
        snapshot.get("settings"));
    assertEquals(List.of(), notes(project.with(Stale.Clip.class)));
  }

  @Test
  void aDeclarationThatChangesIsSaidAndRecordedWithoutAScript() throws Exception {
    project.with(Undeclared.Clip.class).generate();
    Migrations declared = project.with(Stale.Clip.class);
    assertEquals("clean: The scripts match the specs", declared.check().summary());
    assertEquals(
        List.of(
            "Older rows of clip have no width: its getter returns \"0\", but SQL returns null; their samples"
                + " are stale until they are recomputed",
            "Older rows of clip have no codec: their samples are stale until they are recomputed",
            "No migration needed; 1 feature will be recomputed: clip"),
        notes(declared));
    assertEquals(List.of(Path.of(SNAPSHOT)), declared.generate().files());
    assertEquals(List.of(), notes(declared));
    assertEquals(List.of(), declared.generate().files());

    Migrations withdrawn = project.with(Undeclared.Clip.class);
    assertEquals(List.of(undeclared("width"), undeclared("codec")), notes(withdrawn));
    assertEquals(List.of(Path.of(SNAPSHOT)), withdrawn.generate().files());
    assertFalse(Files.readString(project.path(SNAPSHOT)).contains("settings"));
  }

  @Test
  void theScriptsAloneSayItOfNewColumns() {
    project.with(AtFirst.Clip.class).generate();
    assertEquals(
        List.of(
            "Older rows of clip have no width: its getter returns \"0\", but SQL returns null",
            "Older rows of clip have no codec: its getter returns \"a \"b\"\", but SQL returns null",
            "Altered without recomputing: clip"),
        notes(project.with(ReadAs.Clip.class, o -> o.current(CurrentSource.SCRIPTS))));
  }
}
