package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.database.Connections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads Flyway's history of a live database; writes nothing. */
public final class FlywayHistory {

  private final MigrationOptions options;
  private final Target target;

  public FlywayHistory(MigrationOptions options, Target target) {
    this.options = options;
    this.target = target;
  }

  /** One sentence for each script that the database has not run in its current form. */
  public List<String> findings(List<Path> folders) {
    MigrationInfo[] scripts = all(folders);
    List<String> findings = new ArrayList<>(elsewhere(scripts));
    if (!findings.isEmpty()) {
      return findings;
    }
    for (MigrationInfo script : scripts) {
      String sentence = sentence(script);
      if (!sentence.isEmpty()) {
        findings.add(sentence);
      }
    }
    return findings;
  }

  /** One sentence when the database has not run all scripts; empty when it has. */
  List<String> lacks(List<Path> folders) {
    MigrationInfo[] scripts = all(folders);
    for (String elsewhere : elsewhere(scripts)) {
      return List.of(
          "Cannot use " + options.connection().title() + " as the current state: " + elsewhere);
    }
    for (MigrationInfo script : scripts) {
      if (hasNotRun(script.getState()) && script.isVersioned() && !script.getType().isBaseline()) {
        return List.of(
            "Cannot use "
                + options.connection().title()
                + " as the current state: "
                + sentence(script));
      }
    }
    return List.of();
  }

  /** Whether the database has a history at all. */
  boolean exists(List<Path> folders) {
    for (MigrationInfo script : all(folders)) {
      if (script.getInstalledOn() != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the database has run a script, by its name. The history is read when a script is first
   * tested; if it cannot be read, no script has run.
   */
  public Predicate<String> hasRun(List<Path> folders) {
    return new Predicate<>() {
      private @Nullable Set<String> pending;

      @Override
      public boolean test(String script) {
        try {
          pending = pending == null ? pending(folders) : pending;
        } catch (MigrationException e) {
          return false;
        }
        return !pending.contains(script);
      }
    };
  }

  private Set<String> pending(List<Path> folders) {
    return Stream.of(all(folders))
        .filter(script -> hasNotRun(script.getState()))
        .map(script -> String.valueOf(Path.of(script.getScript()).getFileName()))
        .collect(Collectors.toSet());
  }

  private static boolean hasNotRun(MigrationState state) {
    return state == MigrationState.PENDING
        || state == MigrationState.ABOVE_TARGET
        || state == MigrationState.IGNORED
        || state.isFailed();
  }

  private static String sentence(MigrationInfo script) {
    return switch (script.getState()) {
      case PENDING, ABOVE_TARGET, AVAILABLE ->
          "Script " + name(script) + " has not run; run Flyway migrate";
      case IGNORED ->
          "Script "
              + name(script)
              + " is out of order: the database has run a higher version; give it a version above"
              + " that";
      case MISSING_SUCCESS, FUTURE_SUCCESS ->
          script.getType() == CoreMigrationType.JDBC
              ? ""
              : "The database has run "
                  + name(script)
                  + ", which is not among the scripts; restore it from version control";
      case FAILED, MISSING_FAILED, FUTURE_FAILED ->
          "Script " + name(script) + " failed; fix the database, then run Flyway repair";
      // A repeatable script may change; it is pending until it has run again.
      case OUTDATED, SUPERSEDED -> "";
      default ->
          script.isChecksumMatching()
              ? ""
              : "Script "
                  + name(script)
                  + " was changed after the database ran it; restore it from version control";
    };
  }

  private static String name(MigrationInfo script) {
    return script.getScript();
  }

  private MigrationInfo[] all(List<Path> folders) {
    LiveDatabase live = options.connection();
    // Flyway would create the file of a missing database.
    Connections.refuseMissing(live, options.loader());
    try {
      return flyway(live, folders).info().all();
    } catch (FlywayException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
      throw live.failed(
          "Cannot read Flyway's history of "
              + live.title()
              + ": "
              + live.withoutSecrets(reason)
              + "; grant the user the right to read it, or correct url, user and password",
          e);
    }
  }

  private Flyway flyway(LiveDatabase live, List<Path> folders) {
    FluentConfiguration configuration =
        options
            .flyway()
            .configureHistory(options.loader(), folders)
            .jdbcProperties(live.properties())
            .dataSource(live.url(), live.user(), live.password());
    options.liveSchema().ifPresent(configuration::defaultSchema);
    return configuration.table(table()).load();
  }

  /** The table of the history; that of the system tables has its own. */
  String table() {
    return target.system()
        ? MigrationOptions.SYSTEM_HISTORY
        : options.flyway().table().orElse(FlywaySettings.DEFAULT_TABLE);
  }

  /**
   * One sentence when the history has run none of our scripts, but another history has run some;
   * empty otherwise.
   */
  private List<String> elsewhere(MigrationInfo[] scripts) {
    if (target.system()
        || Stream.of(scripts)
            .anyMatch(s -> s.getInstalledOn() != null && s.getState().isResolved())) {
      return List.of();
    }
    Set<String> names = new TreeSet<>();
    Stream.of(scripts).map(MigrationInfo::getScript).forEach(names::add);
    List<String> others =
        HistoryTables.read(options, names).stream().filter(h -> !h.equals(table())).toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            "Flyway's history "
                + table()
                + " lists none of the scripts, but "
                + String.join(" and ", others)
                + (others.size() == 1 ? " does" : " do")
                + "; set Flyway's table to the right one");
  }
}
