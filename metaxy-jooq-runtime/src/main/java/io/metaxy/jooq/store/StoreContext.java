package io.metaxy.jooq.store;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.Session;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.PlanTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a store.
 *
 * @param dsl the database
 * @param graph the features
 * @param live the live tables of the database
 * @param instants the clock of writes
 * @param settings the user's settings
 */
record StoreContext(
    DSLContext dsl, FeatureGraph graph, LiveTables live, Instants instants, Settings settings) {

  /**
   * The user's settings of a store.
   *
   * @param chunkRows the number of rows per transaction of a streamed write
   * @param materializationId the id of the run, for the rows that it writes, or null
   * @param algorithm how samples are hashed
   * @param engine the engine, or null to choose it by database and algorithm
   * @param schema the schema of the tables, or null for the connection's schema
   */
  record Settings(
      int chunkRows,
      @Nullable String materializationId,
      HashAlgorithm algorithm,
      @Nullable Engine engine,
      @Nullable String schema) {

    Settings withChunkRows(int rows) {
      return new Settings(rows, materializationId, algorithm, engine, schema);
    }

    Settings withMaterializationId(String id) {
      return new Settings(chunkRows, id, algorithm, engine, schema);
    }

    Settings withAlgorithm(HashAlgorithm other) {
      return new Settings(chunkRows, materializationId, other, engine, schema);
    }

    Settings withEngine(Engine other) {
      return new Settings(chunkRows, materializationId, algorithm, other, schema);
    }

    Settings withSchema(String other) {
      return new Settings(chunkRows, materializationId, algorithm, engine, other);
    }
  }

  int chunkRows() {
    return settings.chunkRows();
  }

  @Nullable String materializationId() {
    return settings.materializationId();
  }

  HashAlgorithm algorithm() {
    return settings.algorithm();
  }

  @Nullable Engine engine() {
    return settings.engine();
  }

  @Nullable String schema() {
    return settings.schema();
  }

  FeatureDialect dialect() {
    return Dialects.of(dsl.dialect());
  }

  int hashLength() {
    return graph.options().hashTruncationLength();
  }

  StoreContext in(DSLContext other) {
    return new StoreContext(other, graph, live, instants, settings);
  }

  /**
   * The plan of a table's feature.
   *
   * @throws IllegalArgumentException if the graph does not have it, or its class names a schema
   */
  FeaturePlan plan(FeatureTable<?> table) {
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

  /** The checked table of a feature. */
  FeatureSource source(FeaturePlan plan, Table<?> table) {
    LiveTable found = live.look(dsl, plan, schema());
    return new FeatureSource(plan, table, schema(), found, dialect(), false);
  }

  /** The checked table of an upstream. */
  FeatureSource upstream(FeaturePlan plan) {
    return source(plan, new PlanTable(plan));
  }

  /** Runs statements on a feature's table and its upstreams'; a failure becomes one sentence. */
  <T> T sql(Operation operation, FeaturePlan plan, Supplier<T> work) {
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
      throw live.reason(dsl, involved(plan), schema(), e);
    }
  }

  /** A value that cannot be read is not an error of the database. */
  private static <T> T readable(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      UnreadableValueException cause = e.getCause(UnreadableValueException.class);
      throw cause == null ? e : cause;
    }
  }

  /** Runs work in the current transaction, or in a new one if there is none. */
  void transaction(Consumer<DSLContext> work) {
    boolean own = dsl.connectionResult(connection -> connection.getAutoCommit());
    boolean begins =
        switch (dialect().capabilities().transactions()) {
          case NONE -> false;
          case FLAT -> own;
          case SAVEPOINTS -> true;
        };
    if (begins) {
      dsl.transaction(trx -> inSession(trx.dsl(), own, work));
    } else {
      work.accept(dsl);
    }
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
  static List<FeaturePlan> involved(FeaturePlan plan) {
    List<FeaturePlan> plans = new ArrayList<>(List.of(plan));
    plan.deps().forEach(dep -> plans.add(dep.upstream()));
    return plans;
  }

  String projectVersion(FeaturePlan plan) {
    return graph.projectVersion(plan.definition().project());
  }
}
