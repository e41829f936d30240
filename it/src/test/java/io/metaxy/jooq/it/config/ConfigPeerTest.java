package io.metaxy.jooq.it.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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

  @TempDir Path directory;

  @Test
  void thePeerReadsTheSame() throws IOException, InterruptedException {
    Path real = directory.toRealPath();
    List<ConfigRow> rows = ConfigRows.all();
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      requests.add(rows.get(i).request(rows.get(i).write(real.resolve("row" + i))));
    }
    JsonNode answers = ask(requests);
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

  private static JsonNode ask(Object requests) throws IOException, InterruptedException {
    Path input = Path.of("target/interop/config.json");
    Path output = Path.of("target/interop/config-answers.json");
    // Environments keep the order of their rows.
    Files.writeString(input, new ObjectMapper().writeValueAsString(requests));
    Process process =
        new ProcessBuilder(PYTHON, "src/interop/config.py")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(new File("target/interop/config.log"))
            .start();
    assertEquals(0, process.waitFor(), "see target/interop/config.log");
    return ConfigResult.JSON.readTree(output.toFile());
  }
}
