package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Commands with what they print and their exit codes, compared with a golden file. Run with {@code
 * -Dmetaxy.golden=write} to rewrite it.
 */
final class Transcript {

  private static final Path GOLDEN = Path.of("src/test/resources/io/metaxy/jooq/cli");

  private final Runner runner;
  private final Workspace workspace;
  private final StringBuilder text = new StringBuilder();

  Transcript(Runner runner, Workspace workspace) {
    this.runner = runner;
    this.workspace = workspace;
  }

  /** Runs a command of words without blanks. */
  Transcript run(String command) {
    Runner.Result result = runner.run(workspace, List.of(resolved(command).split(" ")));
    assertFalse((result.out() + result.err()).contains("marked-"), () -> "a secret: " + result);
    text.append("$ metaxy-jooq ").append(command).append('\n');
    text.append(shown(result.out()));
    shown(result.err()).lines().forEach(line -> text.append("! ").append(line).append('\n'));
    text.append("[").append(result.code()).append("]\n\n");
    return this;
  }

  private String resolved(String command) {
    return command
        .replace("<classes>", Workspace.CLASSES.toString())
        .replace("<directory>", workspace.directory().toString());
  }

  private String shown(String printed) {
    return printed
        .replace(workspace.directory().toString(), "<directory>")
        .replace(Workspace.CLASSES.toString(), "<classes>");
  }

  void matches(String name) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text.toString());
    }
    assertEquals(Files.readString(file), text.toString());
  }
}
