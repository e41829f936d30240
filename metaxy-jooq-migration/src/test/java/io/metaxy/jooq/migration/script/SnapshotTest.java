package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Member;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is read back as it was written, or refused. */
class SnapshotTest {

  private static final String REMEDY =
      "; restore it from version control, or rewrite it from the scripts: run generate with"
          + " -Dmetaxy.current=scripts";

  @TempDir Path folder;

  private static ColumnState column(String name, StoredType type) {
    return new ColumnState(name, type, false, null, null);
  }

  private static Snapshot everything() {
    List<ColumnState> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      if (type != ColumnType.LIST) {
        columns.add(column("c_" + type, Scalar.of(type)));
        columns.add(column("l_" + type, Scalar.list(Scalar.of(type), null)));
      }
    }
    columns.add(column("matrix", Scalar.list(Scalar.list(Scalar.text(20), 3), 2)));
    Struct struct =
        new Struct(
            List.of(
                new Member("odd \"n\u00E4me\"", Scalar.decimal(20, 4)),
                new Member("Type", Scalar.list(Scalar.of(ColumnType.FLOAT32), 3)),
                new Member("huge", new Foreign("hugeint")),
                new Member("map", new MapOf(Scalar.text(null), Scalar.of(ColumnType.JSON)))));
    columns.add(column("struct", struct));
    columns.add(column("structs", new Items(new Items(struct, 3), null)));
    columns.add(column("map", new MapOf(Scalar.of(ColumnType.INT64), struct)));
    columns.add(column("short", Scalar.text(20)));
    columns.add(column("price", Scalar.decimal(18, 6)));
    columns.add(column("odd", new Foreign("geometry(Point, 4326)")));
    for (Form form : Form.values()) {
      List<String> keys = form == Form.STRUCT ? List.of("audio", "frames") : List.of();
      columns.add(column("by_" + form, new ByField(form, keys)));
    }
    columns.add(
        new ColumnState("said", Scalar.of(ColumnType.JSON), true, "What is \"saïd\"\n", "is made"));
    columns.add(column("mood", Scalar.of(ColumnType.STRING)).holding(List.of("SAD", "GLÄD"), null));
    columns.add(
        column("spans", Scalar.of(ColumnType.JSON))
            .holding(
                List.of(),
                new JsonShape(
                    List.of(
                        new Part("$", "array", false, List.of(), List.of()),
                        new Part("$[]", "enum", true, List.of("A"), List.of("b", "c"))))));
    TableState table =
        new TableState(
            "video/clip",
            TableState.PREFIX + "video__clip",
            "Feature video/clip",
            columns,
            List.of("b", "a"),
            new KeyState("pk", List.of("b", "a")),
            List.of(
                new KeyState("idx", List.of("a")),
                new KeyState("by \"price\"", List.of("price", "b"), true)));
    FeatureSettings settings =
        new FeatureSettings(
            Map.of(
                "price", new OfColumn("0\n", false),
                "short", new OfColumn("", true),
                "said", new OfColumn(null, true)),
            new OfKeys(true, false, List.of(new OfIndex(List.of("a"), "idx", false))));
    return new Snapshot(table, "cafe1234", settings, List.of(new ScriptMark("V1__a.sql", "0123")));
  }

  private String refused(String text) {
    return assertThrows(MigrationException.class, () -> SnapshotJson.read(text, "clip.json"))
        .getMessage();
  }

  @Test
  void itIsReadBackAsItWasWritten() {
    Snapshot snapshot = everything();

    assertEquals(snapshot, SnapshotJson.read(SnapshotJson.write(snapshot), "clip.json"));
    assertEquals("video.clip.json", snapshot.fileName());
  }

  @Test
  void itHasSettingsOnlyIfThereAreAny() {
    Snapshot snapshot = everything();
    assertTrue(SnapshotJson.write(snapshot).contains("\"settings\": {"));
    Snapshot without =
        new Snapshot(snapshot.table(), snapshot.featureVersion(), snapshot.scripts());
    assertFalse(SnapshotJson.write(without).contains("settings"));
    assertEquals(without, SnapshotJson.read(SnapshotJson.write(without), "clip.json"));
  }

  /** Snapshots of before are the same to the byte, since only unique indexes say so. */
  @Test
  void onlyAUniqueIndexSaysThatItIsUnique() {
    String text = SnapshotJson.write(everything());
    assertTrue(text.contains("{\"columns\": [\"a\"], \"name\": \"idx\"}"), text);
    assertEquals(2, text.split("\"unique\": true", -1).length);
    assertFalse(text.contains("\"unique\": false"));
  }

  @Test
  void settingsOfANewerLibraryAreSkipped() throws Exception {
    Map<Object, Object> object =
        new TreeMap<>((Map<?, ?>) JsonText.parse(SnapshotJson.write(everything())));
    object.remove("checksum");
    object.put("settings", Map.of("index", true, "columns", Map.of("said", Map.of("form", 1))));
    object.put("checksum", Checksums.of(Json.write(object)));
    assertEquals(
        FeatureSettings.NONE, SnapshotJson.read(Json.write(object), "clip.json").settings());
  }

  @Test
  void itIsTheSameHoweverVersionControlEndsItsLines() {
    Snapshot snapshot = everything();

    assertEquals(
        snapshot,
        SnapshotJson.read(SnapshotJson.write(snapshot).replace("\n", "\r\n"), "clip.json"));
  }

  @Test
  void keysAreSortedAndAColumnIsALine() {
    String text = SnapshotJson.write(everything());

    assertTrue(
        text.contains(
            """
                {
                  "json": [
                    {"path": "$", "type": "array"},
                    {"aliases": ["b", "c"], "constants": ["A"], "path": "$[]", "required": true, "type": "enum"}
                  ],
                  "name": "spans",
                  "nullable": false,
                  "type": "json"
                }
            """
                .stripTrailing()),
        text);
    assertTrue(
        text.contains(
            "\n    {\"constants\": [\"SAD\", \"GLÄD\"], \"name\": \"mood\", \"nullable\": false,"),
        text);
    assertTrue(
        text.contains("\n    {\"length\": 20, \"name\": \"short\", \"nullable\": false,"), text);
    assertTrue(text.endsWith("\n}\n"), text);
    assertEquals(-1, text.indexOf('\r'));
  }

  @Test
  void aChangeByHandIsRefused() {
    assertEquals(
        "Cannot read snapshot clip.json: it was changed after it was written" + REMEDY,
        refused(SnapshotJson.write(everything()).replace("\"length\": 20", "\"length\": 30")));
  }

  @Test
  void marksOfAMergeConflictAreRefused() {
    String text = SnapshotJson.write(everything());
    String conflict = text.replace("  \"format\"", "<<<<<<< HEAD\n  \"format\"");
    int line = conflict.substring(0, conflict.indexOf('<')).split("\n", -1).length;

    assertEquals(
        "Cannot read snapshot clip.json: it has a merge conflict marker in line " + line + REMEDY,
        refused(conflict));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertEquals(
        "Cannot read snapshot clip.json: it is not JSON: Unexpected character ('n' (code 110)): was"
            + " expecting double-quote to start field name at line 2, column 2"
            + REMEDY,
        refused("{\n nope"));
    assertEquals("Cannot read snapshot clip.json: it is not a JSON object" + REMEDY, refused("[]"));
  }

  @Test
  void aFormatOfTheFutureIsRefused() {
    assertEquals(
        "Cannot read snapshot clip.json: its format is 2 (must be 1); use the version of"
            + " metaxy-jooq that wrote it, or a newer one",
        refused(SnapshotJson.write(everything()).replace("\"format\": 1", "\"format\": 2")));
  }

  @Test
  void whatItLacksIsRefusedThoughItsChecksumIsRight() {
    String object = Json.write(Map.of("format", 1));
    String checksum = Checksums.of(object);

    assertEquals(
        "Cannot read snapshot clip.json: its content is not valid" + REMEDY,
        refused("{\"checksum\": \"" + checksum + "\", \"format\": 1}"));
  }

  @Test
  void aCopyUnderAnotherNameIsRefused() throws IOException {
    Path copy = folder.resolve("copy.json");
    Files.writeString(copy, SnapshotJson.write(everything()));

    assertEquals(
        "Cannot read snapshot "
            + copy
            + " of feature video/clip, whose file is video.clip.json; remove the copy",
        assertThrows(MigrationException.class, () -> SnapshotFolder.read(folder)).getMessage());
  }
}
