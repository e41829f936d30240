package io.metaxy.jooq.project;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the same tables as the first script of a migration would. A service, which {@code
 * metaxy-jooq-migration} provides.
 */
public interface TableCreator {

  /** Creates the table of one feature. */
  @FunctionalInterface
  interface Creation {

    /**
     * Runs the statements in the transaction of the connection, if the database has transactions
     * for them. The connection then has its own schema again.
     *
     * @param schema the schema of the table; null for the connection's
     * @throws SQLException if a statement fails, as it does if the table exists
     */
    void on(Connection connection, @Nullable String schema) throws SQLException;
  }

  /**
   * The creation of each table whose feature is not external.
   *
   * @param graph the features, with the names of their tables; see {@link FeaturePlan#tableName}
   * @param config says which keys and indexes the tables have
   * @throws io.metaxy.jooq.spec.SpecException when the database cannot have one of them
   */
  Map<FeatureKey, Creation> of(FeatureGraph graph, FeatureDialect dialect, MetaxyConfig config);
}
