package io.metaxy.jooq.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running peer reads the same values from each row, except where a row says why not. */
@Tag("interop")
class ConfigPeerTest {

  private static final String PYTHON = "target/interop/python/bin/python";

  private static final Path DOT_ENV =
      Path.of("../metaxy-jooq-cli/src/test/resources/io/metaxy/jooq/cli/dotenv.json");

  @TempDir Path directory;

  @Test
  void thePeerReadsTheSame() throws IOException, InterruptedException {
    Path real = directory.toRealPath();
    List<ConfigRow> rows = ConfigRows.all();
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      requests.add(rows.get(i).request(rows.get(i).write(real.resolve("row" + i))));
    }
    JsonNode answers = ask("config", requests);
    assertEquals(rows.size(), answers.size());
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      ConfigRow row = rows.get(i);
      Path root = real.resolve("row" + i);
      String peer = ConfigResult.ofPeer(answers.get(i), root).comparable();
      String java = ConfigResult.ofJava(row.input(root), root).comparable();
      if (row.isDifferent()) {
        assertNotEquals(peer, java, row.name);
      } else {
        expected.put(row.name, peer);
        actual.put(row.name, java);
      }
    }
    assertEquals(expected, actual);
  }

  /** What the tests of the commands expect of a file {@code .env} is what python-dotenv does. */
  @Test
  void pythonReadsTheSameVariablesFromDotEnv() throws IOException, InterruptedException {
    JsonNode rows = ConfigResult.JSON.readTree(DOT_ENV.toFile());
    assertTrue(rows.size() > 100, String.valueOf(rows.size()));
    assertEquals(rows.toPrettyString(), ask("dotenv_rows", rows).toPrettyString());
  }

  private static JsonNode ask(String script, Object requests)
      throws IOException, InterruptedException {
    Path input = Path.of("target/interop/" + script + ".json");
    Path output = Path.of("target/interop/" + script + "-answers.json");
    File log = new File("target/interop/" + script + ".log");
    // Environments keep the order of their rows.
    Files.writeString(input, new ObjectMapper().writeValueAsString(requests));
    Process process =
        new ProcessBuilder(PYTHON, "src/interop/" + script + ".py")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(log)
            .start();
    assertEquals(0, process.waitFor(), "see " + log);
    return ConfigResult.JSON.readTree(output.toFile());
  }
}
