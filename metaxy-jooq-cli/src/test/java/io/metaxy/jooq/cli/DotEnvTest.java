package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file {@code .env} means the same as to the Python original. */
class DotEnvTest {

  /** Recorded from python-dotenv 1.2.4; ConfigPeerTest compares it. */
  private static final Path GOLDEN = Path.of("src/test/resources/io/metaxy/jooq/cli/dotenv.json");

  @TempDir Path directory;
  private final List<String> warnings = new ArrayList<>();

  private Map<String, String> read(String text, Map<String, String> environment)
      throws IOException {
    Files.writeString(directory.resolve(".env"), text);
    return DotEnv.add(directory, environment, warnings);
  }

  @Test
  void itsVariablesAreAddedToTheEnvironment() throws IOException {
    assertEquals(
        Map.of(
            "PLAIN", "a b",
            "EXPORTED", "x",
            "SINGLE", "it's",
            "DOUBLE", "two\nlines",
            "LINES", "1\n2",
            "EMPTY", "",
            "HASH", "a#b",
            "OTHER", "kept"),
        read(
            """
            # a comment
            PLAIN = a b   # another
            export EXPORTED=x

            SINGLE='it\\'s'
            DOUBLE="two\\nlines" # quoted
            LINES="1
            2"
            EMPTY=
            HASH=a#b
            NO_VALUE
            """,
            Map.of("OTHER", "kept")));
    assertEquals(List.of(), warnings);
  }

  @Test
  void valuesInQuotationMarksAreOfAnyLength() throws IOException {
    String text = "0123456789\n\\n".repeat(10_000);

    Map<String, String> all =
        read(
            "SINGLE='it\\'s "
                + text
                + "'\nDOUBLE=\"\\\""
                + text
                + "\"\nPLAIN="
                + "x".repeat(100_000),
            Map.of());

    assertEquals(List.of(), warnings);
    assertEquals("it's " + text, all.get("SINGLE"));
    assertEquals("\"" + text.replace("\\n", "\n"), all.get("DOUBLE"));
    assertEquals("x".repeat(100_000), all.get("PLAIN"));
  }

  /** Each row of the file has a text, its variables, and how many lines Python ignores. */
  @Test
  void everyLineMeansTheSameAsInPython() throws IOException, JsonException {
    Map<String, String> environment = Map.of("HOST", "h", "EMPTY", "");
    List<?> rows = (List<?>) Objects.requireNonNull(JsonText.parse(Files.readString(GOLDEN)));
    assertTrue(rows.size() > 100, String.valueOf(rows.size()));
    for (Object row : rows) {
      List<?> parts = (List<?>) row;
      Map<Object, Object> expected = new TreeMap<>(environment);
      expected.putAll((Map<?, ?>) parts.get(1));
      warnings.clear();
      assertEquals(expected, read((String) parts.get(0), environment), row.toString());
      assertEquals(parts.get(2).toString(), String.valueOf(warnings.size()), row.toString());
    }
  }

  @Test
  void theEnvironmentWins() throws IOException {
    assertEquals(
        Map.of("A", "environment", "B", "environment"),
        read("A=file\nB=${A}\n", Map.of("A", "environment")));
  }

  @Test
  void variablesAreExpandedInAllQuotes() throws IOException {
    assertEquals(
        Map.of("A", "1", "S", "1", "D", "1", "P", "1-", "Q", "default", "E", "", "F", ""),
        read(
            "A=1\nS='${A}'\nD=\"${A}\"\nP=${A}-${NO}\nQ=${NO:-default}\nE=\nF=${E:-x}\n",
            Map.of()));
  }

  @Test
  void otherLinesAreIgnoredWithAWarning() throws IOException {
    assertEquals(Map.of("A", "1", "B", "2"), read("A=1\n= marked-secret\r\nB=2", Map.of()));
    assertEquals(
        List.of(
            "Line 2 of "
                + directory.resolve(".env")
                + " is ignored; write it as NAME=value, or remove it"),
        warnings);
    assertFalse(warnings.toString().contains("marked"));
  }

  @Test
  void withoutAFileTheEnvironmentIsUnchanged() {
    assertEquals(Map.of("A", "1"), DotEnv.add(directory, Map.of("A", "1"), warnings));
  }
}
