package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.it.model.RandomValues.chance;
import static io.metaxy.jooq.it.model.RandomValues.one;
import static io.metaxy.jooq.it.model.RandomValues.part;
import static io.metaxy.jooq.it.model.RandomValues.shuffled;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldDep;
import io.metaxy.jooq.spec.FieldDeps;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.spec.FieldsMapping;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A target with one to three upstream roots, each with its own lineage and the same input ids;
 * columns may be renamed or not selected.
 */
public final class RandomGraph {

  public static final FeatureKey TARGET = FeatureKey.of("down/the-target");

  private static final List<String> UPSTREAMS = List.of("up/u0", "v-1", "up/u_2/x");
  private static final List<String> ID_NAMES =
      List.of("id", "Take", "order", "gr\u00F6\u00DFe", "a b", "x.y", "it's", "q\"q");
  private static final List<String> FIELDS =
      List.of("audio", "frames", "audio/french", "default", "a-b", "frames/raw", "z_9");
  private static final List<String> CODE_VERSIONS =
      List.of(
          FieldSpec.INITIAL_CODE_VERSION, "1", "2", "", "\u00FC|\"2\"", "\uD83D\uDE00", "a'b\\");
  private static final List<Integer> HASH_LENGTHS = List.of(8, 8, 8, 12, 16, 32, 64);

  private final Random random;
  private final List<FeatureDefinition> definitions = new ArrayList<>();
  private final List<FeatureDep> deps = new ArrayList<>();

  /** The input ids by their names in the target. */
  private final List<ColumnSpec> inputs = new ArrayList<>();

  /** The target's ids in addition to its input ids, which need not be ids if it expands. */
  private final List<ColumnSpec> own = new ArrayList<>();

  private RandomGraph(Random random) {
    this.random = random;
  }

  /** Returns a valid graph. */
  public static FeatureGraph of(Random random) {
    while (true) {
      try {
        return new RandomGraph(random).graph();
      } catch (SpecException e) {
        // Usually a mapping that matches nothing.
      }
    }
  }

  private FeatureGraph graph() {
    List<String> names = shuffled(random, ID_NAMES);
    int ids = one(random, List.of(1, 1, 2, 3));
    for (String name : names.subList(0, ids)) {
      inputs.add(column(name, one(random, RandomValues.TYPES), false));
    }
    if (chance(random, 40)) {
      own.add(column(names.get(ids), one(random, RandomValues.TYPES), false));
    }
    int upstreams = one(random, List.of(1, 1, 2, 2, 2, 3));
    for (int i = 0; i < upstreams; i++) {
      upstream(i);
    }
    target();
    return FeatureGraph.of(definitions, GraphOptions.withHashLength(one(random, HASH_LENGTHS)));
  }

  private void upstream(int number) {
    FeatureKey key = FeatureKey.of(UPSTREAMS.get(number));
    int lineage = random.nextInt(3);
    Map<String, String> rename = new LinkedHashMap<>();
    List<ColumnSpec> columns = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    boolean aggregated = lineage == 0;
    for (ColumnSpec input : shuffled(random, inputs)) {
      boolean isId = !aggregated || chance(random, 30);
      String name = chance(random, 60) ? input.name() : "u" + number + " " + input.name();
      if (!name.equals(input.name())) {
        rename.put(name, input.name());
      }
      columns.add(column(name, input, !isId && chance(random, 40)));
      if (isId) {
        ids.add(name);
      }
    }
    if (aggregated) {
      for (int i = random.nextInt(2); i < 2; i++) {
        String name = "own" + number + i;
        columns.add(column(name, one(random, RandomValues.TYPES), false));
        ids.add(random.nextInt(ids.size() + 1), name);
        renameSome(name, rename);
      }
    }
    for (int i = random.nextInt(4); i < 3; i++) {
      String name = one(random, List.of("path", "Size", "fl ag", "t\u00E4g")) + number + i;
      columns.add(column(name, one(random, RandomValues.TYPES), chance(random, 50)));
      renameSome(name, rename);
    }
    List<ColumnSpec> mixed = shuffled(random, columns);
    definitions.add(
        definition(
            new FeatureSpec(key, ids, List.of(), fields(List.of()), Map.of(), null, null), mixed));
    deps.add(dep(key, lineage(lineage), rename, mixed));
  }

  private void renameSome(String name, Map<String, String> rename) {
    if (chance(random, 30)) {
      rename.put(name, "r " + name);
    }
  }

  private Lineage lineage(int kind) {
    List<String> names = shuffled(random, inputs.stream().map(ColumnSpec::name).toList());
    if (kind == 0) {
      return new Lineage.Aggregation(own.isEmpty() && chance(random, 50) ? null : names);
    }
    return kind == 1 ? Lineage.identity() : new Lineage.Expansion(names, null);
  }

  private FeatureDep dep(
      FeatureKey key, Lineage lineage, Map<String, String> rename, List<ColumnSpec> columns) {
    Map<String, ColumnSpec> downstream = new LinkedHashMap<>();
    columns.forEach(c -> downstream.put(rename.getOrDefault(c.name(), c.name()), c));
    List<String> filters = new ArrayList<>();
    for (int i = one(random, List.of(0, 0, 0, 0, 0, 1, 2)); i > 0; i--) {
      filters.add(new RandomFilters(random, downstream).filter());
    }
    return new FeatureDep(
        key,
        chance(random, 60) ? null : part(random, List.copyOf(downstream.keySet())),
        rename.isEmpty() ? null : rename,
        mapping(key),
        filters.isEmpty() ? null : filters,
        lineage,
        chance(random, 40));
  }

  private FieldsMapping mapping(FeatureKey upstream) {
    List<FieldKey> keys = fieldsOf(upstream);
    return switch (random.nextInt(8)) {
      case 0 -> FieldsMapping.all();
      case 1 -> FieldsMapping.none();
      case 2 -> FieldsMapping.bySuffix();
      case 3 -> new FieldsMapping.Default(chance(random, 50), part(random, keys));
      case 4 -> {
        Map<FieldKey, Set<FieldKey>> mapping = new LinkedHashMap<>();
        for (String field : part(random, FIELDS)) {
          mapping.put(FieldKey.of(field), new HashSet<>(part(random, keys)));
        }
        yield FieldsMapping.specific(mapping);
      }
      default -> FieldsMapping.byName();
    };
  }

  private List<FieldKey> fieldsOf(FeatureKey upstream) {
    return definitions.stream()
        .filter(d -> d.key().equals(upstream))
        .flatMap(d -> d.spec().fields().stream())
        .map(FieldSpec::key)
        .toList();
  }

  private List<FieldSpec> fields(List<FeatureDep> from) {
    List<FieldSpec> fields = new ArrayList<>();
    for (String key : shuffled(random, FIELDS).subList(0, 1 + random.nextInt(3))) {
      FieldDeps made = from.isEmpty() ? new FieldDeps.Mapped() : madeFrom(from);
      fields.add(new FieldSpec(FieldKey.of(key), one(random, CODE_VERSIONS), made));
    }
    return fields;
  }

  private FieldDeps madeFrom(List<FeatureDep> from) {
    int kind = random.nextInt(5);
    if (kind == 0) {
      return new FieldDeps.All();
    }
    if (kind == 1) {
      List<FieldDep> listed = new ArrayList<>();
      for (FeatureDep dep : part(random, from)) {
        List<FieldKey> keys = part(random, fieldsOf(dep.feature()));
        listed.add(new FieldDep(dep.feature(), keys.isEmpty() ? null : keys));
      }
      return listed.isEmpty() ? new FieldDeps.Mapped() : new FieldDeps.Listed(listed);
    }
    return new FieldDeps.Mapped();
  }

  private void target() {
    List<ColumnSpec> columns = new ArrayList<>(inputs);
    columns.addAll(own);
    List<String> ids =
        new ArrayList<>(shuffled(random, columns.stream().map(ColumnSpec::name).toList()));
    ids.removeAll(parents());
    columns.add(column("note", ColumnType.STRING, true));
    columns.add(column("n dim", ColumnType.INT32, true));
    List<FeatureDep> mixed = shuffled(random, deps);
    definitions.add(
        definition(
            new FeatureSpec(TARGET, ids, mixed, fields(mixed), Map.of(), null, null),
            shuffled(random, columns)));
  }

  /** Some input ids, or all of them, that are no ids of a target that expands by them. */
  private List<String> parents() {
    List<Lineage> lineages = deps.stream().map(FeatureDep::lineage).toList();
    boolean expands = lineages.stream().anyMatch(Lineage.Expansion.class::isInstance);
    if (!expands || lineages.contains(Lineage.aggregation()) || chance(random, 50)) {
      return List.of();
    }
    List<String> parents = new ArrayList<>(inputs.stream().map(ColumnSpec::name).toList());
    if (own.isEmpty() || chance(random, 30)) {
      parents.remove(0);
    }
    return parents;
  }

  private static FeatureDefinition definition(FeatureSpec spec, List<ColumnSpec> columns) {
    return FeatureDefinition.of(spec, columns, "model", "model." + spec.key().tableName());
  }

  private ColumnSpec column(String name, ColumnType type, boolean nullable) {
    boolean precise = type == ColumnType.DECIMAL && chance(random, 50);
    LogicalType logical = precise ? new Decimal(new Digits(20, 4)) : LogicalType.of(type);
    return new ColumnSpec(name, logical, nullable, null);
  }

  private static ColumnSpec column(String name, ColumnSpec like, boolean nullable) {
    return new ColumnSpec(name, like.type(), nullable, null);
  }
}
