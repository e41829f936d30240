package io.metaxy.jooq.it.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds tests that name a database. A test should query the fixture instead, so that it works for a
 * new database, or have the database in its name, like {@code PostgresStandbyTest}.
 */
final class NamedDatabases {

  /** Matches what is not code: text blocks, strings, characters and comments. */
  private static final Pattern PROSE =
      Pattern.compile(
          "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|/\\*.*?\\*/|//[^\n]*",
          Pattern.DOTALL);

  private static final Pattern NAMES = names();

  private NamedDatabases() {}

  /** Matches the constants of databases and the fixtures, however they are imported. */
  private static Pattern names() {
    TreeSet<String> names = new TreeSet<>();
    for (DatabaseFixture fixture : Fixtures.every()) {
      names.add("SQLDialect\\." + fixture.dialect().family().name());
      names.add("MigrationDatabase\\." + fixture.migrations().name());
      names.add(fixture.getClass().getSimpleName());
      names.add(fixture.name());
    }
    return Pattern.compile(
        names.stream().collect(Collectors.joining("|", "(?<!\\w)(?:", ")(?!\\w)")));
  }

  /** Returns one message for each line of a source that names a database. */
  static List<String> in(Path file, String source) {
    String name = file.getFileName().toString();
    if (bearsName(name)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    List<String> lines = code(source).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher named = NAMES.matcher(lines.get(i));
      while (named.find()) {
        found.add(
            name
                + ":"
                + (i + 1)
                + " names "
                + named.group()
                + "; query the fixture instead, or name the test after the database");
      }
    }
    return found;
  }

  /** Returns the same lines without comments and literals. */
  private static String code(String source) {
    return PROSE
        .matcher(source)
        .replaceAll(
            prose -> "\n".repeat((int) prose.group().chars().filter(c -> c == '\n').count()));
  }

  private static boolean bearsName(String file) {
    return Fixtures.every().stream()
        .map(fixture -> fixture.getClass().getSimpleName().replace("Fixture", ""))
        .anyMatch(file::startsWith);
  }
}
