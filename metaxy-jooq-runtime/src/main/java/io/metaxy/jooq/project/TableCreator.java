package io.metaxy.jooq.project;

import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the same tables as the first script of a migration would, by fewer statements where the
 * database can. A service, which {@code metaxy-jooq-migration} provides.
 */
public interface TableCreator {

  /** Creates the table of one feature. */
  interface Creation {

    /** The statements in their order: the first creates the table, others its indexes and so on. */
    List<String> statements();

    /** Whether the database commits each statement, so that a rollback does not undo them. */
    boolean commitsEach();

    /**
     * Runs a statement in the transaction of the connection, which then has its own schema again.
     *
     * @param schema the schema of the table; null for the connection's
     * @throws SQLException if the statement fails, as the first does if the table exists
     */
    void run(Connection connection, @Nullable String schema, String statement) throws SQLException;
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
