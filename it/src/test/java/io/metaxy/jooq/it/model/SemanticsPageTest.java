package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.example.db.Tables.RECORDING;
import static io.metaxy.jooq.example.db.Tables.RECORDING_CROP;
import static io.metaxy.jooq.example.speech.db.Tables.CORRECTION;
import static io.metaxy.jooq.example.speech.db.Tables.SPEAKER_VOICE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_TEXT;
import static io.metaxy.jooq.example.speech.db.Tables.UTTERANCE_WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.speech.db.Features;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.model.ExampleLines.Example;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Computes the worked examples of {@code docs/semantics.md} on every database with each engine. Run
 * with {@code -Dmetaxy.golden=write} to rewrite them.
 */
class SemanticsPageTest extends ByEveryEngine {

  /** Eight or more hexadecimal digits, at least one of them decimal. */
  private static final Pattern HASH = Pattern.compile("\\b(?=[a-f]*[0-9])[0-9a-f]{8,}\\b");

  private static final int SECTIONS = 13;

  /** A citation such as {@code docs/semantics.md} 6 and 7, in Javadoc without line breaks. */
  private static final Pattern CITATION =
      Pattern.compile("docs/semantics\\.md} (\\d+(?:(?:, | and | to )\\d+)*)");

  private static final Pattern SYSTEM_COLUMN = Pattern.compile("`(metaxy_\\w+)`");

  SemanticsPageTest() {
    super(
        Features.GRAPH,
        RECORDING,
        RECORDING_CROP,
        UTTERANCE,
        CORRECTION,
        UTTERANCE_TEXT,
        SPEAKER_VOICE,
        UTTERANCE_WORD);
  }

  private Map<String, Example> examples() {
    Map<String, Example> examples = new TreeMap<>(DefinitionExamples.all());
    examples.putAll(new SampleExamples(this).all());
    return examples;
  }

  static List<String> names() throws IOException {
    return List.copyOf(SemanticsPage.read().examples().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void anExampleIsWhatIsComputed(String name) throws Exception {
    SemanticsPage page = SemanticsPage.read();
    Example example = examples().get(name);
    assertNotNull(example, "Cannot check an example that is not computed; add it to the examples");
    String computed = example.lines().toString();
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      page.write(name, computed);
    } else {
      assertEquals(computed, page.examples().get(name));
    }
  }

  @Test
  void everyExampleIsComputedAndShown() throws IOException {
    assertEquals(examples().keySet(), new TreeSet<>(names()));
  }

  @Test
  void noValueIsShownOutsideOfAnExample() throws IOException {
    String prose = SemanticsPage.read().prose();
    assertEquals(List.of(), HASH.matcher(prose).results().map(MatchResult::group).toList());
    assertEquals(-1, prose.indexOf("```"), prose);
  }

  @Test
  void theSectionsAreNumberedAsTheyAreCited() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    Pattern.compile("(?m)^## (\\d+)\\. ")
        .matcher(SemanticsPage.read().prose())
        .results()
        .forEach(heading -> numbers.add(Integer.valueOf(heading.group(1))));
    assertEquals(IntStream.rangeClosed(1, SECTIONS).boxed().toList(), numbers);
  }

  @Test
  void everyCitationNamesASection() throws IOException {
    List<String> wrong = new ArrayList<>();
    int cited = 0;
    for (Path file : sources()) {
      String text = Files.readString(file).replaceAll("\\s+(\\* )?", " ");
      for (MatchResult citation : CITATION.matcher(text).results().toList()) {
        for (String number : citation.group(1).split("\\D+", -1)) {
          cited++;
          if (Integer.parseInt(number) < 1 || Integer.parseInt(number) > SECTIONS) {
            wrong.add(file + ": " + citation.group());
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(cited > SECTIONS, "citations found: " + cited);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "{metaxy-,it}*")) {
      for (Path module : modules) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  @Test
  void theSystemColumnsAreThoseOfTheCode() throws IOException {
    List<String> columns = new ArrayList<>();
    SemanticsPage.read()
        .section(4)
        .lines()
        .filter(line -> line.startsWith("| `metaxy_"))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .flatMap(cell -> SYSTEM_COLUMN.matcher(cell).results())
        .forEach(column -> columns.add(column.group(1)));
    assertEquals(SystemColumns.ALL, columns);
  }
}
