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
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int from = page.indexOf("<!-- " + name + " -->") + 2;
    int to = from;
    while (to < page.size() && page.get(to).startsWith("|")) {
      to++;
    }
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      page.subList(from, to).clear();
      page.addAll(from, lines);
      Files.write(PAGE, page);
    } else {
      assertEquals(lines, page.subList(from, to));
    }
  }
}
