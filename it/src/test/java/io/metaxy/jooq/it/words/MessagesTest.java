package io.metaxy.jooq.it.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages that {@link Messages} prints. */
class MessagesTest {

  @TempDir Path directory;

  @Test
  void textsOfMoreThanOneWordAreFound() throws IOException {
    Path file = directory.resolve("A.java");
    Files.writeString(
        file,
        """
        class A {
          static final String REMEDY = "; correct the name";
          static final String SQL = "select " + "1 from t";
          void a(String name, boolean odd) {
            throw new IllegalStateException(
                "Cannot read "
                    + name
                    + (odd ? ", which is odd" : "")
                    + ": "
                    + (name.length() + 1)
                    + REMEDY);
          }
          void b(Problem problem) {
            LOG.warn("took {} ms", 1);
            getLog().info(String.join("", "the " + "end"));
            log(problem == null ? "no problem" : "one problem");
            add(new Problem("bad-key", "lower case text"));
            add("Invalid %s (must be a name)".formatted(1));
            add("Cannot rename " + String.join(" or ", "the new name") + " twice");
            render("alter table " + name + " add \\"a\\"", "{0} is null", "double precision");
            write("return " + name + ";", "[^\\\\s]+ .*", "word", " and ");
          }
        }
        """);

    assertEquals(
        List.of(
            "A.java:2: ; correct the name",
            "A.java:6: Cannot read {name}[, which is odd|]: {…}{REMEDY}",
            "A.java:14: took {} ms",
            "A.java:15: the end",
            "A.java:16: no problem",
            "A.java:16: one problem",
            "A.java:17: lower case text",
            "A.java:18: Invalid %s (must be a name)",
            "A.java:19: Cannot rename {…} twice",
            "A.java:19: the new name"),
        Messages.in(directory, List.of(file)));
  }

  @Test
  void theModulesHaveHundreds() throws IOException {
    Path top = Path.of("..").toRealPath();

    List<String> messages = Messages.in(top, SourceFiles.mainSources(top));

    assertTrue(messages.size() > 600, "messages found: " + messages.size());
    assertTrue(messages.stream().allMatch(m -> m.matches("[\\w/.-]+\\.java:\\d+: .+")));
  }
}
