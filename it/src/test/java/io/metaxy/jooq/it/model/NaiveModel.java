package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.DELETED_AT;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.spec.Lineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A second implementation of resolving ({@code docs/semantics.md} 5 to 8) with lists and maps, one
 * method per step, slow and without SQL. Ids are lists of values; a list with a null belongs to a
 * broken sample.
 */
public final class NaiveModel {

  private final ModelCase given;
  private final FeaturePlan target;

  public NaiveModel(ModelCase given) {
    this.given = given;
    this.target = given.plan();
  }

  /** Section 7. */
  public Outcome resolve() {
    Map<List<Object>, Map<String, String>> expected = expected();
    Map<List<Object>, List<Map<String, Object>>> current = current();
    List<String> newSamples = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    List<String> orphaned = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    expected.forEach(
        (ids, byField) -> {
          if (byField == null) {
            broken.add(Outcome.ids(ids));
            return;
          }
          String provenance = sampleHash(byField);
          if (given.request().skipComparison() || !current.containsKey(ids)) {
            newSamples.add(Outcome.sample(ids, provenance));
          } else if (current.get(ids).stream().anyMatch(row -> isStale(row, provenance))) {
            stale.add(Outcome.sample(ids, provenance));
          }
        });
    if (!given.request().skipComparison()) {
      current.keySet().stream()
          .filter(ids -> !expected.containsKey(ids))
          .forEach(ids -> orphaned.add(Outcome.ids(ids)));
    }
    return Outcome.counted(newSamples, stale, orphaned, broken, expected.size());
  }

  private boolean isStale(Map<String, Object> row, String provenance) {
    ColumnTest staleIf = given.request().staleIf();
    return !provenance.equals(row.get(PROVENANCE)) || (staleIf != null && staleIf.holds(row));
  }

  /** Section 6, step 4: the provenance by field, by input ids; null if a sample is broken. */
  public Map<List<Object>, Map<String, String>> expected() {
    List<Map<List<Object>, Map<ParentField, String>>> sides = new ArrayList<>();
    Set<List<Object>> all = new LinkedHashSet<>();
    for (DepPlan dep : target.deps()) {
      sides.add(prepared(dep));
      all.addAll(sides.get(sides.size() - 1).keySet());
    }
    for (int i = 0; i < sides.size(); i++) {
      if (!target.deps().get(i).optional()) {
        all.retainAll(sides.get(i).keySet());
      }
    }
    Map<List<Object>, Map<String, String>> expected = new LinkedHashMap<>();
    for (List<Object> ids : all) {
      Map<ParentField, String> versions = new HashMap<>();
      for (int i = 0; i < sides.size(); i++) {
        FeaturePlan upstream = target.deps().get(i).upstream();
        Map<ParentField, String> side = sides.get(i).get(ids);
        for (FieldPlan field : upstream.fields()) {
          ParentField parent = new ParentField(upstream.key(), field.key());
          versions.put(parent, side == null ? "" : side.get(parent));
        }
      }
      expected.put(ids, ids.contains(null) ? null : provenanceByField(versions));
    }
    return expected;
  }

  /** Section 5. */
  private Map<String, String> provenanceByField(Map<ParentField, String> versions) {
    Map<String, String> byField = new TreeMap<>();
    for (FieldPlan field : target.fields()) {
      StringBuilder text = new StringBuilder(field.key() + "|" + field.codeVersion());
      for (ParentField parent : sorted(field.parents())) {
        if (versions.get(parent) == null) {
          return null;
        }
        text.append('|').append(parent).append('|').append(versions.get(parent));
      }
      byField.put(field.key().structKey(), hash(text.toString()));
    }
    return byField;
  }

  private static List<ParentField> sorted(Collection<ParentField> parents) {
    return parents.stream().sorted(Comparator.comparing(ParentField::toString)).toList();
  }

  private String sampleHash(Map<String, String> byField) {
    return hash(String.join("|", new TreeMap<>(byField).values()));
  }

  private String hash(String text) {
    return NaiveHash.of(given.algorithm(), given.hashLength(), text);
  }

  /** Section 6, steps 1 to 3: the data versions of the upstream's fields, by input ids. */
  private Map<List<Object>, Map<ParentField, String>> prepared(DepPlan dep) {
    Map<List<Object>, List<Map<String, Object>>> groups =
        latest(dep.upstream())
            .map(row -> renamed(row, dep))
            .filter(row -> filters(dep).allMatch(filter -> NaiveFilter.holds(filter, row)))
            .sorted((a, b) -> compare(a, b, dep.idColumns()))
            .collect(groupingBy(target.inputIdColumns()));
    Map<List<Object>, Map<ParentField, String>> prepared = new LinkedHashMap<>();
    groups.forEach(
        (ids, rows) -> {
          Map<ParentField, String> versions = new HashMap<>();
          for (FieldPlan field : dep.upstream().fields()) {
            ParentField parent = new ParentField(dep.upstream().key(), field.key());
            List<String> values = rows.stream().map(row -> dataVersion(row, field)).toList();
            boolean many = dep.lineage() instanceof Lineage.Aggregation;
            versions.put(parent, many ? joined(values) : values.get(0));
          }
          prepared.put(ids, versions);
        });
    return prepared;
  }

  /** A group without any version makes the sample broken. */
  private String joined(List<String> values) {
    List<String> there = values.stream().filter(Objects::nonNull).toList();
    return there.isEmpty() ? null : hash(String.join("|", there));
  }

  private static Map<String, Object> renamed(Map<String, Object> row, DepPlan dep) {
    Map<String, Object> renamed = new HashMap<>();
    row.forEach((column, value) -> renamed.put(dep.renamed(column), value));
    return renamed;
  }

  private Stream<String> filters(DepPlan dep) {
    return Stream.concat(
        dep.filters().stream().map(Filter.Parsed::text), given.request().everywhere().stream());
  }

  private static String dataVersion(Map<String, Object> row, FieldPlan field) {
    Map<?, ?> versions = (Map<?, ?>) row.get(DATA_VERSION_BY_FIELD);
    return versions == null ? null : (String) versions.get(field.key().structKey());
  }

  /**
   * Section 7: the feature's own rows by input ids, which are those of all children of a parent.
   */
  private Map<List<Object>, List<Map<String, Object>>> current() {
    return latest(target)
        .filter(
            row -> given.request().everywhere().stream().allMatch(f -> NaiveFilter.holds(f, row)))
        .collect(groupingBy(target.inputIdColumns()));
  }

  /** Section 8: the latest row of each id unless it is deleted; then the caller's filter. */
  private Stream<Map<String, Object>> latest(FeaturePlan plan) {
    ColumnTest where = given.request().where().get(plan.key());
    return given.rows(plan.key()).stream()
        .filter(row -> plan.versions().feature().equals(row.get(FEATURE_VERSION)))
        .collect(groupingBy(plan.idColumns()))
        .values()
        .stream()
        .map(rows -> rows.stream().max((a, b) -> compareAge(a, b, plan)).orElseThrow())
        .filter(row -> row.get(DELETED_AT) == null)
        .filter(row -> where == null || where.holds(row));
  }

  /**
   * A later row is greater; at the same instant, a deleted one, then the one with greater values,
   * hashes first.
   */
  private static int compareAge(Map<String, Object> a, Map<String, Object> b, FeaturePlan plan) {
    int order = instant(a).compareTo(instant(b));
    if (order == 0) {
      order = Boolean.compare(a.get(DELETED_AT) != null, b.get(DELETED_AT) != null);
    }
    List<String> columns = new ArrayList<>(List.of(DATA_VERSION, PROVENANCE));
    plan.definition().columns().stream().map(ColumnSpec::name).forEach(columns::add);
    SystemColumns.ALL.stream().filter(name -> !SystemColumns.isByField(name)).forEach(columns::add);
    columns.addAll(List.of(DATA_VERSION_BY_FIELD, PROVENANCE_BY_FIELD));
    return order == 0 ? compare(a, b, columns) : order;
  }

  private static Instant instant(Map<String, Object> row) {
    Object deleted = row.get(DELETED_AT);
    return (Instant) (deleted == null ? row.get(UPDATED_AT) : deleted);
  }

  private static int compare(Map<String, Object> a, Map<String, Object> b, List<String> columns) {
    return columns.stream()
        .mapToInt(column -> Values.compare(a.get(column), b.get(column)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static Collector<Map<String, Object>, ?, Map<List<Object>, List<Map<String, Object>>>>
      groupingBy(List<String> columns) {
    return Collectors.groupingBy(
        row -> Values.key(columns.stream().map(row::get).toList()),
        LinkedHashMap::new,
        Collectors.toList());
  }
}
