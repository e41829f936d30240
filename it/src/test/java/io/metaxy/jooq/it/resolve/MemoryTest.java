package io.metaxy.jooq.it.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computes a million rows, eight at once, in a heap of 128 MB, which could not hold them. */
@Tag("exhaustive")
class MemoryTest {

  @ParameterizedTest
  @MethodSource(Fixtures.DURABLE)
  void aMillionRowsAreResolvedAndWrittenInASmallHeap(DatabaseFixture fixture) throws Exception {
    assertMillionRows(fixture, false);
  }

  @ParameterizedTest
  @MethodSource(Fixtures.DURABLE)
  void oneConnectionNeedsNoLargerHeap(DatabaseFixture fixture) throws Exception {
    assertMillionRows(fixture, true);
  }

  private static void assertMillionRows(DatabaseFixture fixture, boolean one) throws Exception {
    DatabasePlace place = fixture.place();
    try {
      assertEquals(
          "1000000 written, then new 0, stale 0, orphaned 0, pending 0",
          run(
              "-Xmx128m",
              MillionRows.class.getName(),
              fixture.name(),
              place.url(),
              Boolean.toString(one)));
    } finally {
      place.end().run();
    }
  }

  private static String run(String heap, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.addAll(List.of("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  /** Returns the class path of this JVM, which Surefire hides in the manifest of a jar. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
