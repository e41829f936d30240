package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.Extra;
import io.metaxy.jooq.migration.database.SchemaReader;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.resolve.HashedRows;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.PlanTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Reads the existing tables in each of the three ways. */
public final class TableSource {

  /** The attributes of a column that fill it in, where they are known. */
  private static final Pattern FILLED_BY = Pattern.compile("\\b(?:default|auto_increment)\\b");

  /** The kinds of {@link Extra} that fill in the column that they name. */
  private static final Set<String> FILLS =
      Set.of(
          "the default of column",
          "the identity of column",
          "the expression of column",
          "the domain of column");

  private final MigrationOptions options;
  private final String prefix;

  /**
   * Reads as the options say.
   *
   * @param prefix the prefix of live tables' names
   */
  TableSource(MigrationOptions options, String prefix) {
    this.options = options;
    this.prefix = prefix;
  }

  FlywaySettings flyway() {
    return options.flyway();
  }

  /**
   * The table prefixes of databases in which the scripts run: those that are known, of the live
   * database and of Flyway's settings.
   */
  List<String> prefixes(Target target) {
    List<String> prefixes = new ArrayList<>();
    if (isLive(target)) {
      prefixes.add(prefix);
    }
    Optional.ofNullable(options.flyway().placeholders().get(TableState.PLACEHOLDER))
        .ifPresent(prefixes::add);
    return prefixes;
  }

  /** The folders of a target's history, its own first. */
  public List<Path> folders(Target target) {
    List<Path> folders = new ArrayList<>();
    folders.add(target.folder());
    if (!target.system()) {
      for (String location : options.flyway().locations()) {
        String folder =
            location
                .replaceFirst("^filesystem:", "")
                .replace(MigrationOptions.DATABASE, target.database().folder());
        folders.add(options.basedir().resolve(folder));
      }
    }
    return folders;
  }

  /** The scripts of a target's history. */
  public ScriptFolder scripts(Target target) {
    List<Path> classes = JavaMigrations.beside(target, options.loader());
    return ScriptFolder.read(folders(target), classes, options.flyway());
  }

  /**
   * The tables that the scripts make.
   *
   * @param recorded the features of tables whose comments do not name one
   */
  public SchemaState replayed(Target target, SchemaState expected, SchemaState recorded) {
    return replay(target, expected, recorded).tables();
  }

  /** The same, with what other scripts have built on them. */
  Replay.Result replay(Target target, SchemaState expected, SchemaState recorded) {
    try {
      Replay.Result made =
          Replay.replay(
              folders(target),
              target.database(),
              options.flyway(),
              expected,
              recorded,
              options.connection().scratchUrl(),
              options.loader());
      return new Replay.Result(own(target, made.tables()), made.dependents());
    } catch (MigrationException e) {
      List<String> java = scripts(target).ofJava();
      throw java.isEmpty() || !(e.getCause() instanceof FlywayException)
          ? e
          : new MigrationException(
              e.getMessage()
                  + ", or, if they depend on the Java migration "
                  + String.join(", ", java)
                  + ", which is not run here, set metaxy.current to snapshot or database",
              e);
    }
  }

  /**
   * The tables of the live database.
   *
   * @param recorded the features of tables whose comments do not name one
   */
  public SchemaState live(Target target, SchemaState expected, SchemaState recorded) {
    return own(
        target, inLive(c -> SchemaReader.read(c, target.database(), prefix, expected, recorded)));
  }

  /** What others have built on the tables of the live database; nothing without its URL. */
  public Dependents dependents(Target target) {
    return isLive(target)
        ? inLive(connection -> Dependents.read(connection, target.database(), prefix))
        : Dependents.NONE;
  }

  /** What the live tables have that our scripts do not create. */
  List<Extra> extras(Target target) {
    return inLive(connection -> SchemaReader.extras(connection, target.database()));
  }

  /**
   * Whether the live database may fill in a column of a table if a statement gives no value: by a
   * default, an identity, an expression, the default of a domain, or a trigger.
   */
  public BiPredicate<TableState, ColumnState> filled(Target target) {
    List<Extra> extras = extras(target);
    return (table, column) ->
        column.generated() != null
            || (column.form() != null && FILLED_BY.matcher(column.form().attributes()).find())
            || extras.stream()
                .filter(extra -> extra.table().equals(live(table.name())))
                .anyMatch(
                    extra ->
                        extra.kind().equals("trigger")
                            || (FILLS.contains(extra.kind())
                                && extra.name().equals(column.name())));
  }

  /**
   * The algorithms that hashed some rows of a feature's live table; none if the table lacks a
   * column of the feature, or its rows cannot be read.
   *
   * @param length the number of characters kept of a hash
   */
  Set<HashAlgorithm> algorithms(FeaturePlan plan, int length) {
    return inLive(connection -> algorithms(connection, plan, length));
  }

  private Set<HashAlgorithm> algorithms(Connection connection, FeaturePlan plan, int length) {
    String schema = options.liveSchema().orElse(null);
    PlanTable table = new PlanTable(plan);
    try {
      DSLContext dsl = DSL.using(connection);
      FeatureDialect dialect = Dialects.of(dsl.dialect());
      LiveTable live =
          dialect.tables().table(dialect.types(), connection, schema, plan.tableName());
      boolean complete =
          Arrays.stream(table.fields())
              .allMatch(column -> live.columns().containsKey(column.getName()));
      return complete
          ? new HashedRows(new FeatureSource(plan, table, schema, live, dialect, false), length)
              .algorithms(dsl)
              .keySet()
          : Set.of();
    } catch (SQLException | DataAccessException e) {
      return Set.of();
    }
  }

  /** The name in the live database. */
  String live(String name) {
    return name.replace(TableState.PREFIX, prefix);
  }

  private <T> T inLive(Function<Connection, T> reads) {
    LiveDatabase live = options.connection();
    try (Connection connection = Connections.readOnly(live, options.loader())) {
      Databases.of(live).use(connection, options.liveSchema().orElse(null));
      return reads.apply(connection);
    } catch (SQLException | DataAccessException e) {
      throw live.failed(
          "Cannot read the tables of "
              + live.title()
              + ": "
              + live.withoutSecrets(String.valueOf(e.getMessage()))
              + "; grant the user the right to read its tables",
          e);
    }
  }

  /** The tables of one history: feature tables and system tables can share a schema. */
  private static SchemaState own(Target target, SchemaState all) {
    return new SchemaState(
        all.tables().stream().filter(t -> t.isSystem() == target.system()).toList());
  }

  /** Whether the options' URL leads to the target's database. */
  public boolean isLive(Target target) {
    LiveDatabase live = options.connection();
    return live.url() != null && Databases.of(live).database() == target.database();
  }

  /** All tables of both; those of the first where both have one. */
  public static SchemaState union(SchemaState first, SchemaState second) {
    Map<String, TableState> tables = new LinkedHashMap<>();
    second.tables().forEach(t -> tables.put(t.feature(), t));
    first.tables().forEach(t -> tables.put(t.feature(), t));
    return new SchemaState(List.copyOf(tables.values()));
  }
}
