package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pages show tested code: each Java block is either a complete file, which CI extracts and runs, or
 * a region of a test or of the example, which a test runs. Their links lead somewhere.
 */
class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("(<!-- file: (\\S+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile("// region \\w+\n(.*?)// endregion", Pattern.DOTALL);

  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)\\s#]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING =
      Pattern.compile("<a id=\"([^\"]+)\"|^#+ (.+)$", Pattern.MULTILINE);

  private static final Pattern MODULE = Pattern.compile("open module .*", Pattern.DOTALL);

  @Test
  void theReadmeShowsFiles() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    assertEquals(List.of(), shown(readme));
    assertEquals(3, BLOCK.matcher(readme).results().filter(b -> b.group(2) != null).count());
  }

  @Test
  void thePageAboutResolvingShowsRegions() throws IOException {
    List<String> regions = new ArrayList<>();
    regions.addAll(regions(Path.of("src/test/java/io/metaxy/jooq/it/store/DslTest.java")));
    regions.addAll(regions(Path.of("src/main/java/io/metaxy/jooq/example/Speech.java")));

    assertEquals(regions, shown(Files.readString(Path.of("../docs/resolving.md"))));
  }

  @Test
  void thePageAboutPipelinesShowsRegionsToo() throws IOException {
    List<String> shown = shown(Files.readString(Path.of("../docs/pipelines.md")));

    assertEquals(
        regions(Path.of("src/test/java/io/metaxy/jooq/it/story/PipelinesTest.java")),
        shown.stream().filter(code -> !MODULE.matcher(code).matches()).toList());
  }

  @Test
  void thePageAboutTestingShowsRegionsToo() throws IOException {
    List<String> regions = new ArrayList<>();
    regions.addAll(
        regions(Path.of("src/test/java/io/metaxy/jooq/it/testing/TestingPageTest.java")));
    regions.addAll(
        regions(Path.of("src/test/java/io/metaxy/jooq/it/testing/MetaxyExtensionTest.java")));

    assertEquals(regions, shown(Files.readString(Path.of("../docs/testing.md"))));
  }

  @Test
  void thePageAboutTheConfigurationShowsRegionsToo() throws IOException {
    List<String> regions = new ArrayList<>();
    regions.addAll(regions(Path.of("src/test/java/io/metaxy/jooq/it/project/LoadingTest.java")));
    regions.addAll(
        regions(Path.of("src/test/java/io/metaxy/jooq/it/project/StoresByNameTest.java")));

    assertEquals(regions, shown(Files.readString(Path.of("../docs/configuration.md"))));
  }

  @Test
  void everyLinkLeadsToAFileAndASection() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")));
    try (Stream<Path> files = Files.list(Path.of("../docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target)
            || (link.group(2) != null && !sections(target).contains(link.group(2)))) {
          broken.add(page.getFileName() + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  /** The names of the sections of a page, as GitHub makes them from its headings. */
  private static Set<String> sections(Path page) throws IOException {
    Set<String> sections = new HashSet<>();
    Matcher heading = HEADING.matcher(Files.readString(page));
    while (heading.find()) {
      sections.add(
          heading.group(1) != null
              ? heading.group(1)
              : heading
                  .group(2)
                  .toLowerCase(Locale.ROOT)
                  .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                  .replace(' ', '-'));
    }
    return sections;
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
