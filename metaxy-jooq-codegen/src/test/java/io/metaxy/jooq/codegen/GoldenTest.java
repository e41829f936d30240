package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.metaxy.jooq.codegen.named.Named;
import io.metaxy.jooq.codegen.story.Transcript;
import io.metaxy.jooq.codegen.story.Video;
import io.metaxy.jooq.codegen.types.Everything;
import io.metaxy.jooq.graph.FeatureGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated code against the files of {@code src/test/resources/golden}, whole, then compiled and
 * loaded. Run with {@code -Dmetaxy.golden=write} to write them anew.
 */
class GoldenTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path directory;

  @Test
  void twoFeaturesGiveTheirTables() throws Exception {
    assertGolden("story", Codegen.of(directory, Video.class, Transcript.class));
  }

  @Test
  void everyTypeOfComponentHasAColumn() throws Exception {
    assertGolden("types", Codegen.of(directory, Everything.class));
  }

  @Test
  void tablesHaveAPrefixAPrimaryKeyAndAnIndex() throws Exception {
    assertGolden(
        "keys",
        Codegen.of(directory, Video.class)
            .property("metaxy.project", "acme")
            .property("metaxy.tablePrefix", "mx_")
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .property("metaxy.hashTruncationLength", "16"));
  }

  @Test
  void specsNameTheirTables() throws Exception {
    assertGolden(
        "named", Codegen.of(directory, Named.class).property("metaxy.inferTableNames", "false"));
  }

  private static void assertGolden(String name, Codegen codegen) throws Exception {
    Map<String, String> files = neutral(codegen.run());
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      write(golden, files);
    }
    Map<String, String> expected = Codegen.files(golden);
    assertEquals(expected.keySet(), withSuffix(files).keySet());
    withSuffix(files).forEach((file, text) -> assertEquals(expected.get(file), text, file));
    FeatureGraph graph =
        (FeatureGraph) Compiled.of(codegen.out()).load("Features").getField("GRAPH").get(null);
    assertNotNull(graph);
  }

  /** Without what differs by jOOQ's version and by the JDK that runs it. */
  private static Map<String, String> neutral(Map<String, String> files) {
    Map<String, String> neutral = new TreeMap<>();
    files.forEach(
        (file, text) ->
            neutral.put(
                file,
                text.replaceAll("VERSION_3_\\d+", "VERSION_3_x").replace(", \"this-escape\"", "")));
    return neutral;
  }

  /** Not compiled, nor found by search as classes. */
  private static Map<String, String> withSuffix(Map<String, String> files) {
    Map<String, String> named = new TreeMap<>();
    files.forEach((file, text) -> named.put(file + ".txt", text));
    return named;
  }

  private static void write(Path golden, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : withSuffix(files).entrySet()) {
      Path path = golden.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
