package io.metaxy.jooq.migration.script;

import static java.util.Comparator.naturalOrder;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.Ownership;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Reads Flyway's history of a live database, once for the same folders; writes nothing. */
public final class FlywayHistory {

  private static final Pattern IF_NOT_EXISTS =
      Pattern.compile("create\\s+table\\s+if\\s+not\\s+exists\\s", Pattern.CASE_INSENSITIVE);

  private final MigrationOptions options;
  private final Target target;

  /** What Flyway says of the scripts in the folders, once it is read. */
  private final Map<List<Path>, MigrationInfo[]> read = new HashMap<>();

  public FlywayHistory(MigrationOptions options, Target target) {
    this.options = options;
    this.target = target;
  }

  /**
   * One sentence for each script that the database has not run in its current form, and about
   * tables that exist although the scripts that create them have not run.
   *
   * @param made the tables that the scripts make
   * @param live the tables of the database
   */
  public List<String> findings(
      List<Path> folders, ScriptFolder scripts, SchemaState made, SchemaState live) {
    MigrationInfo[] all = all(folders);
    List<String> findings = new ArrayList<>(elsewhere(all));
    if (!findings.isEmpty()) {
      return findings;
    }
    CreatedTables created = created(all, scripts, made, live);
    String remedy = created.baseline() == null ? "" : "; run once: " + baseline(created.baseline());
    created.sentences().forEach(sentence -> findings.add(sentence + remedy));
    for (MigrationInfo script : all) {
      String sentence = created.scripts().contains(file(script)) ? "" : sentence(script);
      if (!sentence.isEmpty()) {
        findings.add(sentence);
      }
    }
    return findings;
  }

  /**
   * Tables that exist although the scripts that create them have not run, as those that a store has
   * created itself.
   *
   * @param sentences about them; none if there are no such tables
   * @param scripts the names of their scripts
   * @param baseline the version with which Flyway skips these scripts; null if it must not, because
   *     a table is not what they make, or other scripts have such versions
   */
  record CreatedTables(
      List<String> sentences, Set<String> scripts, @Nullable ScriptVersion baseline) {}

  /** The tables of the database whose scripts have not run. */
  CreatedTables created(
      List<Path> folders, ScriptFolder scripts, SchemaState made, SchemaState live) {
    return created(all(folders), scripts, made, live);
  }

  private static CreatedTables created(
      MigrationInfo[] all, ScriptFolder scripts, SchemaState made, SchemaState live) {
    TableScripts byTable = TableScripts.of(scripts);
    Set<String> pending = pending(all);
    Map<TableState, Script> creators = new LinkedHashMap<>();
    Set<Script> theirs = new HashSet<>();
    for (TableState table : made.tables()) {
      Script creator = byTable.creator(table.name()).orElse(null);
      boolean isCreated =
          creator != null
              && pending.contains(creator.name())
              && live.table(table.feature()).filter(Ownership::isOurs).isPresent();
      if (isCreated) {
        creators.put(table, creator);
        theirs.addAll(byTable.of(table.name()));
      }
    }
    Optional<ScriptVersion> last = theirs.stream().map(Script::version).max(naturalOrder());
    boolean isSkipped =
        last.isPresent()
            && Stream.of(all).allMatch(script -> script.getInstalledOn() == null)
            && creators.keySet().stream().allMatch(table -> isAsMade(table, live))
            && theirs.stream().allMatch(script -> createsOnly(script, creators))
            && scripts.scripts().stream()
                .filter(script -> script.version().compareTo(last.get()) <= 0)
                .allMatch(theirs::contains);
    return isSkipped
        ? new CreatedTables(List.of(asMade(creators.keySet())), names(theirs), last.orElseThrow())
        : refused(creators);
  }

  /** Whether all tables that a script creates exist; it may be two scripts put into one. */
  private static boolean createsOnly(Script script, Map<TableState, Script> creators) {
    return TableStatements.of(script).created()
        == creators.values().stream().filter(script::equals).count();
  }

  private static boolean isAsMade(TableState table, SchemaState live) {
    SchemaDiff diff =
        Differ.between(
            new SchemaState(List.of(table)),
            new SchemaState(live.table(table.feature()).stream().toList()));
    return diff.problems().isEmpty() && diff.changes().isEmpty();
  }

  private static String asMade(Set<TableState> tables) {
    String names =
        tables.stream().map(table -> Names.plain(table.name())).collect(Collectors.joining(", "));
    return (tables.size() == 1
            ? "Table " + names + " already is what its scripts would create"
            : "Tables " + names + " already are what their scripts would create")
        + ", but Flyway's history lists no script, so Flyway migrate would fail";
  }

  /** A script that creates a table only if it does not exist can still run. */
  private static CreatedTables refused(Map<TableState, Script> creators) {
    List<String> sentences = new ArrayList<>();
    Set<Script> scripts = new HashSet<>();
    creators.forEach(
        (table, creator) -> {
          if (!IF_NOT_EXISTS.matcher(creator.text()).find()) {
            scripts.add(creator);
            sentences.add(
                "Table "
                    + Names.plain(table.name())
                    + " exists, but script "
                    + creator.name()
                    + ", which creates it, has not run; drop the table if its rows need not be kept,"
                    + " then run Flyway migrate");
          }
        });
    return new CreatedTables(sentences, names(scripts), null);
  }

  private static Set<String> names(Set<Script> scripts) {
    return scripts.stream().map(Script::name).collect(Collectors.toSet());
  }

  /** The command by which the database skips all scripts up to a version. */
  String baseline(ScriptVersion version) {
    LiveDatabase live = options.connection();
    return "flyway baseline -url="
        + quoted(UrlSecrets.withoutSecrets(Objects.requireNonNull(live.url())))
        + (live.user() == null ? "" : " -user=" + live.user())
        + (target.system()
            ? " -table=" + MigrationOptions.SYSTEM_HISTORY
            : options.flyway().table().map(name -> " -table=" + name).orElse(""))
        + options.liveSchema().map(schema -> " -defaultSchema=" + schema).orElse("")
        + " -baselineVersion="
        + version.text();
  }

  /** Quotes a URL that has characters special to a shell. */
  private static String quoted(String url) {
    return url.matches(".*[?&;].*") ? "'" + url + "'" : url;
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
          pending = pending == null ? pending(all(folders)) : pending;
        } catch (MigrationException e) {
          return false;
        }
        return !pending.contains(script);
      }
    };
  }

  private static Set<String> pending(MigrationInfo[] all) {
    return Stream.of(all)
        .filter(script -> hasNotRun(script.getState()))
        .map(FlywayHistory::file)
        .collect(Collectors.toSet());
  }

  private static String file(MigrationInfo script) {
    return String.valueOf(Path.of(script.getScript()).getFileName());
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
    return read.computeIfAbsent(folders, this::info);
  }

  private MigrationInfo[] info(List<Path> folders) {
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
