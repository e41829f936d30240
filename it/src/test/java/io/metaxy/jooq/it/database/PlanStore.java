package io.metaxy.jooq.it.database;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolveFilters;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.SampleHash;
import io.metaxy.jooq.resolve.SqlResolution;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.merge.MergeResolution;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.table.PlanTable;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Record;

/**
 * A store for features without generated classes, resolved with any engine, for tests of many
 * graphs.
 */
public final class PlanStore {

  private final TestDatabase database;
  private final FeatureGraph graph;
  private final HashAlgorithm algorithm;
  private final FeatureDialect dialect;
  private final Map<FeatureKey, LiveTable> tables = new HashMap<>();

  public PlanStore(TestDatabase database, FeatureGraph graph, HashAlgorithm algorithm) {
    this.database = database;
    this.graph = graph;
    this.algorithm = algorithm;
    this.dialect = Dialects.of(database.dsl().dialect());
  }

  public FeatureGraph graph() {
    return graph;
  }

  /** Returns whether the database supports an algorithm. */
  public boolean hashes(HashAlgorithm by) {
    return database.fixture().hashes(by);
  }

  public void create() throws Exception {
    for (FeaturePlan plan : graph.plans()) {
      database.execute(text(plan).create());
    }
    if (dialect.functions().hashes(algorithm)) {
      database.dsl().connection(connection -> dialect.functions().install(connection, algorithm));
    }
  }

  public void drop() throws SQLException {
    for (FeaturePlan plan : graph.plans()) {
      database.execute(text(plan).drop());
    }
  }

  private TableText text(FeaturePlan plan) {
    return database.text(database.fixture().form(), plan);
  }

  public void insert(FeaturePlan plan, List<Map<String, Object>> rows) throws SQLException {
    database.insert(database.fixture().form(), plan, rows);
  }

  private FeatureSource source(FeaturePlan plan) {
    LiveTable live = tables.computeIfAbsent(plan.key(), key -> live(plan));
    return new FeatureSource(plan, new PlanTable(plan), null, live, dialect, false);
  }

  private LiveTable live(FeaturePlan plan) {
    return database
        .dsl()
        .connectionResult(
            connection ->
                dialect.tables().table(dialect.types(), connection, null, plan.tableName()));
  }

  private Resolution resolution(FeaturePlan target, Engine engine) {
    ResolveRequest request =
        ResolveRequest.of(
            source(target),
            target.deps().stream().map(dep -> source(dep.upstream())).toList(),
            new SampleHash(algorithm, graph.options().hashTruncationLength()),
            ResolveFilters.NONE,
            null,
            true);
    return engine == Engine.SQL ? new SqlResolution(request) : new MergeResolution(request);
  }

  /**
   * Returns {@code [ids] provenance} of new and stale samples and {@code [ids]} of orphaned ones,
   * by status.
   */
  public Map<String, Set<String>> resolve(FeaturePlan target, Engine engine) {
    Resolution resolution = resolution(target, engine);
    Map<String, Set<String>> found = new HashMap<>();
    try (RowCursor<ResolvedRow> rows =
        resolution.samples(database.dsl(), EnumSet.of(Status.NEW, Status.STALE), false, false)) {
      for (ResolvedRow row = rows.next(); row != null; row = rows.next()) {
        found
            .computeIfAbsent(row.status().word(), s -> new TreeSet<>())
            .add(row.ids() + " " + row.sampleHash());
      }
    }
    try (RowCursor<Record> rows = resolution.orphaned(database.dsl())) {
      for (Record row = rows.next(); row != null; row = rows.next()) {
        Record orphan = row;
        found
            .computeIfAbsent("orphaned", s -> new TreeSet<>())
            .add(target.inputIdColumns().stream().map(orphan::get).toList().toString());
      }
    }
    return found;
  }
}
