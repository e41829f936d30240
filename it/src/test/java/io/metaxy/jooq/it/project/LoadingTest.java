package io.metaxy.jooq.it.project;

import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.project.Metaxy;
import io.metaxy.jooq.store.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program opens the stores that its working directory configures. */
class LoadingTest {

  @TempDir Path directory;

  /** Writes a row and prints all. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      // region load
      try (Metaxy metaxy = Metaxy.load(Features.GRAPH)) {
        // The default store; metaxy.store("prod") is another one.
        MetadataStore store = metaxy.store();
        store.write(RECORDING, List.of(Pipeline.recording("r1", "audio 1", "frames 1")));
        // A DSLContext on the same connections.
        System.out.println(metaxy.dsl().selectFrom(store.current(RECORDING)).fetch().size());
      }
      // endregion
    }
  }

  @Test
  void theProgramOfThePageRuns() throws Exception {
    Files.writeString(
        directory.resolve("metaxy.toml"),
        "auto_create_tables = true\n" + ProjectFile.store("dev", "h2", "jdbc:h2:mem:"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), printed.toString());
    assertTrue(printed.get(0).contains("auto_create_tables"), printed.toString());
    assertEquals("1", printed.get(printed.size() - 1));
  }
}
