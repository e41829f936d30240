package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.metaxy.jooq.codegen.keyed.Shot;
import io.metaxy.jooq.codegen.lists.Lists;
import io.metaxy.jooq.codegen.named.Named;
import io.metaxy.jooq.codegen.older.Clip;
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
 * Compares generated code with the files in {@code src/test/resources/golden}, then compiles and
 * loads it. Run with {@code -Dmetaxy.golden=write} to rewrite the files.
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
  void everyTypeOfListHasAColumn() throws Exception {
    assertGolden("lists", Codegen.of(directory, Lists.class));
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
  void featuresDeclareTheirKeysAndIndexes() throws Exception {
    assertGolden(
        "indexes", Codegen.of(directory, Shot.class).property("metaxy.tablePrefix", "mx_"));
  }

  @Test
  void specsNameTheirTables() throws Exception {
    assertGolden(
        "named", Codegen.of(directory, Named.class).property("metaxy.inferTableNames", "false"));
  }

  @Test
  void gettersReadOlderRowsAsDeclared() throws Exception {
    assertGolden("older", Codegen.of(directory, Clip.class));
  }

  private static void assertGolden(String name, Codegen codegen) throws Exception {
    Map<String, String> files = withSuffix(codegen.run());
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      write(golden, files);
    }
    Map<String, String> expected = Codegen.files(golden);
    assertEquals(expected.keySet(), files.keySet());
    files.forEach((file, text) -> assertEquals(neutral(expected.get(file)), neutral(text), file));
    Class<?> features = Compiled.of(codegen.out()).load("Features");
    assertInstanceOf(FeatureGraph.class, features.getField("GRAPH").get(null));
  }

  /** Removes what depends on the version of jOOQ and of the JDK; the files are from 3.19 on 17. */
  private static String neutral(String text) {
    return text.replace(", \"this-escape\"", "")
        .replaceAll("VERSION_3_\\d+", "VERSION_3_x")
        .replaceAll("\\b3\\.(19|21)\\b", "3.x")
        .replaceAll("import org\\.jooq\\.(Select|TableLike|impl\\.DSL|impl\\.Internal);\n", "")
        .replace("(TableLike<?> select)", "(Select<?> select)")
        .replace("Internal.condition(this, condition)", "condition")
        .replace("resetTouchedOnNotNull", "resetChangedOnNotNull")
        .replace("super(DSL.name(\"\"), null, DSL.comment(\"\"))", "super(\"\", null)");
  }

  /** Keeps tools from treating the files as sources. */
  private static Map<String, String> withSuffix(Map<String, String> files) {
    Map<String, String> named = new TreeMap<>();
    files.forEach((file, text) -> named.put(file + ".txt", text));
    return named;
  }

  private static void write(Path golden, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = golden.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
