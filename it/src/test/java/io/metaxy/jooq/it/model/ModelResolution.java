package io.metaxy.jooq.it.model;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolveFilters;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.SampleHash;
import io.metaxy.jooq.resolve.SqlResolution;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.merge.MergeResolution;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.table.PlanTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** An engine of the library. */
public record ModelResolution(Engine engine) implements ModelEngine {

  /** Every eighth case runs statements even if the counts predict an empty result. */
  private static final int THOROUGH = 8;

  @Override
  public String name() {
    return engine.toString();
  }

  @Override
  public boolean serves(DatabaseFixture fixture, ModelCase given) {
    HashAlgorithm algorithm = HashAlgorithm.of(given.algorithm());
    return engine == Engine.MERGE
        || (fixture.hashes(algorithm) && given.seed() % fixture.modelStatements() == 0);
  }

  @Override
  public Outcome resolve(ModelStage stage) {
    DSLContext dsl = stage.dsl();
    ModelCase given = stage.given();
    Resolution resolution = resolution(stage);
    List<String> newSamples = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    boolean ordered = given.seed() % 2 == 0;
    boolean carried = given.seed() % 3 == 0;
    EnumSet<Status> pending = EnumSet.of(Status.NEW, Status.STALE);
    for (ResolvedRow row : all(resolution.samples(dsl, pending, carried, ordered))) {
      List<String> samples = row.status() == Status.NEW ? newSamples : stale;
      samples.add(Outcome.sample(row.ids(), row.sampleHash()));
    }
    ResolvedCounts counts =
        resolution.counts(dsl, new HashForm(HashAlgorithm.of(given.algorithm()), 8));
    boolean thorough = given.seed() % THOROUGH == 0;
    List<String> orphaned =
        counts.orphaned() > 0 || thorough
            ? orphaned(all(resolution.orphaned(dsl)), given.plan())
            : List.of();
    List<BrokenInput> broken =
        counts.broken() > 0 || thorough ? all(resolution.broken(dsl)) : List.of();
    List<String> brokenIds = broken.stream().map(BrokenInput::ids).map(Outcome::ids).toList();
    return new Outcome(newSamples, stale, orphaned, brokenIds, counts);
  }

  /** Reports children by their parent, once. */
  private static List<String> orphaned(List<Record> rows, FeaturePlan plan) {
    Function<Record, String> ids =
        row -> Outcome.ids(plan.inputIdColumns().stream().map(row::get).toList());
    List<String> orphaned = rows.stream().map(ids).toList();
    return plan.expands() ? orphaned.stream().distinct().toList() : orphaned;
  }

  private static <T> List<T> all(RowCursor<T> cursor) {
    try (cursor) {
      List<T> rows = new ArrayList<>();
      for (T row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
      return rows;
    }
  }

  private Resolution resolution(ModelStage stage) {
    DSLContext dsl = stage.dsl();
    ModelCase given = stage.given();
    FeatureDialect dialect = Dialects.of(dsl.dialect());
    HashAlgorithm algorithm = HashAlgorithm.of(given.algorithm());
    if (dialect.functions().hashes(algorithm)) {
      dsl.connection(connection -> dialect.functions().install(connection, algorithm));
    }
    FeaturePlan target = given.plan();
    ModelRequest asked = given.request();
    Map<FeatureKey, List<Condition>> conditions = new HashMap<>();
    asked
        .where()
        .forEach((k, test) -> conditions.put(k, List.of(test.on(table(given.graph().plan(k))))));
    ResolveRequest request =
        ResolveRequest.of(
            source(stage, target),
            target.deps().stream().map(dep -> source(stage, dep.upstream())).toList(),
            new SampleHash(algorithm, given.hashLength()),
            ResolveFilters.of(conditions, asked.everywhere()),
            asked.staleIf() == null ? null : asked.staleIf().on(table(target)),
            !asked.skipComparison());
    request.checkFilters();
    return engine == Engine.SQL ? new SqlResolution(request) : new MergeResolution(request);
  }

  private static PlanTable table(FeaturePlan plan) {
    return new PlanTable(plan);
  }

  private static FeatureSource source(ModelStage stage, FeaturePlan plan) {
    return new FeatureSource(
        plan, table(plan), null, stage.live(plan), Dialects.of(stage.dsl().dialect()), false);
  }
}
