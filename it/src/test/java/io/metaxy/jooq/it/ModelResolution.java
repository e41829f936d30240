package io.metaxy.jooq.it;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.sql.BrokenInput;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.MergeResolution;
import io.metaxy.jooq.sql.Resolution;
import io.metaxy.jooq.sql.ResolveFilters;
import io.metaxy.jooq.sql.ResolveRequest;
import io.metaxy.jooq.sql.ResolvedCounts;
import io.metaxy.jooq.sql.ResolvedCursor;
import io.metaxy.jooq.sql.ResolvedRow;
import io.metaxy.jooq.sql.SqlResolution;
import io.metaxy.jooq.sql.Status;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.table.FeatureDialect;
import io.metaxy.jooq.table.LiveTable;
import io.metaxy.jooq.table.PlanTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** One of our engines, as the model judges it. */
record ModelResolution(Engine engine) implements ModelEngine {

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public boolean serves(Database kind, ModelCase given) {
    return engine == Engine.MERGE
        || FeatureDialect.of(kind.dialect()).hashes(HashAlgorithm.of(given.algorithm()));
  }

  @Override
  public Outcome resolve(DSLContext dsl, TableForm form, ModelCase given) {
    FeatureDialect dialect = FeatureDialect.of(dsl.dialect());
    HashAlgorithm algorithm = HashAlgorithm.of(given.algorithm());
    if (dialect.hashes(algorithm)) {
      dsl.connection(connection -> dialect.install(connection, algorithm));
    }
    ResolveRequest request = request(dsl, given, algorithm);
    return engine == Engine.SQL
        ? outcome(dsl, given, new SqlResolution(request, dialect))
        : outcome(dsl, given, new MergeResolution(request, dialect));
  }

  private static ResolveRequest request(DSLContext dsl, ModelCase given, HashAlgorithm algorithm) {
    FeaturePlan plan = given.plan();
    Map<FeatureKey, List<Condition>> where = new HashMap<>();
    given
        .request()
        .where()
        .forEach(
            (key, test) ->
                where.put(key, List.of(test.on(new PlanTable(given.graph().plan(key))))));
    ColumnTest staleIf = given.request().staleIf();
    return new ResolveRequest(
        source(dsl, plan),
        plan.deps().stream().map(dep -> source(dsl, dep.upstream())).toList(),
        algorithm,
        given.hashLength(),
        new ResolveFilters(where, given.request().everywhere()),
        staleIf == null ? null : staleIf.on(new PlanTable(plan)),
        !given.request().skipComparison());
  }

  private static FeatureSource source(DSLContext dsl, FeaturePlan plan) {
    LiveTable live = dsl.connectionResult(c -> LiveTable.read(c, null, plan.tableName()));
    return new FeatureSource(plan, new PlanTable(plan), null, live, false);
  }

  private static Outcome outcome(DSLContext dsl, ModelCase given, Resolution resolution) {
    Map<Status, List<String>> samples = new HashMap<>();
    boolean carried = given.seed() % 2 == 0;
    try (ResolvedCursor<ResolvedRow> rows =
        resolution.samples(dsl, EnumSet.of(Status.NEW, Status.STALE), carried, carried)) {
      for (ResolvedRow row = rows.next(); row != null; row = rows.next()) {
        samples
            .computeIfAbsent(row.status(), s -> new ArrayList<>())
            .add(Outcome.sample(row.ids(), row.sampleHash()));
      }
    }
    Set<String> orphaned = new TreeSet<>();
    List<String> ids = given.plan().inputIdColumns();
    try (ResolvedCursor<Record> rows = resolution.orphaned(dsl)) {
      for (Record row = rows.next(); row != null; row = rows.next()) {
        orphaned.add(Outcome.ids(ids.stream().<Object>map(row::get).toList()));
      }
    }
    List<String> broken = new ArrayList<>();
    try (ResolvedCursor<BrokenInput> rows = resolution.broken(dsl)) {
      for (BrokenInput row = rows.next(); row != null; row = rows.next()) {
        broken.add(Outcome.ids(row.ids()));
      }
    }
    ResolvedCounts counts = resolution.counts(dsl);
    Outcome found =
        new Outcome(
            samples.getOrDefault(Status.NEW, List.of()),
            samples.getOrDefault(Status.STALE, List.of()),
            List.copyOf(orphaned),
            broken,
            Math.toIntExact(counts.expected() - counts.broken()));
    return agreeing(found, counts);
  }

  /** What is listed is what is counted. */
  private static Outcome agreeing(Outcome found, ResolvedCounts counts) {
    ResolvedCounts listed =
        new ResolvedCounts(
            found.newSamples().size(),
            found.stale().size(),
            found.orphaned().size(),
            found.broken().size(),
            counts.expected());
    if (!listed.equals(counts)) {
      throw new IllegalStateException("Counted " + counts + ", listed " + listed);
    }
    return found;
  }
}
