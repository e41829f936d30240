package io.metaxy.jooq.it.column;

import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.features.Footage;
import io.metaxy.jooq.it.features.FootageCut;
import io.metaxy.jooq.it.features.FootageGrid;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.DatabaseDiff;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of footage as the first scripts of our migrations create them. */
public final class MigratedTables {

  /** A column in {@code create table}: a name in quotes, and a type. */
  private static final Pattern COLUMN =
      Pattern.compile("(?m)^  [\"`](\\w+)[\"`] (.+?)( constraint .* check .*)?(?: not null)?,?$");

  private MigratedTables() {}

  /** Returns the difference between features and no scripts. */
  private static DatabaseDiff diff(DatabaseFixture fixture, Class<?>... features) {
    return Migrations.of(
            MigrationOptions.builder(
                    Map.of(
                        "metaxy.features",
                        Stream.of(features).map(Class::getName).collect(Collectors.joining(","))))
                .basedir(Path.of("target/without-scripts"))
                .databases(fixture.migrations())
                .build())
        .diff()
        .databases()
        .get(0);
  }

  private static List<String> statements(DatabaseDiff diff) {
    return diff.plan().scripts().stream()
        .flatMap(script -> script.statements().stream())
        .map(statement -> statement.sql())
        .toList();
  }

  /** Creates the tables of footage and of its cuts. */
  public static void create(TestDatabase database) {
    create(database, Footage.class, FootageCut.class);
  }

  /** Creates the tables of features. */
  public static void create(TestDatabase database, Class<?>... features) {
    List<String> statements = statements(diff(database.fixture(), features));
    database
        .dsl()
        .connection(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                  statement.execute(sql);
                }
              }
            });
  }

  /** Returns the types of all columns by name, in Markdown, without those that are rejected. */
  public static Map<String, String> types(DatabaseFixture fixture) {
    Map<String, String> types = new HashMap<>();
    Stream.of(diff(fixture, Footage.class), diff(fixture, Footage.class, FootageGrid.class))
        .flatMap(diff -> statements(diff).stream())
        .flatMap(sql -> COLUMN.matcher(sql).results())
        .forEach(
            column ->
                types.put(
                    column.group(1),
                    "`"
                        + column.group(2)
                        + "`"
                        + (column.group(3) == null ? "" : " with a check")));
    return types;
  }

  /** Returns why migrations reject the lists of lists. */
  public static List<String> rejected(DatabaseFixture fixture) {
    return diff(fixture, Footage.class, FootageGrid.class).blocking().stream()
        .map(Problem::toString)
        .toList();
  }
}
