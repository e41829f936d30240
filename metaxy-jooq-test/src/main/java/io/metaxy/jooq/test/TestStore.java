package io.metaxy.jooq.test;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.project.TableCreator;
import io.metaxy.jooq.project.TableCreator.Creation;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.store.MetadataStore;
import java.util.Map;
import java.util.ServiceLoader;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The store of one test.
 *
 * @param store a store whose tables exist
 * @param dsl a DSLContext that finds the same tables without a schema
 * @param connections the connections of both
 */
record TestStore(MetadataStore store, DSLContext dsl, TestConnections connections)
    implements AutoCloseable {

  /**
   * Creates the tables of a graph in an empty database, which is removed if that fails.
   *
   * @throws StoreException if a table cannot be created
   */
  static TestStore open(
      TestDatabase database, FeatureGraph graph, HashAlgorithm algorithm, MetaxyConfig config) {
    TestConnections connections = new TestConnections(database);
    try {
      DSLContext dsl = DSL.using(connections, database.dialect());
      create(dsl, graph, config);
      MetadataStore store = MetadataStore.of(dsl, graph).withHashAlgorithm(algorithm);
      return new TestStore(database.in(store), dsl, connections);
    } catch (RuntimeException | Error e) {
      try {
        connections.close();
      } catch (RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static void create(DSLContext dsl, FeatureGraph graph, MetaxyConfig config) {
    FeatureGraph all = graph.with(externals(graph));
    Map<FeatureKey, Creation> creations = creator().of(all, Dialects.of(dsl.dialect()), config);
    for (FeaturePlan plan : all.plans()) {
      Creation creation = creations.get(plan.key());
      if (creation != null) {
        create(dsl, plan, creation);
      }
    }
  }

  /** External features with columns, as if they were not external. */
  private static FeatureDefinition[] externals(FeatureGraph graph) {
    return graph.plans().stream()
        .map(FeaturePlan::definition)
        .filter(definition -> definition.external() && !definition.columns().isEmpty())
        .map(
            definition ->
                new FeatureDefinition(
                    definition.spec(),
                    definition.columns(),
                    definition.schema(),
                    definition.project(),
                    definition.featureClass(),
                    false,
                    null,
                    definition.settings()))
        .toArray(FeatureDefinition[]::new);
  }

  private static TableCreator creator() {
    return ServiceLoader.load(TableCreator.class, TableCreator.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException(
                    "Cannot create the tables of a test: the library of migrations is missing; add"
                        + " io.metaxy.jooq:metaxy-jooq-migration to the test dependencies"));
  }

  private static void create(DSLContext dsl, FeaturePlan plan, Creation creation) {
    try {
      for (String statement : creation.statements()) {
        Attempts.run(dsl.dialect(), () -> run(dsl, creation, statement));
      }
    } catch (DataAccessException e) {
      throw new StoreException(
          "Cannot create table "
              + plan.tableName()
              + " of feature "
              + plan.key()
              + " for a test: the database says: "
              + TestConnections.reason(dsl.dialect(), e)
              + "; grant the user the right to create tables, or provide the DataSource of another"
              + " database",
          e);
    }
  }

  /** In a transaction of its own, so that it can be repeated. */
  private static void run(DSLContext dsl, Creation creation, String statement) {
    dsl.transaction(
        transaction ->
            transaction.dsl().connection(connection -> creation.run(connection, null, statement)));
  }

  /**
   * Removes the database.
   *
   * @throws StoreException if it cannot be removed
   */
  @Override
  public void close() {
    connections.close();
  }
}
