package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same commands from the runnable jar, which the build makes before this test. */
class RunnableJarIT extends Commands {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Override
  Runner runner() {
    return RunnableJarIT::runJar;
  }

  private static Runner.Result runJar(Workspace workspace, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Duser.language=tr", "-Duser.country=TR"));
    command.addAll(List.of("-jar", TARGET.resolve("metaxy-jooq.jar").toString()));
    command.addAll(arguments);
    return run(command, workspace.directory(), workspace.environment());
  }

  private static Runner.Result run(
      List<String> command, Path directory, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      int code = builder.start().waitFor();
      Runner.Result result = new Runner.Result(text(out), text(err), code);
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  @Test
  void theStartScriptRunsIt(@TempDir Path other) {
    boolean isWindows = Path.of("\\").isAbsolute() || System.getProperty("os.name").startsWith("W");
    List<String> script =
        isWindows
            ? List.of("cmd", "/c", TARGET.resolve("metaxy-jooq.cmd").toString())
            : List.of("sh", TARGET.resolve("metaxy-jooq").toString());
    List<String> command = new ArrayList<>(script);
    command.add("--version");

    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "XDG_CACHE_HOME",
            other.resolve("cache").toString());
    Runner.Result first = run(command, other, environment);
    Runner.Result result = run(command, other, environment);

    assertEquals(first, result);

    assertEquals("", result.err());
    assertTrue(result.out().matches("metaxy-jooq \\d+\\..*\n"), result.out());
    assertEquals(0, result.code());
  }
}
