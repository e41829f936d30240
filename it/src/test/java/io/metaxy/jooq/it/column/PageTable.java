package io.metaxy.jooq.it.column;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of the page of columns, between a comment that names it and the next blank line. */
final class PageTable {

  private static final Path PAGE = Path.of("../docs/columns.md");

  private final String name;
  private final List<String> lines = new ArrayList<>();

  PageTable(String name, String first, List<String> others) {
    this.name = name;
    row(first, others);
    lines.add("|" + " --- |".repeat(1 + others.size()));
  }

  void row(String first, List<String> others) {
    lines.add(
        others.stream()
            .map(cell -> " | " + cell)
            .collect(Collectors.joining("", "|" + (first.isEmpty() ? "" : " " + first), " |")));
  }

  /** Asserts that the page has the table, or writes it with {@code -Dmetaxy.golden=write}. */
  void assertOnPage() throws IOException {
    assertOnPage("", "");
  }

  /**
   * Does the same, but a cell of the page may have one text where the table has another.
   *
   * @param less the text of the page
   * @param more the text of the table
   */
  void assertOnPage(String less, String more) throws IOException {
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int from = page.indexOf("<!-- " + name + " -->") + 2;
    int to = from;
    while (to < page.size() && page.get(to).startsWith("|")) {
      to++;
    }
    List<String> shown = page.subList(from, to);
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      shown.clear();
      page.addAll(from, lines);
      Files.write(PAGE, page);
      return;
    }
    assertEquals(lines.size(), shown.size());
    for (int i = 0; i < lines.size(); i++) {
      String[] ours = lines.get(i).split("\\|", -1);
      String[] theirs = shown.get(i).split("\\|", -1);
      for (int cell = 0; cell < Math.min(ours.length, theirs.length); cell++) {
        if (theirs[cell].strip().equals(less) && ours[cell].strip().equals(more)) {
          ours[cell] = theirs[cell];
        }
      }
      assertEquals(String.join("|", theirs), String.join("|", ours));
    }
  }
}
