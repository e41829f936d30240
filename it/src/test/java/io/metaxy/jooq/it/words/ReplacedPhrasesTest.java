package io.metaxy.jooq.it.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phrases that were replaced by plain English do not come back. */
class ReplacedPhrasesTest {

  private static final Path TOP = Path.of("..");
  private static final Path CONTRIBUTING = TOP.resolve("CONTRIBUTING.md");

  private String contributing;
  private ReplacedPhrases phrases;

  @BeforeEach
  void readPhrases() throws IOException {
    contributing = Files.readString(CONTRIBUTING);
    phrases = ReplacedPhrases.of(contributing);
  }

  @Test
  void noSourcePageOrScriptContainsOne() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      String name = TOP.relativize(file).toString();
      String text = Files.readString(file);
      found.addAll(
          name.endsWith(".java")
              ? phrases.inJava(name, text)
              : phrases.inText(name, ReplacedPhrases.withoutTables(text)));
    }
    assertEquals("", String.join("\n", found));
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(TOP.resolve("README.md"), CONTRIBUTING));
    add(files, TOP.resolve("docs"), ".md");
    add(files, TOP.resolve(".ci"), "");
    files.add(TOP.resolve("pom.xml"));
    for (Path module : SourceFiles.modules(TOP)) {
      files.add(module.resolve("pom.xml"));
      add(files, module.resolve("src/bench"), "");
      add(files, module.resolve("src/interop"), "");
    }
    files.addAll(SourceFiles.mainSources(TOP));
    assertTrue(files.size() > 200, "files found: " + files.size());
    return files;
  }

  private static void add(List<Path> files, Path directory, String suffix) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(suffix))
            .sorted()
            .forEach(files::add);
      }
    }
  }

  @Test
  void theListIsReadFromContributing() {
    assertTrue(phrases.size() > 30, "phrases found: " + phrases.size());
    assertEquals(List.of(), phrases.inText("page", ReplacedPhrases.withoutTables(contributing)));
    assertTrue(phrases.inText("page", contributing).size() >= phrases.size());
  }

  @Test
  void aPhraseInAPageOrScriptIsFound() {
    assertEquals(
        List.of(
            "page.md:2 says \"mend\"; write fix, correct",
            "page.md:3 says \"passed over\"; write skip",
            "page.md:1 says \"Without a word\"; write silently"),
        phrases.inText("page.md", "Without a\nword, mend\n# what was passed\n# over, amended"));
  }

  @Test
  void aPhraseInACommentOrLiteralIsFound() {
    String source =
        """
        /**
         * Samples are passed
         * over in silence.
         */
        String mend(int told) {
          // Without
          // leave.
          return "Cannot write \\"it\\" with"
              + "out leave; ma" + "de of " + told + "apart, is to"
              + " be";
        }
        List.of("is to", "be", '"', "anew");
        """;
    assertEquals(
        List.of(
            "A.java:6 says \"Without leave\"; write without permission",
            "A.java:2 says \"passed over\"; write skip",
            "A.java:3 says \"in silence\"; write silently",
            "A.java:12 says \"anew\"; write again",
            "A.java:9 says \"is to be\"; write must be, or the verb"),
        phrases.inJava("A.java", source));
  }

  @Test
  void aStoredTextKeepsItsWords() {
    String head = "-- Written by metaxy-jooq; once a database has run it, change it no more.";

    assertEquals(List.of(), phrases.inText("V1.sql", head));
    assertEquals(1, phrases.inText("V1.sql", "Change it no more.").size());
  }
}
