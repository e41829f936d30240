package io.metaxy.jooq.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Java reads from each row is in the golden file. Run with {@code -Dmetaxy.golden=write} to
 * rewrite it; {@link ConfigPeerTest} compares it with the peer.
 */
class ConfigTableTest {

  private static final Path GOLDEN = Path.of("src/test/resources/config/rows.json");

  @TempDir Path directory;

  @Test
  void everyRowIsReadAsExpected() throws IOException {
    Path real = directory.toRealPath();
    Map<String, JsonNode> results = new LinkedHashMap<>();
    List<ConfigRow> rows = ConfigRows.all();
    for (int i = 0; i < rows.size(); i++) {
      Path root = rows.get(i).write(real.resolve("row" + i));
      results.put(rows.get(i).name, ConfigResult.ofJava(rows.get(i).input(root), root).golden());
    }
    assertEquals(rows.size(), results.size());
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.writeString(GOLDEN, ConfigResult.json(results) + "\n");
    }
    JsonNode expected = ConfigResult.JSON.readTree(GOLDEN.toFile());
    rows.forEach(
        row ->
            assertEquals(
                ConfigResult.json(expected.get(row.name)),
                ConfigResult.json(results.get(row.name)),
                row.name));
    assertEquals(rows.size(), expected.size());
  }

  @Test
  void whatIsNamedRefusedIsRefused() throws IOException {
    JsonNode golden = ConfigResult.JSON.readTree(GOLDEN.toFile());
    ConfigRows.all().stream()
        .filter(row -> !row.isDifferent())
        .forEach(
            row ->
                assertEquals(
                    row.name.matches(".* (is|are) refused"),
                    golden.get(row.name).has("error"),
                    row.name));
  }

  @Test
  void noErrorContainsTheTextOfAFile() throws IOException {
    String golden = Files.readString(GOLDEN);
    assertTrue(golden.contains("password") && !golden.contains("marked-secret"));
  }
}
