package io.metaxy.jooq.context;

import io.metaxy.jooq.dialect.Capabilities.Transactions;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.Session;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.row.Instants;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.OpenResults;
import io.metaxy.jooq.sql.StatementConfiguration;
import io.metaxy.jooq.sql.TransactionOwner;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.NoTransactionProvider;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a store.
 *
 * @param caller the database, as the caller configures it
 * @param dsl the database, as the store's own statements use it
 * @param graph the features
 * @param live the live tables of the database
 * @param openResults the results that are being read
 * @param instants the clock of writes
 * @param settings the user's settings
 */
public record StoreContext(
    DSLContext caller,
    DSLContext dsl,
    FeatureGraph graph,
    LiveTables live,
    OpenResults openResults,
    Instants instants,
    Settings settings) {

  public static StoreContext of(DSLContext caller, FeatureGraph graph, Settings settings) {
    return new StoreContext(
        caller,
        StatementConfiguration.of(caller),
        graph,
        new LiveTables(),
        new OpenResults(),
        new Instants(Clock.systemUTC()),
        settings);
  }

  /**
   * The user's settings of a store.
   *
   * @param chunkRows the number of rows per transaction of a streamed write
   * @param materializationId the id of the run, for the rows that it writes, or null
   * @param algorithm how samples are hashed
   * @param engine the engine, or null to choose it by database and algorithm
   * @param schema the schema of the tables, or null for the connection's schema
   * @param readOnly whether writes and deletes are refused
   * @param description what the store says that it is, or null
   * @param missing creates missing tables, or null if nothing does
   */
  public record Settings(
      int chunkRows,
      @Nullable String materializationId,
      HashAlgorithm algorithm,
      @Nullable Engine engine,
      @Nullable String schema,
      boolean readOnly,
      @Nullable String description,
      @Nullable MissingTables missing) {

    public Settings withChunkRows(int rows) {
      return new Settings(
          rows, materializationId, algorithm, engine, schema, readOnly, description, missing);
    }

    public Settings withMaterializationId(String id) {
      return new Settings(chunkRows, id, algorithm, engine, schema, readOnly, description, missing);
    }

    public Settings withAlgorithm(HashAlgorithm other) {
      return new Settings(
          chunkRows, materializationId, other, engine, schema, readOnly, description, missing);
    }

    public Settings withEngine(Engine other) {
      return new Settings(
          chunkRows, materializationId, algorithm, other, schema, readOnly, description, missing);
    }

    public Settings withSchema(String other) {
      return new Settings(
          chunkRows, materializationId, algorithm, engine, other, readOnly, description, missing);
    }

    public Settings asReadOnly() {
      return new Settings(
          chunkRows, materializationId, algorithm, engine, schema, true, description, missing);
    }

    public Settings withDescription(String other) {
      return new Settings(
          chunkRows, materializationId, algorithm, engine, schema, readOnly, other, missing);
    }

    public Settings withMissingTables(MissingTables other) {
      return new Settings(
          chunkRows, materializationId, algorithm, engine, schema, readOnly, description, other);
    }
  }

  public int chunkRows() {
    return settings.chunkRows();
  }

  public @Nullable String materializationId() {
    return settings.materializationId();
  }

  public HashAlgorithm algorithm() {
    return settings.algorithm();
  }

  public @Nullable Engine engine() {
    return settings.engine();
  }

  public @Nullable String schema() {
    return settings.schema();
  }

  public FeatureDialect dialect() {
    return Dialects.of(dsl.dialect());
  }

  public int hashLength() {
    return graph.options().hashTruncationLength();
  }

  public StoreContext in(DSLContext other) {
    return new StoreContext(
        other, StatementConfiguration.of(other), graph, live, openResults, instants, settings);
  }

  public StoreContext with(Instants other) {
    return new StoreContext(caller, dsl, graph, live, openResults, other, settings);
  }

  public StoreContext with(FeatureGraph other) {
    return new StoreContext(caller, dsl, other, live, openResults, instants, settings);
  }

  public StoreContext with(Settings other) {
    return new StoreContext(caller, dsl, graph, live, openResults, instants, other);
  }

  /**
   * The plan of a table's feature.
   *
   * @throws IllegalArgumentException if the graph does not have it, or its class names a schema
   */
  public FeaturePlan plan(FeatureTable<?> table) {
    Schema named = table.getSchema();
    if (named != null && !named.getName().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use the class of table "
              + named.getName()
              + "."
              + table.getName()
              + ", which names a schema; generate it with <outputSchemaToDefault>, and set the"
              + " schema with store.withSchema(\""
              + named.getName()
              + "\")");
    }
    return graph.plan(table.featureKey());
  }

  /**
   * Refuses to change the rows of a feature in a store that is only read.
   *
   * @throws StoreException if the store is read-only
   */
  public void checkWritable(Operation operation, FeaturePlan plan) {
    if (settings.readOnly()) {
      throw new StoreException(
          "Cannot "
              + operation.verb()
              + " "
              + plan.key()
              + ": the store is read-only; write with the store from which readOnly() made this one");
    }
  }

  /** The checked table of a feature, as it was last inspected. */
  public FeatureSource source(FeaturePlan plan, Table<?> table) {
    return source(plan, table, live.look(dsl, plan, schema(), missing(plan)));
  }

  /** The table of a feature as it was last inspected; null if it was not, or has to be again. */
  public @Nullable LiveTable known(FeaturePlan plan) {
    return live.known(plan, schema());
  }

  /**
   * The same, inspected again if its columns have changed since: others may change a table at any
   * time, and a database converts what is written or read in the form of an earlier type.
   *
   * @param trx the connection that uses the table, in its transaction
   */
  public FeatureSource sourceNow(DSLContext trx, FeaturePlan plan, Table<?> table) {
    return source(plan, table, live.lookNow(trx, plan, schema(), missing(plan)));
  }

  /**
   * The same, inspected again in any case: others may have changed what the database does with its
   * columns, and values that a copy must have.
   */
  public FeatureSource sourceAgain(DSLContext trx, FeaturePlan plan, Table<?> table) {
    live.forget(plan, schema());
    return source(plan, table, live.look(trx, plan, schema(), missing(plan)));
  }

  /** Creates the missing tables of the graph; null if nothing creates that of the feature. */
  private LiveTables.@Nullable Creation missing(FeaturePlan plan) {
    MissingTables missing = settings.missing();
    if (missing == null || plan.definition().external()) {
      return null;
    }
    return new LiveTables.Creation(
        graph.plans().stream().filter(each -> !each.definition().external()).toList(),
        () -> {
          if (settings.readOnly()) {
            throw new StoreException(
                "Cannot create table "
                    + LiveTables.qualified(plan, schema())
                    + " of feature "
                    + plan.key()
                    + ": the store is read-only; use the feature once through the writable store"
                    + " first");
          }
          missing.create(graph, schema());
        });
  }

  private FeatureSource source(FeaturePlan plan, Table<?> table, LiveTable found) {
    return new FeatureSource(plan, table, schema(), found, dialect(), false);
  }

  /**
   * Runs statements on a feature's table, and its upstreams' to resolve; a failure becomes one
   * sentence.
   */
  public <T extends @Nullable Object> T sql(
      Operation operation, FeaturePlan plan, Supplier<T> work) {
    try {
      return new Guard(dialect()).sql(operation, plan.key().toString(), () -> readable(work));
    } catch (UnreadableValueException e) {
      throw new StoreException(
          "Cannot "
              + operation.verb()
              + " "
              + plan.key()
              + ": c"
              + String.valueOf(e.getMessage()).substring(1),
          e);
    } catch (StoreException e) {
      Optional<String> open = openResults.reason(e);
      throw open.isPresent()
          ? new StoreException(e.getMessage() + open.get(), e)
          : live.reason(
              dsl, operation == Operation.RESOLVE ? involved(plan) : List.of(plan), schema(), e);
    }
  }

  /** A value that cannot be read is not an error of the database. */
  private static <T extends @Nullable Object> T readable(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      UnreadableValueException cause = e.getCause(UnreadableValueException.class);
      throw cause == null ? e : cause;
    }
  }

  /** Whether work failed because of one of the rows that it writes. */
  public boolean isOfRow(RuntimeException failure) {
    SQLException error = Failures.cause(failure);
    return error == null
        ? failure instanceof InvalidRowException
        : dialect().failures().of(error).isOfRow();
  }

  /** Whether {@link #transaction} can be called again after it has failed. */
  public boolean survivesFailures() {
    return switch (dialect().capabilities().transactions()) {
      case NONE -> false;
      case FLAT -> dsl.connectionResult(this::owner) == TransactionOwner.STORE;
      case SAVEPOINTS -> true;
    };
  }

  /**
   * Runs work in the caller's transaction, as a part that can fail on its own if the database has
   * savepoints; otherwise in a new one.
   *
   * @throws StoreException if a transaction may be the caller's, so that it must not be committed
   */
  public void transaction(Consumer<DSLContext> work) {
    Transactions kind = dialect().capabilities().transactions();
    if (kind == Transactions.NONE) {
      work.accept(dsl);
      return;
    }
    Configuration configuration = dsl.configuration();
    TransactionOwner owner = dsl.connectionResult(this::owner);
    switch (owner) {
      case STORE -> begin(true, work);
      case CALLER -> {
        if (kind == Transactions.SAVEPOINTS && TransactionOwner.hasProvider(configuration)) {
          begin(false, work);
        } else {
          dsl.connection(connection -> join(connection, work));
        }
      }
      case UNKNOWN -> throw mayBeCallers(configuration.connectionProvider());
    }
  }

  /**
   * Runs work as {@link #transaction} does, and rolls it back: a new transaction, or, with
   * savepoints, its part of the caller's.
   *
   * @throws DataAccessException if it cannot be rolled back
   */
  public void undone(Consumer<DSLContext> work) {
    Undo undo = new Undo();
    boolean[] done = {false};
    try {
      transaction(
          dsl -> {
            work.accept(dsl);
            done[0] = true;
            throw undo;
          });
    } catch (RuntimeException e) {
      if (!done[0]) {
        throw e;
      }
    }
    for (Throwable notRolledBack : undo.getSuppressed()) {
      throw new DataAccessException(
          "Cannot roll back a transaction: " + notRolledBack.getMessage(), notRolledBack);
    }
  }

  /** Ends a transaction, so that it is rolled back. */
  private static final class Undo extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undo() {
      super(null, null, true, false);
    }
  }

  private TransactionOwner owner(Connection connection) throws SQLException {
    TransactionOwner owner = TransactionOwner.of(dsl.configuration(), connection);
    if (owner == TransactionOwner.STORE
        && dsl.configuration().connectionProvider() instanceof DefaultConnectionProvider
        && dialect().reading().isInTransaction(connection)) {
      throw new StoreException(
          "Cannot begin a transaction: the connection is already in one that an SQL statement"
              + " began, and a commit would end it; begin yours with setAutoCommit(false)");
    }
    return owner;
  }

  /**
   * Runs work in a transaction of the transaction provider. One that keeps transactions by thread
   * joins the thread's only in this form, and returns its connection to each DSLContext.
   *
   * @param own whether the transaction is the store's
   */
  private void begin(boolean own, Consumer<DSLContext> work) {
    if (dsl.configuration().transactionProvider() instanceof ThreadLocalTransactionProvider) {
      dsl.transaction(() -> inSession(dsl, own, work));
    } else {
      dsl.transaction(trx -> inSession(trx.dsl(), own, work));
    }
  }

  /** Runs work in the transaction of a connection, neither committing nor rolling it back. */
  private void join(Connection connection, Consumer<DSLContext> work) throws SQLException {
    DSLContext joined =
        DSL.using(
            dsl.configuration()
                .derive(new DefaultConnectionProvider(connection))
                .derive(new NoTransactionProvider()));
    if (dialect().capabilities().transactions() == Transactions.FLAT) {
      inSession(joined, false, work);
      return;
    }
    part(connection, () -> inSession(joined, false, work));
  }

  /** Runs work in a transaction, so that it can fail on its own. */
  public static void part(Connection connection, Runnable work) throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      try {
        connection.rollback(savepoint);
      } catch (SQLException | RuntimeException notRolledBack) {
        e.addSuppressed(notRolledBack);
      }
      throw e;
    }
    connection.releaseSavepoint(savepoint);
  }

  private static StoreException mayBeCallers(ConnectionProvider provider) {
    Object origin =
        provider instanceof DataSourceConnectionProvider source ? source.dataSource() : provider;
    return new StoreException(
        "Cannot begin a transaction: a connection of "
            + origin.getClass().getName()
            + " has auto-commit off, so it may be in a transaction that is not the store's; set a"
            + " TransactionProvider in the DSLContext's configuration, write in the transaction"
            + " with store.using(DSL.using(connection)), or provide connections with auto-commit"
            + " on");
  }

  @SuppressWarnings("try") // It is there to be closed.
  private void inSession(DSLContext trx, boolean own, Consumer<DSLContext> work) {
    trx.connection(
        connection -> {
          try (Session session = dialect().appender().session(connection, own)) {
            work.accept(trx);
          }
        });
  }

  /** A feature and its upstreams. */
  public static List<FeaturePlan> involved(FeaturePlan plan) {
    List<FeaturePlan> plans = new ArrayList<>(List.of(plan));
    plan.deps().forEach(dep -> plans.add(dep.upstream()));
    return plans;
  }

  /** What the store is, on one line without secrets. */
  public String description() {
    StringBuilder text = new StringBuilder();
    text.append(settings.description() == null ? dialect().name() : settings.description());
    if (schema() != null) {
      text.append(", schema ").append(schema());
    }
    if (!graph.options().tablePrefix().isEmpty()) {
      text.append(", table prefix ").append(graph.options().tablePrefix());
    }
    text.append(", hash algorithm ").append(algorithm().text());
    if (settings.readOnly()) {
      text.append(", read-only");
    }
    return text.toString();
  }

  public String projectVersion(FeaturePlan plan) {
    return graph.projectVersion(plan.definition().project());
  }
}
