package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The minimum work of a database to resolve: one join on the id, the hashes, and one full join that
 * classifies. Its upstreams have the columns {@code id, v0, v1, …}, by default the flat tables.
 *
 * <pre>{@code
 * select status, count(*), max(p) from (
 *   select case when c.id is null then 0 when e.id is null then 2 else 1 end as status, e.p
 *   from (<expected>) e full join bench_flat_leaf c on e.id = c.id
 *   where e.p is distinct from c.provenance) r
 * group by status
 * }</pre>
 */
final class FloorStatement {

  private final FeaturePlan leaf;
  private final List<FeaturePlan> roots;
  private final UnaryOperator<String> md5;

  FloorStatement(FeaturePlan leaf, List<FeaturePlan> roots, UnaryOperator<String> md5) {
    this.leaf = leaf;
    this.roots = roots;
    this.md5 = md5;
  }

  /**
   * Returns the hashed text of a field: alternating literals and columns {@code u0.v0}, a literal
   * first.
   */
  List<String> parts(FieldPlan field) {
    List<String> parts = new ArrayList<>();
    String literal = field.key() + "|" + field.codeVersion();
    for (ParentField parent : field.parents()) {
      parts.add(literal + "|" + parent + "|");
      parts.add(column(parent));
      literal = "";
    }
    return parts;
  }

  private String column(ParentField parent) {
    for (int root = 0; root < roots.size(); root++) {
      if (roots.get(root).key().equals(parent.feature())) {
        int index = roots.get(root).structKeys().indexOf(parent.field().structKey());
        return "u" + root + ".v" + index;
      }
    }
    throw new IllegalStateException("Cannot find the root of " + parent);
  }

  /** Returns the column of each field's hash in {@link #expected}, by struct key in key order. */
  Map<String, String> hashColumns() {
    Map<String, String> columns = new TreeMap<>();
    for (FieldPlan field : leaf.fields()) {
      columns.put(field.key().structKey(), "h" + columns.size());
    }
    return new LinkedHashMap<>(columns);
  }

  /** Returns {@code id, h0, …, p}; the fence keeps PostgreSQL from hashing twice. */
  String expected(String fence) {
    List<String> flat = new ArrayList<>();
    for (int root = 0; root < roots.size(); root++) {
      flat.add(BenchDatabase.flat(root));
    }
    return expected(flat, fence);
  }

  /** The same for other upstreams. */
  String expected(List<String> upstreams, String fence) {
    Map<String, String> columns = hashColumns();
    String hashes =
        leaf.fields().stream()
            .map(field -> hash(field) + " as " + columns.get(field.key().structKey()))
            .collect(joining(", "));
    StringBuilder from = new StringBuilder(upstreams.get(0) + " u0");
    for (int root = 1; root < upstreams.size(); root++) {
      from.append(" join " + upstreams.get(root) + " u" + root + " on u" + root + ".id = u0.id");
    }
    return "select y.*, left("
        + md5.apply(String.join(" || '|' || ", columns.values()))
        + ", 8) as p from (select u0.id, "
        + hashes
        + " from "
        + from
        + fence
        + ") y"
        + fence;
  }

  private String hash(FieldPlan field) {
    List<String> parts = parts(field);
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      terms.add(i % 2 == 0 ? "'" + parts.get(i) + "'" : parts.get(i));
    }
    return "left(" + md5.apply(String.join(" || ", terms)) + ", 8)";
  }

  /** Returns the statement that counts. */
  String counted(String fence) {
    return "select status, count(*), max(p) from ("
        + rows("", expected(fence), BenchDatabase.FLAT_LEAF)
        + ") r group by status";
  }

  /** Returns the classified rows: {@code status, p} and the given columns. */
  String rows(String more, String expected, String current) {
    return "select case when c.id is null then 0 when e.id is null then 2 else 1 end as status"
        + more
        + ", e.p from ("
        + expected
        + ") e full join "
        + current
        + " c on e.id = c.id where e.p is distinct from c.provenance";
  }
}
