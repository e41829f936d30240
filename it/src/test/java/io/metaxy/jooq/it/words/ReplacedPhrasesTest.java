package io.metaxy.jooq.it.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phrases that were replaced by plain English do not come back. */
class ReplacedPhrasesTest {

  private static final Path TOP = Path.of("..");
  private static final Path CONTRIBUTING = TOP.resolve("CONTRIBUTING.md");

  @TempDir Path directory;

  private String contributing;
  private ReplacedPhrases phrases;

  @BeforeEach
  void readPhrases() throws IOException {
    contributing = SourceFiles.text(CONTRIBUTING);
    phrases = ReplacedPhrases.of(contributing);
  }

  @Test
  void noPageOrScriptContainsOne() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : pagesAndScripts()) {
      String text = ReplacedPhrases.withoutTables(SourceFiles.text(file));
      found.addAll(phrases.inText(TOP.relativize(file).toString(), text));
    }
    assertEquals("", String.join("\n", found));
  }

  private static List<Path> pagesAndScripts() throws IOException {
    List<Path> files = new ArrayList<>(SourceFiles.in(TOP.resolve("docs"), ".md"));
    for (String page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "pom.xml")) {
      files.add(TOP.resolve(page));
    }
    files.addAll(SourceFiles.in(TOP.resolve(".ci"), ""));
    for (Path module : SourceFiles.modules(TOP)) {
      files.add(module.resolve("pom.xml"));
      files.addAll(SourceFiles.in(module.resolve("src/bench"), ""));
      files.addAll(SourceFiles.in(module.resolve("src/interop"), ""));
    }
    assertTrue(files.size() > 20, "files found: " + files.size());
    return files;
  }

  @Test
  void noMainSourceContainsOne() throws IOException {
    List<Path> files = SourceFiles.mainSources(TOP);
    assertTrue(files.size() > 200, "files found: " + files.size());
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      found.addAll(phrases.inJava(TOP.relativize(file).toString(), SourceFiles.text(file)));
    }
    assertEquals("", String.join("\n", found));
  }

  @Test
  void noCommentOfATestContainsOne() throws IOException {
    List<Path> files = SourceFiles.testSources(TOP);
    assertTrue(files.size() > 200, "files found: " + files.size());
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      found.addAll(phrases.inComments(TOP.relativize(file).toString(), SourceFiles.text(file)));
    }
    assertEquals("", String.join("\n", found));
  }

  @Test
  void theListIsReadFromContributing() {
    assertTrue(phrases.size() > 30, "phrases found: " + phrases.size());
    assertEquals(List.of(), phrases.inText("page", ReplacedPhrases.withoutTables(contributing)));
    assertTrue(phrases.inText("page", contributing).size() >= phrases.size());
  }

  @Test
  void windowsLineEndsMakeNoDifference() {
    String windows = contributing.lines().reduce("", (text, line) -> text + line + "\r\n");

    assertEquals(phrases.size(), ReplacedPhrases.of(windows).size());
    assertEquals(List.of(), phrases.inText("page", ReplacedPhrases.withoutTables(windows)));
    assertEquals(
        List.of("page:2 says \"without leave\"; write without permission"),
        phrases.inText("page", "Written\r\nwithout\r\nleave.\r\n"));
  }

  @Test
  void aFileThatIsNotUtf8AndAModuleWithoutSourcesAreRead() throws IOException {
    Path module = Files.createDirectories(directory.resolve("module"));
    Files.createFile(module.resolve("pom.xml"));
    Path file = directory.resolve("page.md");
    Files.write(file, "caf\u00E9, mended".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(List.of(), SourceFiles.mainSources(directory));
    assertEquals(
        List.of("page.md:1 says \"mended\"; write fix, correct"),
        phrases.inText("page.md", SourceFiles.text(file)));
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
  void aPhraseWithMarkupIsFound() {
    assertEquals(
        List.of(
            "page.md:1 says \"without leave\"; write without permission",
            "page.md:2 says \"without leave\"; write without permission",
            "page.md:3 says \"without leave\"; write without permission",
            "page.md:6 says \"without leave\"; write without permission",
            "page.md:6 says \"without leave\"; write without permission"),
        phrases.inText(
            "page.md",
            """
            *without* leave
            `without`  `leave`
            <b>without</b>
            > leave
            without_leave
            {@code without} leave, __without leave__
            """));
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
        List.of("is to", "be", '"', "anew", "once\\nmore");
        """;
    assertEquals(
        List.of(
            "A.java:6 says \"Without leave\"; write without permission",
            "A.java:8 says \"without leave\"; write without permission",
            "A.java:2 says \"passed over\"; write skip",
            "A.java:3 says \"in silence\"; write silently",
            "A.java:9 says \"made of\"; write made from, built from, computed from",
            "A.java:12 says \"once more\"; write again",
            "A.java:12 says \"anew\"; write again",
            "A.java:9 says \"is to be\"; write must be, or the verb"),
        phrases.inJava("A.java", source));
    assertEquals(
        List.of(
            "A.java:6 says \"Without leave\"; write without permission",
            "A.java:2 says \"passed over\"; write skip",
            "A.java:3 says \"in silence\"; write silently"),
        phrases.inComments("A.java", source));
  }

  @Test
  void aStoredTextKeepsItsWords() {
    String head = "-- Written by metaxy-jooq; once a database has run it, change it no more.";

    assertEquals(List.of(), phrases.inText("V1.sql", head));
    assertEquals(1, phrases.inText("V1.sql", "Change it no more.").size());
  }
}
