package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Pages show tested code: each Java block is either a complete file, which CI extracts and runs, or
 * a region of a test or of the example, which a test runs.
 */
class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("(<!-- file: (\\S+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// region \\w+\n(.*?)// endregion", Pattern.DOTALL);

  private static final Pattern MODULE = Pattern.compile("open module .*", Pattern.DOTALL);

  @Test
  void everyJavaBlockIsAFileOrARegionOfATest() throws IOException {
    List<String> regions = new ArrayList<>();
    regions.addAll(regions(Path.of("src/test/java/io/metaxy/jooq/it/store/DslTest.java")));
    regions.addAll(regions(Path.of("src/main/java/io/metaxy/jooq/example/Speech.java")));
    String readme = Files.readString(Path.of("../README.md"));

    assertEquals(regions, shown(readme));
    assertEquals(3, BLOCK.matcher(readme).results().filter(b -> b.group(2) != null).count());
  }

  @Test
  void thePageAboutPipelinesShowsRegionsToo() throws IOException {
    List<String> shown = shown(Files.readString(Path.of("../docs/pipelines.md")));

    assertEquals(
        regions(Path.of("src/test/java/io/metaxy/jooq/it/story/PipelinesTest.java")),
        shown.stream().filter(code -> !MODULE.matcher(code).matches()).toList());
  }

  private static List<String> shown(String page) {
    return BLOCK
        .matcher(page)
        .results()
        .filter(block -> block.group(2) == null)
        .map(block -> block.group(3).strip())
        .toList();
  }

  private static List<String> regions(Path test) throws IOException {
    List<String> regions = new ArrayList<>();
    Matcher region = REGION.matcher(Files.readString(test));
    while (region.find()) {
      regions.add(region.group(1).strip());
    }
    assertTrue(!regions.isEmpty());
    return regions;
  }
}
