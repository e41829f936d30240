package io.metaxy.jooq.it.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The random cases cover every situation sufficiently often. */
class RandomCasesTest {

  private static final int CASES = 600;

  private static Stream<ModelCase> cases() {
    return LongStream.range(0, CASES).mapToObj(RandomCases::of);
  }

  @Test
  void aSeedAlwaysGivesTheSameCase() {
    for (long seed = 0; seed < 50; seed++) {
      assertEquals(RandomCases.of(seed).toString(), RandomCases.of(seed).toString());
    }
  }

  @Test
  void everyDependencyIsRelatedByTheInputIds() {
    cases()
        .limit(500)
        .forEach(
            given -> {
              FeaturePlan plan = given.plan();
              Set<String> inputs = Set.copyOf(plan.inputIdColumns());
              assertTrue(plan.comparedColumns().containsAll(inputs), given::toString);
              for (DepPlan dep : plan.deps()) {
                assertEquals(inputs, Set.copyOf(dep.inputIdColumns()), given::toString);
              }
            });
  }

  @Test
  void everythingHappens() {
    Map<String, Integer> seen = new TreeMap<>();
    cases().forEach(given -> happenings(given).forEach(what -> seen.merge(what, 1, Integer::sum)));
    List<String> wanted =
        List.of(
            "new",
            "stale",
            "orphaned",
            "broken",
            "fresh",
            "several ids",
            "children",
            "children that move",
            "children without a parent",
            "ids of a part of the input",
            "Identity",
            "Aggregation",
            "Expansion",
            "Identity?",
            "Aggregation?",
            "Expansion?",
            "three upstreams",
            "filter",
            "select",
            "rename",
            "where",
            "everywhere",
            "stale if",
            "no comparison",
            "nullable columns",
            "tie",
            "deleted",
            "revived",
            "older version",
            "empty table",
            "null group",
            "id STRING",
            "id INT64",
            "id DECIMAL",
            "id UUID",
            "id LOCAL_DATE",
            "id BOOLEAN",
            "id OFFSET_DATE_TIME");
    for (String what : wanted) {
      int times = seen.getOrDefault(what, 0);
      assertTrue(times >= CASES / 100, () -> what + " happens " + times + " times: " + seen);
    }
  }

  private static Set<String> happenings(ModelCase given) {
    Set<String> seen = new HashSet<>();
    Outcome outcome = new NaiveModel(given).resolve();
    add(seen, "new", !outcome.newSamples().isEmpty());
    add(seen, "stale", !outcome.stale().isEmpty());
    add(seen, "orphaned", !outcome.orphaned().isEmpty());
    add(seen, "broken", !outcome.broken().isEmpty());
    int changed = outcome.newSamples().size() + outcome.stale().size();
    add(seen, "fresh", outcome.counts().expected() > changed);
    add(seen, "null group", outcome.broken().stream().anyMatch(ids -> ids.contains("null")));

    FeaturePlan plan = given.plan();
    add(seen, "several ids", plan.inputIdColumns().size() > 1);
    add(seen, "children", plan.expands());
    add(
        seen,
        "children without a parent",
        plan.movesBetweenInputs()
            && given.rows(plan.key()).stream()
                .anyMatch(
                    row -> plan.inputIdColumns().stream().anyMatch(id -> row.get(id) == null)));
    add(seen, "ids of a part of the input", plan.movesBetweenInputs() && !plan.expands());
    add(
        seen,
        "children that move",
        plan.movesBetweenInputs() && moves(given.rows(plan.key()), plan));
    add(seen, "three upstreams", plan.deps().size() == 3);
    for (DepPlan dep : plan.deps()) {
      String lineage = dep.lineage().getClass().getSimpleName();
      seen.add(lineage + (dep.optional() ? "?" : ""));
      add(seen, "filter", !dep.filters().isEmpty());
    }
    for (FeatureDep dep : plan.spec().deps()) {
      add(seen, "select", dep.select() != null);
      add(seen, "rename", dep.rename() != null);
    }
    for (ColumnSpec column : plan.definition().columns()) {
      add(seen, "id " + column.kind(), plan.idColumns().contains(column.name()));
    }
    ModelRequest request = given.request();
    add(seen, "where", !request.where().isEmpty());
    add(seen, "everywhere", !request.everywhere().isEmpty());
    add(seen, "stale if", request.staleIf() != null);
    add(seen, "no comparison", request.skipComparison());
    add(seen, "nullable columns", given.peerMade());
    given.graph().plans().forEach(feature -> rows(seen, given, feature));
    return seen;
  }

  /** Whether an id has rows of several inputs. */
  private static boolean moves(List<Map<String, Object>> rows, FeaturePlan plan) {
    Map<List<Object>, Set<List<Object>>> inputs = new HashMap<>();
    for (Map<String, Object> row : rows) {
      List<Object> ids = Values.key(plan.idColumns().stream().map(row::get).toList());
      List<Object> input = Values.key(plan.inputIdColumns().stream().map(row::get).toList());
      inputs.computeIfAbsent(ids, key -> new HashSet<>()).add(input);
    }
    return inputs.values().stream().anyMatch(all -> all.size() > 1);
  }

  private static void rows(Set<String> seen, ModelCase given, FeaturePlan plan) {
    List<Map<String, Object>> rows = given.rows(plan.key());
    add(seen, "empty table", rows.isEmpty());
    Set<List<Object>> instants = new HashSet<>();
    Set<List<Object>> deleted = new HashSet<>();
    for (Map<String, Object> row : rows) {
      List<Object> ids = Values.key(plan.idColumns().stream().map(row::get).toList());
      Object deletedAt = row.get(SystemColumns.DELETED_AT);
      Object instant = deletedAt == null ? row.get(SystemColumns.UPDATED_AT) : deletedAt;
      add(seen, "tie", !instants.add(List.of(ids, instant)));
      if (deletedAt != null) {
        seen.add("deleted");
        deleted.add(ids);
      }
      Object version = row.get(SystemColumns.FEATURE_VERSION);
      add(seen, "older version", !plan.versions().feature().equals(version));
    }
    for (Map<String, Object> row : rows) {
      List<Object> ids = Values.key(plan.idColumns().stream().map(row::get).toList());
      add(seen, "revived", row.get(SystemColumns.DELETED_AT) == null && deleted.contains(ids));
    }
  }

  private static void add(Set<String> seen, String what, boolean happens) {
    if (happens) {
      seen.add(what);
    }
  }
}
