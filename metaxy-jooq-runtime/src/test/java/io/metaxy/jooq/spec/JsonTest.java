package io.metaxy.jooq.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON as Python writes it; specs and schemas, written as JSON and read back. */
class JsonTest {

  /** The right sides are what Python 3.11 prints for {@code repr(float(left))}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "0.1, 0.1",
    "-7.25, -7.25",
    "100000, 100000.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345680, 1.2345678901234568e+17",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1e-7, 1e-07",
    "1e23, 1e+23",
    "2e23, 2e+23",
    "9007199254740993, 9007199254740992.0",
    "4.9e-324, 5e-324",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "5.6843418860808015e-14, 5.684341886080802e-14",
    "9.5367431640625e-07, 9.5367431640625e-07",
    "2e-3, 0.002"
  })
  void floatsAreWrittenAsPythonsRepr(double number, String repr) {
    assertEquals(repr, JsonText.write(number));
  }

  @Test
  void textIsAsciiWithPythonsEscapesAndKeysInCodePointOrder() throws Exception {
    Object value =
        JsonText.parse(
            "{\"\\uFB01\":1,\"\\uD83D\\uDE00\":[true,null,{}],\"a\":\"\\u007f\\b/\\\"\"}");
    assertEquals(
        "{\"a\": \"\\u007f\\b/\\\"\", \"\\ufb01\": 1, \"\\ud83d\\ude00\": [true, null, {}]}",
        JsonText.write(value));
  }

  @Test
  void compactTextIsEscapedOnlyWhereItMustBeAndKeepsTheOrder() throws Exception {
    Object value = JsonText.parse("{ \"b\" : [1, 2.50, true, null], \"a\": \"\\u00e4\\u001f\" }");
    assertEquals("{\"b\":[1,2.5,true,null],\"a\":\"\u00e4\\u001F\"}", JsonText.compact(value));
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    assertNoJson(
        "{\"a\": 1,}",
        "Unexpected character ('}' (code 125)): was expecting double-quote to start field name at"
            + " line 1, column 9");
    assertNoJson("{\"a\": 1,\n \"a\": 2}", "Duplicate field 'a' at line 2, column 5");
    assertNoJson(
        "[1", "Unexpected end-of-input: expected close marker for Array at line 1, column 3");
    assertNoJson(
        "NaN",
        "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow at"
            + " line 1, column 4");
    assertNoJson(
        "/**/1",
        "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as"
            + " one since Feature 'ALLOW_COMMENTS' not enabled for parser) at line 1, column 1");
    assertNoJson(
        "1 2",
        "Trailing token (of type VALUE_NUMBER_INT) found after value (bound as `java.lang.Object`):"
            + " not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS` at line 1,"
            + " column 3");
    assertNoJson(
        "{\"a\": [1, -1e999]}",
        "Number -1e999 is outside the range of a double at line 1, column 11");
    assertNoJson("", "No content to map due to end-of-input at line 1, column 0");
    assertNoJson(
        "[".repeat(1001),
        ("Document nesting depth (%d) exceeds the maximum allowed (%d, from"
                + " `StreamReadConstraints.getMaxNestingDepth()`)")
            .formatted(1001, 1000));
    assertNoJson(
        "1".repeat(1001),
        ("Number value length (%d) exceeds the maximum allowed (%d, from"
                + " `StreamReadConstraints.getMaxNumberLength()`)")
            .formatted(1001, 1000));
  }

  private static void assertNoJson(String text, String reason) {
    JsonException ofText = assertThrows(JsonException.class, () -> JsonText.parse(text));
    JsonException ofFile =
        assertThrows(JsonException.class, () -> JsonText.parse(text.getBytes(UTF_8)));
    assertEquals(reason, ofText.getMessage());
    assertEquals(reason, ofFile.getMessage());
  }

  @Test
  void whatIsNoJsonValueIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureSpec.of("a").metadata("x", Double.NaN).build());
    assertEquals(
        "Invalid JSON value: NaN of Double (must be a String, Boolean, Integer, Long, BigInteger,"
            + " finite Double, List or Map)",
        refused.getMessage());
  }

  @Test
  void aSpecMayBeWrittenShort() {
    FeatureSpec spec =
        SpecJson.read(
            """
            {"key": ["video", "crop"], "id_columns": ["id"], "fields": ["audio"],
             "deps": ["video", {"feature": "other", "filters": ["size > 1"]}]}""",
            "test");
    assertEquals(
        FeatureSpec.of("video/crop")
            .id("id")
            .dependsOn("video")
            .dependsOn("other", d -> d.where("size > 1"))
            .fields("audio")
            .build(),
        spec);
  }

  @Test
  void everyProblemOfASpecIsSaidAtOnce() {
    SpecException refused =
        assertThrows(
            SpecException.class,
            () ->
                SpecJson.read(
                    """
                    {"key": "video", "id_columns": "id", "colour": 1,
                     "deps": [{"feature": "other", "optional": "yes", "lineage":
                       {"relationship": {"type": "N:N"}}}],
                     "fields": [{"key": "audio", "code_version": 2}]}""",
                    "video.json"));
    assertEquals(
        """
        Cannot read video.json: 5 problems
          [unreadable] video: Cannot read property colour (must be one of [deps, description, fields, id_columns, key, metadata]); remove it
          [unreadable] video, field audio: Invalid code_version: 2 (must be a string)
          [unreadable] video: Invalid id_columns: "id" (must be a list)
          [unreadable] video, dependency on other: Invalid lineage: N:N (must be 1:1, N:1 or 1:N)
          [unreadable] video, dependency on other: Invalid optional: "yes" (must be true or false)""",
        refused.getMessage());
  }

  @Test
  void aTextThatIsNoJsonIsNamed() {
    SpecException refused =
        assertThrows(SpecException.class, () -> SpecJson.read("{\"key\": ", "video.json"));
    assertEquals(
        """
        Cannot read video.json: 1 problem
          [unreadable] video.json: Cannot read a spec that is not JSON: Unexpected end-of-input within/between Object entries at line 1, column 9; correct the text""",
        refused.getMessage());
  }

  @Test
  void columnsSurviveTheirSchema() {
    List<ColumnSpec> columns =
        List.of(
            ColumnSpec.of("video_id", ColumnType.STRING, false),
            ColumnSpec.of("seen", ColumnType.INSTANT, true),
            ColumnSpec.of("n_frames", ColumnType.INT32, true),
            ColumnSpec.of("raw", ColumnType.BINARY, false),
            new ColumnSpec("price", new Decimal(new Digits(12, 2)), false, "in €"),
            new ColumnSpec("mood", new Enumeration(List.of("GOOD", "BAD"), null), true, null),
            new ColumnSpec("name", new Text(20), false, null),
            new ColumnSpec("tags", new Json(true, null), false, null));
    assertEquals(columns, SchemaJson.read("video", SchemaJson.write(columns, "Video")));
    String text = SchemaJson.orderedText(SchemaJson.write(columns, "Video"));
    assertEquals(columns, SchemaJson.read("video", SchemaJson.parse(text, "test")));
    assertEquals(
        "{\"properties\": {\"video_id\": {\"title\": \"Video Id\", \"type\": \"string\"}},"
            + " \"required\":"
            + " [\"video_id\"], \"title\": \"Video\", \"type\": \"object\"}",
        SchemaJson.text(SchemaJson.write(columns.subList(0, 1), "Video")));
  }

  /** What Pydantic 2 writes for a class with these columns. */
  @Test
  void aPydanticSchemaIsRead() {
    List<ColumnSpec> columns =
        SchemaJson.read(
            "video",
            SchemaJson.parse(
                """
                {"$defs": {"Mood": {"enum": ["good", "bad"], "title": "Mood", "type": "string"}},
                 "properties": {
                   "metaxy_provenance": {"title": "Metaxy Provenance", "type": "string"},
                   "id": {"format": "uuid", "title": "Id", "type": "string"},
                   "mood": {"$ref": "#/$defs/Mood"},
                   "price": {"anyOf": [{"type": "number"}, {"pattern": "^x$", "type": "string"}], "title": "Price"},
                   "at": {"anyOf": [{"format": "date-time", "type": "string"}, {"type": "null"}], "default": null},
                   "tags": {"items": {"type": "string"}, "type": "array"}}}""",
                "test"));
    assertEquals(
        List.of(
            ColumnSpec.of("id", ColumnType.UUID, false),
            new ColumnSpec("mood", new Enumeration(List.of("good", "bad"), null), false, null),
            ColumnSpec.of("price", ColumnType.DECIMAL, false),
            ColumnSpec.of("at", ColumnType.INSTANT, true),
            new ColumnSpec(
                "tags",
                new ListOf(LogicalType.of(ColumnType.STRING), false, null, null),
                false,
                null)),
        columns);
  }

  @Test
  void whatPydanticWritesForOtherTypesIsRead() {
    List<ColumnSpec> columns =
        SchemaJson.read(
            "video",
            SchemaJson.parse(
                """
                {"$defs": {"Level": {"enum": [1, 2], "type": "integer"},
                           "Maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]}},
                 "properties": {
                   "level": {"$ref": "#/$defs/Level"},
                   "kind": {"allOf": [{"$ref": "#/$defs/Level"}], "default": 1},
                   "maybe": {"$ref": "#/$defs/Maybe"},
                   "any": {"title": "Any"},
                   "one": {"oneOf": [{"type": "object"}, {"type": "array"}]},
                   "fixed": {"const": "x"},
                   "old": {"anyOf": [{"type": "number"}, {"type": "string"}]},
                   "mixed": {"anyOf": [{"type": "integer"}, {"pattern": "^x$", "type": "string"}]}}}""",
                "test"));
    assertEquals(
        List.of(
            ColumnSpec.of("level", ColumnType.INT64, false),
            ColumnSpec.of("kind", ColumnType.INT64, false),
            ColumnSpec.of("maybe", ColumnType.INT64, true),
            ColumnSpec.of("any", ColumnType.JSON, false),
            ColumnSpec.of("one", ColumnType.JSON, false),
            ColumnSpec.of("fixed", ColumnType.STRING, false),
            ColumnSpec.of("old", ColumnType.DECIMAL, false),
            ColumnSpec.of("mixed", ColumnType.JSON, false)),
        columns);
  }

  @Test
  void listsOfValuesAreRead() {
    List<ColumnSpec> columns =
        SchemaJson.read(
            "video",
            SchemaJson.parse(
                """
                {"$defs": {"Mood": {"enum": ["good", "bad"], "type": "string"},
                           "Box": {"properties": {"x": {"type": "integer"}}, "type": "object"},
                           "Node": {"items": {"$ref": "#/$defs/Node"}, "type": "array"}},
                 "properties": {
                   "scores": {"items": {"type": "number"}, "type": "array"},
                   "maybe": {"anyOf": [{"items": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                             "type": "array"}, {"type": "null"}], "default": null},
                   "vector": {"items": {"type": "number", "format": "float"}, "minItems": 512,
                              "maxItems": 512, "type": "array"},
                   "few": {"items": {"type": "integer"}, "minItems": 1, "maxItems": 3,
                           "type": "array"},
                   "moods": {"items": {"$ref": "#/$defs/Mood"}, "type": "array"},
                   "prices": {"items": {"anyOf": [{"type": "number"}, {"type": "string"}]},
                              "type": "array"},
                   "days": {"items": {"format": "date", "type": "string"}, "type": "array",
                            "uniqueItems": true},
                   "matrix": {"items": {"items": {"type": "number"}, "type": "array"},
                              "type": "array"},
                   "cube": {"items": {"items": {"items": {"type": "number"}, "type": "array"},
                            "type": "array"}, "type": "array"},
                   "boxes": {"items": {"$ref": "#/$defs/Box"}, "type": "array"},
                   "pair": {"prefixItems": [{"type": "number"}, {"type": "number"}], "minItems": 2,
                            "maxItems": 2, "type": "array"},
                   "mixed": {"items": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]},
                             "type": "array"},
                   "tree": {"$ref": "#/$defs/Node"}}}""",
                "test"));
    LogicalType number = LogicalType.of(ColumnType.FLOAT64);
    ListOf numbers = new ListOf(number, false, null, null);
    Enumeration mood = new Enumeration(List.of("good", "bad"), null);
    JsonForm box =
        new JsonForm.Members(Map.of("x", new JsonForm.Value(LogicalType.of(ColumnType.INT64))));
    assertEquals(
        List.of(
            required("scores", numbers),
            new ColumnSpec("maybe", ListOf.of(ColumnType.STRING), true, null),
            required("vector", new ListOf(LogicalType.of(ColumnType.FLOAT32), false, 512, null)),
            required("few", new ListOf(LogicalType.of(ColumnType.INT64), false, null, null)),
            required("moods", new ListOf(mood, false, null, null)),
            required("prices", new ListOf(LogicalType.of(ColumnType.DECIMAL), false, null, null)),
            required("days", new ListOf(LogicalType.of(ColumnType.LOCAL_DATE), false, null, null)),
            required("matrix", new ListOf(numbers, false, null, null)),
            required("cube", new Json(true, null)),
            required("boxes", new Json(true, null, null, new JsonForm.Items(box))),
            required("pair", new Json(true, null)),
            required("mixed", new Json(true, null)),
            required("tree", new Json(true, null))),
        columns);
    List<ColumnSpec> lists = columns.stream().filter(c -> c.kind() == ColumnType.LIST).toList();
    assertEquals(lists, SchemaJson.read("video", SchemaJson.write(lists, "Video")));
  }

  private static ColumnSpec required(String name, LogicalType type) {
    return new ColumnSpec(name, type, false, null);
  }

  /** One type that nobody knows does not stop all features. */
  @Test
  void whatHasNoColumnTypeIsJsonOrText() {
    List<ColumnSpec> columns =
        SchemaJson.read(
            "video",
            SchemaJson.parse(
                """
                {"properties": {
                   "x": {"type": "tuple"},
                   "nothing": {"type": "null"},
                   "dangling": {"$ref": "#/$defs/Gone"},
                   "two": {"type": ["string", "null"]},
                   "three": {"type": ["string", "integer"]},
                   "words": {"enum": ["a", "b"]},
                   "anything": {"enum": ["a", 1, null]},
                   "long": {"format": "duration", "type": "string"},
                   "file": {"format": "path", "type": "string"},
                   "link": {"format": "uri", "minLength": 1, "type": "string"},
                   "all": {"allOf": [{"type": "string"}, {"maxLength": 3}]}}}""",
                "test"));
    assertEquals(
        List.of(
            ColumnSpec.of("x", ColumnType.JSON, false),
            ColumnSpec.of("nothing", ColumnType.JSON, true),
            ColumnSpec.of("dangling", ColumnType.JSON, false),
            ColumnSpec.of("two", ColumnType.STRING, true),
            ColumnSpec.of("three", ColumnType.JSON, false),
            required("words", new Enumeration(List.of("a", "b"), null)),
            ColumnSpec.of("anything", ColumnType.JSON, false),
            ColumnSpec.of("long", ColumnType.DURATION, false),
            ColumnSpec.of("file", ColumnType.STRING, false),
            ColumnSpec.of("link", ColumnType.STRING, false),
            ColumnSpec.of("all", ColumnType.JSON, false)),
        columns);
  }

  @Test
  void aLengthThatNoColumnHasIsRefused() {
    SpecException refused =
        assertThrows(
            SpecException.class,
            () ->
                SchemaJson.read(
                    "video",
                    SchemaJson.parse(
                        "{\"properties\": {\"x\": {\"type\": \"string\", \"maxLength\":"
                            + " 4294967306}}}",
                        "test")));
    assertEquals(
        """
        Cannot read the schema of video: 1 problem
          [unreadable] video, column x: Invalid maxLength: 4294967306 (must be an integer of at most 2147483647); correct the schema""",
        refused.getMessage());
  }
}
