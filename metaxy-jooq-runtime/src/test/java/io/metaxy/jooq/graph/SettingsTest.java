package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.SpecException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Settings affect no version, and are read as they were written. */
class SettingsTest {

  private static final FeatureSettings SETTINGS =
      new FeatureSettings(
          Map.of(
              "width", new OfColumn("0", true),
              "codec", new OfColumn("\u00FC\"", false),
              "height", new OfColumn(null, true),
              "path", OfColumn.NONE),
          new OfKeys(
              true,
              null,
              List.of(
                  new OfIndex(List.of("width", "codec"), "a \"b\"", true),
                  new OfIndex(List.of("height"), null, false))));

  private static final FeatureDefinition VIDEO =
      FeatureDefinition.of(
          FeatureSpec.of("video").id("video_id").fields("audio", "frames").build(),
          List.of(
              ColumnSpec.of("video_id", ColumnType.STRING, false),
              ColumnSpec.of("width", ColumnType.INT32, false),
              ColumnSpec.of("height", ColumnType.INT32, false),
              ColumnSpec.of("codec", ColumnType.STRING, false)),
          "test",
          "test.Video");

  private static final FeatureDefinition CROP =
      FeatureDefinition.of(
          FeatureSpec.of("crop").id("video_id").dependsOn("video").build(),
          List.of(ColumnSpec.of("video_id", ColumnType.STRING, false)),
          "test",
          "test.Crop");

  @Test
  void theyAffectNoVersion() {
    FeatureGraph without = FeatureGraph.of(List.of(VIDEO, CROP));
    FeatureGraph with = without.with(VIDEO.withSettings(SETTINGS));
    for (FeatureDefinition definition : List.of(VIDEO, CROP)) {
      FeatureVersions before = without.plan(definition.key()).versions();
      FeatureVersions after = with.plan(definition.key()).versions();
      assertEquals(before.byField(), after.byField());
      assertEquals(before.feature(), after.feature());
      assertEquals(before.code(), after.code());
      assertEquals(before.spec(), after.spec());
      assertEquals(before.definition(), after.definition());
    }
    assertEquals(without.projectVersion("test"), with.projectVersion("test"));
  }

  @Test
  void theyStayWithTheirDefinition() {
    FeatureDefinition with = VIDEO.withSettings(SETTINGS);
    assertEquals(SETTINGS, with.withSpec(CROP.spec()).settings());
    assertEquals(SETTINGS, with.asExternal(null).settings());
    assertEquals(FeatureSettings.NONE, VIDEO.settings());
  }

  @Test
  void jsonIsStoredAsJsonIfDeclared() {
    FeatureSettings json =
        new FeatureSettings(
            Map.of(
                "codec",
                new OfColumn("x", false, StoredAs.JSON),
                "boxes",
                OfColumn.NONE.as(StoredAs.JSON)));
    assertEquals(
        "{\"columns\": {\"boxes\": {\"stored_as\": \"json\"}, \"codec\": {\"older_rows\":"
            + " {\"read_as\": \"x\"}, \"stored_as\": \"json\"}}}",
        json.text());
    assertEquals(json, FeatureSettings.read(json.text(), "video"));
    assertEquals(List.of(), json.staleWithout());
    SpecException e =
        assertThrows(
            SpecException.class,
            () ->
                FeatureSettings.read(
                    "{\"columns\": {\"boxes\": {\"stored_as\": \"struct\"}}}", "video"));
    assertEquals(
        "[unreadable] video, settings, column boxes: Invalid stored_as: \"struct\" (must be one of"
            + " [json, vector, halfvec]); correct or remove it",
        e.problems().get(0).toString());
  }

  @Test
  void theyAreReadAsTheyWereWritten() {
    String text = SETTINGS.text();
    assertEquals(
        "{\"columns\": {\"codec\": {\"older_rows\": {\"read_as\": \"\\u00fc\\\"\"}}, \"height\":"
            + " {\"older_rows\": {\"stale\": true}}, \"width\": {\"older_rows\": {\"read_as\":"
            + " \"0\", \"stale\": true}}}, \"keys\": {\"indexes\": [{\"columns\": [\"width\","
            + " \"codec\"], \"name\": \"a \\\"b\\\"\", \"unique\": true}, {\"columns\":"
            + " [\"height\"]}], \"primary_key\": true}}",
        text);
    assertEquals(SETTINGS, FeatureSettings.read(text, "video"));
    assertEquals(SETTINGS, FeatureSettings.read(SETTINGS.json(), "video"));
    FeatureSettings keys = FeatureSettings.NONE.withKeys(new OfKeys(null, false, List.of()));
    assertEquals("{\"keys\": {\"index\": false}}", keys.text());
    assertEquals(keys, FeatureSettings.read(keys.text(), "video"));
    assertEquals("{}", FeatureSettings.NONE.text());
    assertEquals(FeatureSettings.NONE, FeatureSettings.read("{}", "video"));
    assertEquals(List.of("height", "width"), SETTINGS.staleWithout());
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingIsNull() {
    assertNull("columns", () -> new FeatureSettings(null));
    assertNull("keys", () -> new FeatureSettings(Map.of(), null));
    assertNull("indexes", () -> new OfKeys(true, false, null));
    assertNull("columns", () -> new OfIndex(null, "by_path", false));
  }

  private static void assertNull(String name, Executable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
  }
}
