package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.SchemaReader;
import io.metaxy.jooq.migration.database.ScratchDatabase;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.project.SafeErrors;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of a Flyway folder on an embedded database and reads the tables they make. */
final class Replay {

  /** The shortest prefix, so that it makes no name too long. */
  private static final String SHORTEST_PREFIX = "_";

  private static final Pattern SCRIPT =
      Pattern.compile("(?:Migration|[Ss]cript) (\\S+)| in \\S*?([^/\\s]+) at line");

  private static final Pattern LINE = Pattern.compile("(?m)^Line *: (\\d+)| at line (\\d+)");
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?m)^Message *: (.+?)(?:; SQL statement:)?$|(No value provided for placeholder: \\S+?)\\.\\s");

  private Replay() {}

  /** Replays scripts with nothing recorded. */
  public static SchemaState replay(
      List<Path> locations,
      MigrationDatabase database,
      FlywaySettings settings,
      SchemaState expected,
      @Nullable String scratch,
      ClassLoader loader) {
    return replay(locations, database, settings, expected, SchemaState.EMPTY, scratch, loader)
        .tables();
  }

  /**
   * What the scripts make.
   *
   * @param tables the tables of features
   * @param dependents what other scripts have built on them
   */
  record Result(SchemaState tables, Dependents dependents) {}

  /**
   * The tables that the scripts make in an empty database.
   *
   * @param locations the folders of one history
   * @param recorded the features of tables whose comments do not name one
   * @param scratch the URL of an empty database to run them on, which is cleaned afterwards; null
   *     for an embedded one
   * @param loader loads the drivers and the embedded servers
   * @throws MigrationException when a script fails, or no database is available
   */
  static Result replay(
      List<Path> locations,
      MigrationDatabase database,
      FlywaySettings settings,
      SchemaState expected,
      SchemaState recorded,
      @Nullable String scratch,
      ClassLoader loader) {
    String placeholder = TableState.PLACEHOLDER;
    boolean prefixed =
        expected.tables().stream().anyMatch(t -> t.name().startsWith(TableState.PREFIX));
    String prefix =
        settings.placeholders().getOrDefault(placeholder, prefixed ? SHORTEST_PREFIX : "");
    Map<String, String> placeholders = new HashMap<>(settings.placeholders());
    placeholders.put(placeholder, prefix);
    try (ScratchDatabase empty = ScratchDatabase.of(database, scratch, loader)) {
      empty.refuseContent(settings.schemas());
      Flyway flyway = flyway(database, locations, settings, placeholders, empty.url(), loader);
      try {
        flyway.migrate();
        Databases.of(database).use(empty.connection(), settings.schema().orElse(null));
        return new Result(
            SchemaReader.read(empty.connection(), database, prefix, expected, recorded),
            Dependents.read(empty.connection(), database, prefix));
      } catch (FlywayException e) {
        throw failed(database, hidden(empty.url(), settings), e);
      } catch (SQLException e) {
        UnaryOperator<String> hide = hidden(empty.url(), settings);
        throw new MigrationException(
            "Cannot read the tables that the scripts create on "
                + database
                + ": "
                + hide.apply(String.valueOf(e.getMessage()))
                + "; correct Flyway's defaultSchema",
            SafeErrors.without(hide, e));
      } finally {
        if (empty.isGiven()) {
          flyway.clean();
        }
      }
    }
  }

  private static Flyway flyway(
      MigrationDatabase database,
      List<Path> locations,
      FlywaySettings settings,
      Map<String, String> placeholders,
      String url,
      ClassLoader loader) {
    FluentConfiguration configuration =
        settings
            .configure(loader, locations)
            .placeholders(placeholders)
            .dataSource(url, null, null)
            .cleanDisabled(false);
    Databases.of(database).configure(configuration, loader);
    return configuration.load();
  }

  /** Hides the secrets of the database, and those of placeholders, which the scripts contain. */
  private static UnaryOperator<String> hidden(String url, FlywaySettings settings) {
    LiveDatabase live = LiveDatabase.at(url, null, null);
    KnownSecrets placeholders = KnownSecrets.of(settings.placeholders());
    KnownSecrets others = KnownSecrets.of(settings.others());
    return text -> others.hide(placeholders.hide(live.withoutSecrets(text)));
  }

  /** {@code Cannot run script V2__x.sql on H2, line 3: Table "A" not found; correct the scripts} */
  private static MigrationException failed(
      MigrationDatabase database, UnaryOperator<String> hide, FlywayException failure) {
    String text = hide.apply(String.valueOf(failure.getMessage()));
    String script = first(SCRIPT, text).map(s -> "script " + s).orElse("the scripts");
    String line = first(LINE, text).map(l -> ", line " + l).orElse("");
    String reason = first(MESSAGE, text).orElse(text.lines().findFirst().orElse("no reason given"));
    return new MigrationException(
        "Cannot run " + script + " on " + database + line + ": " + reason + "; correct the scripts",
        SafeErrors.without(hide, failure));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group(matcher.group(1) == null ? 2 : 1))
        : Optional.empty();
  }
}
