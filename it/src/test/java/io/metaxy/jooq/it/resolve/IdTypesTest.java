package io.metaxy.jooq.it.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.PlanStore;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * An id whose type differs from the upstream's is accepted by the build if every database finds it
 * again with each engine; it is refused if one does not.
 */
class IdTypesTest {

  private static final GraphOptions RESOLVABLE = new GraphOptions(8, true, "", true, true);

  /** Of one field with the text {@code default|__metaxy_initial__|clip.default|c}, by MD5. */
  private static final String PROVENANCE = "fb3c0ab1";

  private static final String UUID_TEXT = "00000000-0000-0001-0000-000000000002";

  /** The types of the upstream's id and the feature's, and a value in both types. */
  private record Pair(ColumnType upstream, ColumnType own, Object given, Object stored) {

    FeatureGraph graph() {
      return FeatureGraph.of(definitions());
    }

    List<FeatureDefinition> definitions() {
      return List.of(
          definition(FeatureSpec.of("clip"), upstream),
          definition(FeatureSpec.of("crop").dependsOn("clip"), own));
    }

    private static FeatureDefinition definition(FeatureSpecBuilder spec, ColumnType type) {
      return FeatureDefinition.of(
          spec.id("id").build(), List.of(ColumnSpec.of("id", type, false)), "ids", "Ids");
    }
  }

  private static final Pair NARROW =
      new Pair(ColumnType.INT64, ColumnType.INT32, 5_000_000_000L, 705_032_704);

  private static void assertNamesTheId(String says) {
    assertTrue(says.contains("its id is 5000000000"), says);
  }

  private static final List<Pair> ACCEPTED =
      List.of(
          new Pair(ColumnType.INT32, ColumnType.INT64, 7, 7L),
          new Pair(ColumnType.INT16, ColumnType.INT32, (short) 7, 7),
          new Pair(ColumnType.INT64, ColumnType.DECIMAL, 1L << 60, new BigDecimal(1L << 60)),
          new Pair(ColumnType.INT32, ColumnType.FLOAT64, 1 << 30, (double) (1 << 30)),
          new Pair(ColumnType.INT16, ColumnType.FLOAT32, (short) 7, 7f),
          new Pair(ColumnType.FLOAT32, ColumnType.FLOAT64, 0.1f, (double) 0.1f),
          new Pair(ColumnType.ENUM, ColumnType.STRING, "CALM", "CALM"),
          new Pair(ColumnType.STRING, ColumnType.ENUM, "CALM", "CALM"),
          new Pair(
              ColumnType.INSTANT,
              ColumnType.OFFSET_DATE_TIME,
              Instant.EPOCH,
              OffsetDateTime.parse("1970-01-01T00:00:00Z")),
          new Pair(
              ColumnType.LOCAL_DATE,
              ColumnType.LOCAL_DATE_TIME,
              LocalDate.EPOCH,
              LocalDate.EPOCH.atStartOfDay()));

  private static final List<Pair> REFUSED =
      List.of(
          new Pair(ColumnType.STRING, ColumnType.UUID, UUID_TEXT, new UUID(1, 2)),
          new Pair(ColumnType.UUID, ColumnType.STRING, new UUID(1, 2), UUID_TEXT),
          new Pair(ColumnType.INT64, ColumnType.STRING, 7L, "7"),
          NARROW,
          new Pair(ColumnType.STRING, ColumnType.INT32, "7", 7),
          new Pair(ColumnType.BOOLEAN, ColumnType.INT8, true, (byte) 1),
          new Pair(
              ColumnType.LOCAL_DATE_TIME,
              ColumnType.LOCAL_DATE,
              LocalDate.EPOCH.atStartOfDay(),
              LocalDate.EPOCH),
          new Pair(
              ColumnType.INSTANT,
              ColumnType.LOCAL_DATE_TIME,
              Instant.EPOCH,
              LocalDateTime.parse("1970-01-01T00:00:00")),
          new Pair(ColumnType.FLOAT64, ColumnType.INT64, 0.1, 0L),
          new Pair(ColumnType.DECIMAL, ColumnType.INT64, new BigDecimal("0.1"), 0L),
          new Pair(ColumnType.FLOAT64, ColumnType.FLOAT32, 0.1, 0.1f),
          new Pair(ColumnType.DECIMAL, ColumnType.FLOAT32, new BigDecimal("0.1"), 0.1f),
          new Pair(ColumnType.FLOAT32, ColumnType.DECIMAL, 0.1f, new BigDecimal("0.1")));

  private static Map<String, Object> row(FeaturePlan plan, Object id, String hash) {
    Map<String, Object> row = new TreeMap<>();
    row.put("id", id);
    row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", hash));
    row.put(SystemColumns.PROVENANCE, hash);
    row.put(SystemColumns.DATA_VERSION_BY_FIELD, Map.of("default", hash));
    row.put(SystemColumns.DATA_VERSION, hash);
    row.put(SystemColumns.FEATURE_VERSION, plan.versions().feature());
    row.put(SystemColumns.PROJECT_VERSION, "unread");
    row.put(SystemColumns.CREATED_AT, Instant.EPOCH);
    row.put(SystemColumns.UPDATED_AT, Instant.EPOCH);
    return row;
  }

  /**
   * What is new, stale or orphaned after the sample was written, or the failures, of each pair on
   * every database with each engine.
   */
  private static Map<Pair, Set<String>> pending(List<Pair> pairs) throws Exception {
    Map<Pair, Set<String>> pending = new LinkedHashMap<>();
    for (DatabaseFixture fixture : Fixtures.quickest()) {
      try (TestDatabase database = fixture.open()) {
        for (Pair pair : pairs) {
          PlanStore store = new PlanStore(database, pair.graph(), HashAlgorithm.MD5);
          store.create();
          pending.computeIfAbsent(pair, p -> new TreeSet<>()).addAll(pending(store, pair));
          store.drop();
        }
      }
    }
    return pending;
  }

  private static Set<String> pending(PlanStore store, Pair pair) throws Exception {
    FeaturePlan clip = store.graph().plans().get(0);
    FeaturePlan crop = store.graph().plans().get(1);
    store.insert(clip, List.of(row(clip, pair.given(), "c")));
    store.insert(crop, List.of(row(crop, pair.stored(), PROVENANCE)));
    Set<String> pending = new TreeSet<>();
    for (Engine engine : Engine.values()) {
      pending.add(resolved(store, crop, engine));
    }
    return pending;
  }

  private static String resolved(PlanStore store, FeaturePlan crop, Engine engine) {
    try {
      return store.resolve(crop, engine).toString();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  @Test
  void thatEveryDatabaseComparesAreAccepted() throws Exception {
    Set<String> none = Set.of("{}");
    pending(ACCEPTED).forEach((pair, pending) -> assertEquals(none, pending, pair.toString()));
    for (Pair pair : ACCEPTED) {
      assertEquals(2, FeatureGraph.of(pair.definitions(), RESOLVABLE).plans().size());
    }
  }

  @Test
  void thatOneDoesNotCompareAreRefused() throws Exception {
    Set<String> none = Set.of("{}");
    pending(REFUSED).forEach((pair, pending) -> assertNotEquals(none, pending, pair.toString()));
    pending(List.of(NARROW)).get(NARROW).forEach(IdTypesTest::assertNamesTheId);
    for (Pair pair : REFUSED) {
      SpecException refused =
          assertThrows(SpecException.class, () -> FeatureGraph.of(pair.definitions(), RESOLVABLE));
      assertEquals(List.of("id-type"), refused.problems().stream().map(Problem::code).toList());
    }
  }
}
