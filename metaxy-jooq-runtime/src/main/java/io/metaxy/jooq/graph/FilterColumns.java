package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.value.ColumnText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns that a dependency's filters see, by their new names, and whether a filter fits them
 * as a resolve requires ({@code docs/semantics.md} 12).
 */
final class FilterColumns {

  private final Map<String, ColumnType> kinds = new TreeMap<>();
  private final boolean complete;

  FilterColumns(FeatureDep dep, FeatureDefinition upstream) {
    for (ColumnSpec column : upstream.columns()) {
      kinds.put(dep.renamed(column.name()), column.kind());
    }
    this.complete = !upstream.external();
  }

  /**
   * A reason why a filter does not fit.
   *
   * @param code the code of the rule
   * @param sentence the reason and its remedy
   */
  record Refusal(String code, String sentence) {}

  /** Why a filter does not fit, one reason for each place. */
  List<Refusal> refusals(Filter.Parsed filter) {
    Set<Refusal> found = new LinkedHashSet<>();
    for (Filter predicate : filter.filter().predicates()) {
      if (predicate instanceof Filter.IsNull isNull) {
        exists(isNull.column(), filter, found);
      }
      for (Filter.Comparison comparison : predicate.comparisons()) {
        compare(comparison.left(), comparison.right(), filter, found);
        compare(comparison.right(), comparison.left(), filter, found);
      }
    }
    return new ArrayList<>(found);
  }

  private boolean exists(Filter.Column column, Filter.Parsed filter, Set<Refusal> found) {
    boolean exists = kinds.containsKey(column.name());
    if (!exists && complete) {
      String reason =
          "there is no column "
              + column.name()
              + " (must be one of "
              + kinds.keySet()
              + "); correct the name";
      found.add(refusal("unknown-column", filter, column, reason));
    }
    return exists;
  }

  private void compare(
      Filter.Operand operand, Filter.Operand other, Filter.Parsed filter, Set<Refusal> found) {
    if (!(operand instanceof Filter.Column column) || !exists(column, filter, found)) {
      return;
    }
    ColumnType kind = kind(column);
    String typed = "column " + column.name() + " has type " + kind;
    if (!kind.isOrdered()) {
      String reason =
          typed + ", which filters cannot compare; test it with IS NULL, or leave it out";
      found.add(refusal("filter-type", filter, column, reason));
    } else if (other instanceof Filter.Literal literal) {
      Object value = Objects.requireNonNull(literal.value());
      String mismatch = typed + ", which does not match " + value + "; correct the value";
      if (!fits(value, kind.family())) {
        found.add(refusal("filter-type", filter, column, mismatch));
      } else if (value instanceof String text && !ColumnText.isValue(kind, text)) {
        found.add(refusal("filter-value", filter, column, mismatch));
      } else if (ColumnText.isTooLarge(value)) {
        String reason =
            "column "
                + column.name()
                + " cannot hold a value as large as "
                + value
                + "; correct the value";
        found.add(refusal("filter-type", filter, column, reason));
      }
    } else if (other instanceof Filter.Column second
        && column.position() < second.position()
        && kinds.containsKey(second.name())
        && kind(second).isOrdered()
        && kind(second).family() != kind.family()) {
      String reason =
          typed
              + " and "
              + second.name()
              + " has type "
              + kind(second)
              + "; compare columns of the same type";
      found.add(refusal("filter-type", filter, second, reason));
    }
  }

  private ColumnType kind(Filter.Column column) {
    return Objects.requireNonNull(kinds.get(column.name()));
  }

  private static boolean fits(Object value, ColumnType family) {
    return ColumnText.isComparable(
        value, family == ColumnType.DECIMAL, family == ColumnType.BOOLEAN);
  }

  private static Refusal refusal(
      String code, Filter.Parsed filter, Filter.Column column, String reason) {
    return new Refusal(
        code,
        "Cannot use filter \""
            + filter.text()
            + "\" at position "
            + column.position()
            + ": "
            + reason);
  }
}
