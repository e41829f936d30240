package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.it.model.RandomValues.chance;
import static io.metaxy.jooq.it.model.RandomValues.one;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Lineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Generates graphs with rows, always the same for a seed. */
public final class RandomCases {

  /** Few values and ids, so that upstreams match each other and the current rows. */
  private static final int MOST_VALUES = 3;

  private static final int MOST_INPUTS = 3;
  private static final int MOST_IDS = 6;

  private final Random random;
  private final FeatureGraph graph;
  private final FeaturePlan target;
  private final String algorithm;
  private final boolean peerMade;

  /** Input ids that upstreams share, by their names in the target. */
  private final List<Map<String, Object>> inputs = new ArrayList<>();

  private RandomCases(Random random) {
    this.random = random;
    this.graph = RandomGraph.of(random);
    this.target = graph.plan(RandomGraph.TARGET);
    this.algorithm = chance(random, 60) ? "md5" : one(random, NaiveHash.ALGORITHMS);
    this.peerMade = chance(random, 25);
    Map<String, List<Object>> values = new LinkedHashMap<>();
    for (String id : target.inputIdColumns()) {
      values.put(id, RandomValues.some(random, column(target, id).kind(), MOST_VALUES));
    }
    for (int i = 0; i < MOST_INPUTS; i++) {
      Map<String, Object> ids = new LinkedHashMap<>();
      values.forEach((id, some) -> ids.put(id, one(random, some)));
      inputs.add(ids);
    }
  }

  public static ModelCase of(long seed) {
    // Adjacent seeds would start with similar values.
    return new RandomCases(new Random(seed * 0x9E3779B97F4A7C15L)).make(seed);
  }

  private ModelCase make(long seed) {
    Map<FeatureKey, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    // No rule defines whether nulls of two sides match, so only one side has any.
    boolean nullIds = peerMade && target.deps().stream().noneMatch(this::hasNullableInput);
    for (DepPlan dep : target.deps()) {
      rows.put(dep.upstream().key(), upstream(dep, nullIds));
      nullIds = false;
    }
    ModelCase given =
        new ModelCase(seed, graph, target.key(), algorithm, peerMade, rows, ModelRequest.NONE);
    return given.with(target.key(), current(new NaiveModel(given).expected())).with(request());
  }

  private boolean hasNullableInput(DepPlan dep) {
    return dep.upstream().definition().columns().stream()
        .anyMatch(c -> c.nullable() && target.inputIdColumns().contains(dep.renamed(c.name())));
  }

  private List<Map<String, Object>> upstream(DepPlan dep, boolean nullIds) {
    FeaturePlan upstream = dep.upstream();
    RandomHistory history = history(upstream);
    Set<List<Object>> seen = new HashSet<>();
    int ids = chance(random, 5) ? 0 : 3 + random.nextInt(MOST_IDS);
    for (int i = 0; i < ids; i++) {
      Map<String, Object> given = new LinkedHashMap<>();
      Map<String, Object> input = one(random, inputs);
      for (ColumnSpec column : upstream.definition().columns()) {
        boolean isId = upstream.idColumns().contains(column.name());
        String downstream = dep.renamed(column.name());
        if (input.containsKey(downstream)) {
          boolean isNull = column.nullable() && chance(random, 15);
          given.put(column.name(), isNull ? null : input.get(downstream));
        } else if (isId) {
          given.put(column.name(), one(random, RandomValues.of(column.kind())));
        }
      }
      if (nullIds && dep.lineage() instanceof Lineage.Identity && chance(random, 5)) {
        given.put(one(random, upstream.idColumns()), null);
      }
      if (seen.add(Values.key(upstream.idColumns().stream().map(given::get).toList()))) {
        history.add(given, Map.of());
      }
    }
    return history.rows();
  }

  /**
   * Some of the expected samples, with matching or different provenance, and samples without input.
   * Several can have a child with the same id, which moves between them.
   */
  private List<Map<String, Object>> current(Map<List<Object>, Map<String, String>> expected) {
    RandomHistory history = history(target);
    Set<List<Object>> parents = new HashSet<>();
    expected.forEach(
        (ids, byField) -> {
          if (!ids.contains(null) && parents.add(ids) && chance(random, 75)) {
            children(ids).forEach(child -> history.add(child, provenance(history, byField)));
          }
        });
    if (chance(random, 30)) {
      List<Object> ids = Values.key(List.copyOf(one(random, inputs).values()));
      if (parents.add(ids)) {
        children(ids).forEach(child -> history.add(child, provenance(history, null)));
      }
    }
    boolean lacksParents = peerMade && target.movesBetweenInputs() && chance(random, 30);
    if (lacksParents && expected.keySet().stream().noneMatch(ids -> ids.contains(null))) {
      Map<String, Object> child =
          new HashMap<>(children(Values.key(List.copyOf(one(random, inputs).values()))).get(0));
      target.inputIdColumns().stream()
          .filter(id -> !target.idColumns().contains(id))
          .forEach(id -> child.put(id, null));
      history.add(child, provenance(history, null));
    }
    return history.rows();
  }

  /** The ids of one target row of an input, or of several if the target has its own id. */
  private List<Map<String, Object>> children(List<Object> input) {
    List<String> own = new ArrayList<>(target.idColumns());
    own.removeAll(target.inputIdColumns());
    Map<String, Object> ids = new HashMap<>();
    for (int i = 0; i < input.size(); i++) {
      String id = target.inputIdColumns().get(i);
      ids.put(id, column(target, id, input.get(i)));
    }
    if (own.isEmpty()) {
      return List.of(ids);
    }
    List<Map<String, Object>> children = new ArrayList<>();
    String id = own.get(0);
    int most = 1 + random.nextInt(MOST_VALUES);
    for (Object value : RandomValues.some(random, column(target, id).kind(), most)) {
      Map<String, Object> child = new HashMap<>(ids);
      child.put(id, value);
      children.add(child);
    }
    return children;
  }

  /** Returns the value of a column that equals the value of a key. */
  private static Object column(FeaturePlan plan, String name, Object key) {
    return RandomValues.of(column(plan, name).kind()).stream()
        .filter(value -> Values.compare(value, key) == 0)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> provenance(RandomHistory history, Map<String, String> byField) {
    Map<String, Object> provenance = new HashMap<>();
    if (peerMade && chance(random, 10)) {
      provenance.put(PROVENANCE, null);
    } else if (byField != null && chance(random, 75)) {
      provenance.put(PROVENANCE_BY_FIELD, byField);
      provenance.put(PROVENANCE, history.hash(String.join("|", byField.values())));
    }
    return provenance;
  }

  private RandomHistory history(FeaturePlan plan) {
    int length = graph.options().hashTruncationLength();
    return new RandomHistory(random, plan, algorithm, length, peerMade);
  }

  private ModelRequest request() {
    if (chance(random, 65)) {
      return ModelRequest.NONE;
    }
    Map<FeatureKey, ColumnTest> where = new LinkedHashMap<>();
    for (FeaturePlan plan : graph.plans()) {
      if (chance(random, 15)) {
        where.put(plan.key(), columnTest(plan));
      }
    }
    Map<String, ColumnSpec> shared =
        target.inputIdColumns().stream()
            .map(id -> column(target, id))
            .collect(Collectors.toMap(ColumnSpec::name, Function.identity()));
    return new ModelRequest(
        where,
        chance(random, 25) ? List.of(new RandomFilters(random, shared).filter()) : List.of(),
        chance(random, 30) ? columnTest(target) : null,
        chance(random, 15));
  }

  private ColumnTest columnTest(FeaturePlan plan) {
    ColumnSpec column = one(random, plan.definition().columns());
    boolean askForNull = column.nullable() && chance(random, 30);
    return new ColumnTest(
        column.name(),
        chance(random, 50),
        askForNull ? null : one(random, RandomValues.of(column.kind())));
  }

  private static ColumnSpec column(FeaturePlan plan, String name) {
    return plan.definition().columns().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
