package io.metaxy.jooq.context;

import io.metaxy.jooq.graph.FeatureGraph;
import org.jspecify.annotations.Nullable;

/** Creates the tables that the database of a store lacks. */
@FunctionalInterface
public interface MissingTables {

  /**
   * Creates all missing tables of features that are not external, on a connection without a
   * transaction of the caller. Other threads and programs may create the same tables meanwhile.
   *
   * @param graph the features, with the table names of the store
   * @param schema the schema of the tables, or null for the connection's schema
   * @throws io.metaxy.jooq.exception.StoreException if a table cannot be created
   */
  void create(FeatureGraph graph, @Nullable String schema);
}
