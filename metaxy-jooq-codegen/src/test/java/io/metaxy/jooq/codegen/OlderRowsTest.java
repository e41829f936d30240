package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Record;
import org.jooq.meta.jaxb.VisibilityModifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records and definition files declare of rows that are older than a column. */
class OlderRowsTest {

  private static final String JSON =
      """
      {"spec": {"key": "clip", "id_columns": ["clip_id"]},
       "feature_schema": {"properties": {"clip_id": {"type": "string"},
         "width": {"type": "integer"}, "kind": {"type": "string", "enum": ["a", "b"]},
         "tags": {"type": "array"}}, "required": ["clip_id", "width", "kind", "tags"]},
       "settings": %s}
      """;

  @TempDir Path directory;

  private List<String> problemsOf(String components) {
    return Codegen.of(directory, "bad.Clip").loader(clip(components)).problems();
  }

  private ClassLoader clip(String components) {
    return Compiled.of(
            directory,
            """
            package bad;
            import io.metaxy.jooq.spec.*;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;
            public record Clip(String clipId, %s) {
              public enum Mood { CALM, TENSE }
              public record Box(int left) {}
              public static final FeatureSpec SPEC =
                  FeatureSpec.of("clip").id("clip_id").build();
            }
            """
                .formatted(components))
        .loader();
  }

  private Codegen file(String settings) throws Exception {
    Files.writeString(directory.resolve("clip.json"), JSON.formatted(settings));
    return Codegen.of(directory, "clip.json");
  }

  private static String invalid(String column, String text, String rule) {
    return "[older-rows] clip, column "
        + column
        + ": Invalid value for older rows: \""
        + text
        + "\" (must be "
        + rule
        + "); correct it";
  }

  @Test
  void aValueThatTheColumnDoesNotHaveIsAProblem() {
    assertEquals(
        List.of(
            invalid("text", "abc", "at most 2 characters"),
            invalid("letter", "xy", "1 character"),
            invalid("flag", "yes", "true or false"),
            invalid("int8", "128", "an integer from -128 to 127"),
            invalid("int32", "1.0", "an integer from -2147483648 to 2147483647"),
            invalid("int64", "", "an integer from -9223372036854775808 to 9223372036854775807"),
            invalid(
                "float32", "1e39", "a number in the range of the type, NaN, Infinity or -Infinity"),
            invalid(
                "cost",
                "1.234",
                "a number with at most 3 digits before and 2 after the decimal point"),
            invalid(
                "large",
                "1e999999999",
                "a number with at most 20 digits before and 18 after the decimal point"),
            invalid("uuid", "1-1-1-1-1", "a UUID such as 7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001"),
            invalid(
                "instant",
                "2026-01-31T12:00:00.0000001Z",
                "an instant with at most microseconds, such as 2026-01-31T12:00:00Z"),
            invalid(
                "offset",
                "2026-01-31T12:00:00",
                "a time with at most microseconds, such as 2026-01-31T12:00:00+01:00"),
            invalid("day", "31.1.2026", "a date such as 2026-01-31"),
            invalid(
                "slate",
                "now",
                "a date and time with at most microseconds, such as 2026-01-31T12:00:00"),
            invalid("clock", "noon", "a time of day with at most microseconds, such as 12:00:00"),
            invalid(
                "length",
                "PT0.0000001S",
                "a duration whose microseconds fit in a long, such as PT1M30.5S"),
            invalid("mood", "calm", "one of [CALM, TENSE]"),
            invalid("raw", "null", "JSON, and not null"),
            "[older-rows] clip, column bytes: Cannot read older rows as bytes, which cannot be given as"
                + " text; declare stale instead"),
        problemsOf(
            """
            @OlderRows(readAs = "abc") @Column(length = 2) String text,
            @OlderRows(readAs = "xy") char letter,
            @OlderRows(readAs = "yes") boolean flag,
            @OlderRows(readAs = "128") byte int8,
            @OlderRows(readAs = "1.0") int int32,
            @OlderRows(readAs = "") long int64,
            @OlderRows(readAs = "1e39") float float32,
            @OlderRows(readAs = "1.234") @Column(length = 5, scale = 2) BigDecimal cost,
            @OlderRows(readAs = "1e999999999") BigDecimal large,
            @OlderRows(readAs = "1-1-1-1-1") UUID uuid,
            @OlderRows(readAs = "2026-01-31T12:00:00.0000001Z") Instant instant,
            @OlderRows(readAs = "2026-01-31T12:00:00") OffsetDateTime offset,
            @OlderRows(readAs = "31.1.2026") LocalDate day,
            @OlderRows(readAs = "now") LocalDateTime slate,
            @OlderRows(readAs = "noon") LocalTime clock,
            @OlderRows(readAs = "PT0.0000001S") Duration length,
            @OlderRows(readAs = "calm") Mood mood,
            @OlderRows(readAs = "null") @Column(type = ColumnType.JSON) String raw,
            @OlderRows(readAs = "AA==") byte[] bytes
            """));
  }

  @Test
  void aListWithAnElementThatTheColumnDoesNotHaveIsAProblem() {
    assertEquals(
        List.of(
            invalid("ints", "abc", "an integer from -2147483648 to 2147483647"),
            invalid("longs", "1.5", "an integer from -9223372036854775808 to 9223372036854775807"),
            invalid("shorts", "40000", "an integer from -32768 to 32767"),
            invalid("codes", "abc", "at most 2 characters"),
            invalid("vector", "[1]", "a JSON array of 3 values"),
            invalid("flags", "{}", "a JSON array"),
            invalid("matrix", "[[1]]", "a JSON array of values of the element type")),
        problemsOf(
            """
            @OlderRows(readAs = "[\\"abc\\"]") int[] ints,
            @OlderRows(readAs = "[1.5]") long[] longs,
            @OlderRows(readAs = "[1, 40000]") short[] shorts,
            @OlderRows(readAs = "[\\"abc\\"]") @Column(length = 2) List<String> codes,
            @OlderRows(readAs = "[1]") @Column(vector = 3) float[] vector,
            @OlderRows(readAs = "{}") boolean[] flags,
            @OlderRows(readAs = "[[1]]") float[][] matrix
            """));
  }

  @Test
  void aDeclarationThatSaysNothingOrTwoThingsIsAProblem() {
    assertEquals(
        List.of(
            "[older-rows] bad.Clip, component width: Cannot use an @OlderRows that declares"
                + " nothing; set readAs to a value, or stale to true",
            "[older-rows] bad.Clip, component height: Cannot read older rows as several values"
                + " [1, 2]; keep one"),
        problemsOf("@OlderRows int width, @OlderRows(readAs = {\"1\", \"2\"}) int height"));
  }

  @Test
  void jsonThatDoesNotFitTheComponentIsAProblem() {
    assertEquals(
        List.of(
            "[older-rows] bad.Clip, component box: Cannot read older rows as {\"left\": \"x\"},"
                + " which does not fit bad.Clip$Box: x at $.left is not a value of int; correct"
                + " readAs",
            "[older-rows] bad.Clip, component tags: Cannot read older rows as {}, which does not fit"
                + " java.util.List<java.lang.String>: an object is not a value of"
                + " java.util.ArrayList<java.lang.String>; correct readAs",
            "[older-rows] bad.Clip, component empty: Cannot read older rows as {}, which does not"
                + " fit bad.Clip$Box: there is no value at $.left; correct readAs"),
        problemsOf(
            """
            @OlderRows(readAs = "{\\"left\\": \\"x\\"}") Box box,
            @OlderRows(readAs = "{}") List<String> tags,
            @OlderRows(readAs = "{}") Box empty
            """));
  }

  @Test
  void aColumnThatEveryRowHasOrNewerRowsMayLackIsAProblem() {
    assertEquals(
        List.of(
            "[older-rows] clip, column clip_id: Cannot declare older rows for an id column, because"
                + " every row has its ids; remove the declaration",
            "[older-rows] clip, column missing: Cannot find this column among the columns"
                + " [clip_id, width, kind, tags]; correct its name in the settings"),
        problems(
            """
            {"columns": {"clip_id": {"older_rows": {"read_as": "x"}},
              "missing": {"older_rows": {"stale": true}}}}
            """));
    assertEquals(
        List.of(
            "[older-rows] clip, column width: Cannot declare older rows for a nullable column,"
                + " because newer rows may also have null; make the column not null, or remove"
                + " the declaration"),
        problemsOf("@OlderRows(readAs = \"0\") Optional<Integer> width"));
  }

  private List<String> problems(String settings) {
    try {
      return file(settings).problems();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDefinitionFileDeclaresTheSame() throws Exception {
    Map<String, String> files =
        file("{\"columns\": {\"width\": {\"older_rows\": {\"read_as\": 0, \"stale\": true}},"
                + " \"kind\": {\"older_rows\": {\"read_as\": \"b\"}},"
                + " \"tags\": {\"older_rows\": {\"read_as\": []}}}}")
            .run();
    String record = files.get("tables/records/ClipRecord.java");
    assertTrue(record.contains("return value == null ? 0L : value;"), record);
    assertTrue(record.contains("return value == null ? \"b\" : value;"), record);
    assertTrue(record.contains("return value == null ? JSON.valueOf(\"[]\") : value;"), record);
    String table = files.get("tables/Clip.java");
    assertTrue(
        table.contains(
            "\"{\\\"columns\\\": {\\\"kind\\\": {\\\"older_rows\\\": {\\\"read_as\\\": \\\"b\\\"}},"
                + " \\\"tags\\\": {\\\"older_rows\\\": {\\\"read_as\\\": \\\"[]\\\"}}, \\\"width\\\":"
                + " {\\\"older_rows\\\": {\\\"read_as\\\": \\\"0\\\", \\\"stale\\\": true}}}}\""),
        table);
  }

  @Test
  void settingsWithoutDeclarationsChangeNoCode() throws Exception {
    assertEquals(file("null").run(), file("{\"columns\": {\"width\": {}}}").run());
    assertEquals(file("null").run(), file("\"{}\"").run());
  }

  @Test
  void whatADefinitionFileCannotDeclareIsAProblem() {
    assertEquals(
        List.of("[unreadable] clip.json, settings: Invalid settings: [] (must be a JSON object)"),
        problems("[]"));
    assertEquals(
        List.of(
            "[unreadable] clip.json, settings: Cannot read settings that are not JSON: Unexpected"
                + " end-of-input: expected close marker for Object at line 1, column 2; correct the"
                + " text"),
        problems("\"{\""));
    assertEquals(
        List.of(
            "[unreadable] clip.json, settings: Cannot read property index (must be one of"
                + " [columns, keys]); remove it",
            "[unreadable] clip.json, settings, column width: Cannot read property older (must be"
                + " one of [older_rows, stored_as]); remove it",
            "[unreadable] clip.json, settings, column kind: Cannot read property readAs (must be"
                + " one of [read_as, stale]); remove it",
            "[unreadable] clip.json, settings, column kind: Cannot use older_rows that declare"
                + " nothing; set read_as to a value, or stale to true",
            "[unreadable] clip.json, settings, column tags: Invalid stale: 1 (must be true or"
                + " false)"),
        problems(
            """
            {"index": true, "columns": {"width": {"older": {}},
              "kind": {"older_rows": {"readAs": "a"}},
              "tags": {"older_rows": {"read_as": "[]", "stale": 1}}}}
            """));
  }

  @Test
  void onlyTheGetterReturnsTheValue() throws Exception {
    Codegen codegen =
        Codegen.of(directory, io.metaxy.jooq.codegen.older.Clip.class)
            .generate(
                g ->
                    g.withInterfaces(true)
                        .withNonnullAnnotation(true)
                        .withNonnullAnnotationType("org.jspecify.annotations.NonNull"));
    codegen.run();
    Compiled compiled = Compiled.of(codegen.out());
    Record record =
        (Record) compiled.load("tables.records.ClipRecord").getConstructor().newInstance();
    assertEquals(-2147483648, record.getClass().getMethod("getInt32").invoke(record));
    assertEquals(List.of(), record.getClass().getMethod("getTags").invoke(record));
    assertTrue(
        IntStream.range(0, record.size()).allMatch(i -> record.get(i) == null), record.toString());
    record.getClass().getMethod("setInt32", Integer.class).invoke(record, 5);
    assertEquals(5, record.getClass().getMethod("getInt32").invoke(record));
  }

  @Test
  void theGetterIsAsVisibleAsOthers() {
    String record =
        Codegen.of(directory, io.metaxy.jooq.codegen.older.Clip.class)
            .generate(g -> g.withVisibilityModifier(VisibilityModifier.NONE))
            .run()
            .get("tables/records/ClipRecord.java");
    assertTrue(record.contains("    Integer getInt32() {"), record);
    assertFalse(record.contains("public Integer get"), record);
  }
}
