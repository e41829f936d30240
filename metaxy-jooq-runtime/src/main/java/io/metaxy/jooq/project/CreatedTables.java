package io.metaxy.jooq.project;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.context.MissingTables;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.TableReading.SchemaAccess;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.project.TableCreator.Creation;
import io.metaxy.jooq.spec.FeatureKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.tools.JooqLogger;
import org.jspecify.annotations.Nullable;

/**
 * Creates the missing tables of a configured store, and warns of it. Programs that create the same
 * table at once all succeed: the one that is refused finds the table of the other. Where a database
 * commits each statement, only the program that has created a table creates its indexes and
 * comments, and an error says that they are missing. Thread-safe.
 */
final class CreatedTables implements MissingTables {

  private static final JooqLogger LOG = JooqLogger.getLogger(Metaxy.class);

  /** The service's artifact. */
  private static final String ARTIFACT = "io.metaxy.jooq:metaxy-jooq-migration";

  /** How often a table is tried that another program creates, with longer and longer pauses. */
  private static final int ATTEMPTS = 10;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final StoreConfig store;
  private final MetaxyConfig config;
  private final DSLContext dsl;

  /**
   * The missing tables of a store.
   *
   * @param dsl the connections of the store, which are not in a transaction
   */
  CreatedTables(StoreConfig store, MetaxyConfig config, DSLContext dsl) {
    this.store = store;
    this.config = config;
    this.dsl = dsl;
  }

  @Override
  public synchronized void create(FeatureGraph graph, @Nullable String schema) {
    FeatureDialect dialect = Dialects.of(dsl.dialect());
    Map<FeatureKey, Creation> creations = creator().of(graph, dialect, config);
    List<String> created = new ArrayList<>();
    try {
      dsl.connection(
          connection -> {
            checkAutoCommit(connection);
            checkSchema(connection, dialect, schema);
            for (FeaturePlan plan : graph.plans()) {
              Creation creation = creations.get(plan.key());
              if (creation != null && create(connection, dialect, schema, plan, creation)) {
                created.add(plan.tableName());
              }
            }
          });
    } finally {
      if (!created.isEmpty()) {
        LOG.warn(
            "The store "
                + store.name()
                + " has created the missing tables "
                + String.join(", ", created)
                + ", because "
                + Options.AUTO_CREATE_TABLES.name()
                + " is true; use migrations for tables whose rows must be kept when features change");
      }
    }
  }

  private TableCreator creator() {
    return find(Thread.currentThread().getContextClassLoader())
        .or(() -> find(TableCreator.class.getClassLoader()))
        .orElseThrow(
            () ->
                new StoreException(
                    "Cannot create the missing tables of the store "
                        + store.name()
                        + ": the library of migrations is missing; add "
                        + ARTIFACT
                        + " to the dependencies, or create the tables with migrations and set "
                        + Options.AUTO_CREATE_TABLES.name()
                        + " to false"));
  }

  private static Optional<TableCreator> find(@Nullable ClassLoader loader) {
    return ServiceLoader.load(TableCreator.class, loader).findFirst();
  }

  /** Some databases commit when a table is created. */
  private void checkAutoCommit(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new StoreException(
          "Cannot create the missing tables of the store "
              + store.name()
              + ": its connection has auto-commit off, so it may be in a transaction of the caller;"
              + " provide connections with auto-commit on, or create the tables with migrations");
    }
  }

  /** Before the first statement, because a database may put tables in another schema. */
  private void checkSchema(Connection connection, FeatureDialect dialect, @Nullable String schema)
      throws SQLException {
    if (schema == null) {
      return;
    }
    SchemaAccess access = dialect.tables().access(connection, schema);
    if (access != SchemaAccess.GRANTED) {
      throw new StoreException(
          "Cannot create the missing tables of the store "
              + store.name()
              + " in schema "
              + schema
              + ": "
              + (access == SchemaAccess.MISSING
                  ? "the schema does not exist; create it, or correct stores."
                      + store.name()
                      + ".config."
                      + Options.STORE_SCHEMA.name()
                  : "the user may not use it or create tables in it; grant the user usage and"
                      + " create on the schema, or create the tables with migrations"));
    }
  }

  /** Returns whether it has created the table; if not, the table exists. */
  private boolean create(
      Connection connection,
      FeatureDialect dialect,
      @Nullable String schema,
      FeaturePlan plan,
      Creation creation)
      throws SQLException {
    int done = 0;
    for (int attempt = 1; ; attempt++) {
      if (done == 0 && exists(connection, dialect, schema, plan)) {
        return false;
      }
      Stopped stopped = run(connection, schema, creation, done);
      if (stopped == null) {
        return true;
      }
      done = creation.commitsEach() ? stopped.at() : 0;
      // Only a table of which nothing has been committed here can be that of another program.
      if (done == 0 && exists(connection, dialect, schema, plan)) {
        return false;
      }
      if (attempt == ATTEMPTS || dialect.failures().of(stopped.error()).isLasting()) {
        throw failed(dialect, plan, creation, stopped, done > 0);
      }
      LockSupport.parkNanos(PAUSE * attempt);
    }
  }

  private static boolean exists(
      Connection connection, FeatureDialect dialect, @Nullable String schema, FeaturePlan plan)
      throws SQLException {
    return !dialect.tables().signature(connection, schema, plan.tableName()).isEmpty();
  }

  /**
   * A failure of a statement.
   *
   * @param at the index of the statement; the number of statements for the commit
   */
  private record Stopped(int at, SQLException error) {}

  /** Runs the statements from an index on, in one transaction; returns null if all succeed. */
  private static @Nullable Stopped run(
      Connection connection, @Nullable String schema, Creation creation, int from)
      throws SQLException {
    connection.setAutoCommit(false);
    int at = from;
    try {
      for (; at < creation.statements().size(); at++) {
        creation.run(connection, schema, creation.statements().get(at));
      }
      connection.commit();
      return null;
    } catch (SQLException e) {
      connection.rollback();
      return new Stopped(at, e);
    } catch (RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private StoreException failed(
      FeatureDialect dialect,
      FeaturePlan plan,
      Creation creation,
      Stopped stopped,
      boolean isIncomplete) {
    SQLException safe = SafeErrors.without(store::withoutSecrets, stopped.error());
    boolean isLater = stopped.at() > 0 && stopped.at() < creation.statements().size();
    return new StoreException(
        (isIncomplete ? "Cannot complete table " : "Cannot create table ")
            + plan.tableName()
            + " of feature "
            + plan.key()
            + " in the store "
            + store.name()
            + ": "
            + (isLater
                ? "the statement " + creation.statements().get(stopped.at()) + " fails, "
                : "")
            + "the database says: "
            + dialect.failures().reason(safe)
            + (isIncomplete
                ? "; remove the cause and drop the table, so that the store creates it again"
                : isLater
                    ? "; remove the cause, or create the tables with migrations"
                    : "; grant the user the right to create tables, or create them with"
                        + " migrations"),
        safe);
  }
}
