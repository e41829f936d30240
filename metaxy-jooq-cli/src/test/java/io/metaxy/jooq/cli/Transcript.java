package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Commands with what they print and their exit codes, compared with a golden file. Run with {@code
 * -Dmetaxy.golden=write} to rewrite it.
 */
final class Transcript {

  private static final Path GOLDEN = Path.of("src/test/resources/io/metaxy/jooq/cli");

  private final Runner runner;
  private final Workspace workspace;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> values = new LinkedHashMap<>();

  Transcript(Runner runner, Workspace workspace) {
    this.runner = runner;
    this.workspace = workspace;
    value("classes", Workspace.CLASSES.toString());
    value("directory", workspace.directory().toString());
  }

  /** Shows a value that differs in every run by a name. */
  Transcript value(String name, String value) {
    values.put("<" + name + ">", value);
    return this;
  }

  /** Runs a command of words without blanks. */
  Transcript run(String command) {
    Runner.Result result = workspace.run(runner, List.of(resolved(command).split(" ")));
    String printed = (result.out() + result.err()).toLowerCase(Locale.ROOT);
    assertFalse(printed.contains("marked-"), () -> "a secret: " + result);
    text.append("$ metaxy-jooq ").append(command).append('\n');
    text.append(shown(result.out()));
    shown(result.err()).lines().forEach(line -> text.append("! ").append(line).append('\n'));
    text.append("[").append(result.code()).append("]\n\n");
    return this;
  }

  private String resolved(String command) {
    String resolved = command;
    for (Map.Entry<String, String> each : values.entrySet()) {
      resolved = resolved.replace(each.getKey(), each.getValue());
    }
    return resolved;
  }

  private String shown(String printed) {
    String shown = printed;
    for (Map.Entry<String, String> each : values.entrySet()) {
      shown = shown.replace(each.getValue(), each.getKey());
    }
    return shown;
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
