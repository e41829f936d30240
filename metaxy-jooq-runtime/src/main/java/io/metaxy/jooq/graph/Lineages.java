package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a lineage means for the columns that identify one input ({@code docs/semantics.md} 6, step
 * 4).
 */
final class Lineages {

  private Lineages() {}

  static String symbol(Lineage lineage) {
    if (lineage instanceof Lineage.Aggregation aggregation) {
      return "N:1" + (aggregation.on() == null ? "" : " on " + aggregation.on());
    }
    return lineage instanceof Lineage.Expansion expansion ? "1:N on " + expansion.on() : "1:1";
  }

  static List<String> inputIdColumns(FeatureSpec feature, FeatureDep dep, FeatureSpec upstream) {
    if (dep.lineage() instanceof Lineage.Aggregation aggregation) {
      List<String> on = aggregation.on();
      return on == null ? feature.idColumns() : on;
    }
    if (dep.lineage() instanceof Lineage.Expansion expansion) {
      return expansion.on();
    }
    return upstream.idColumns().stream().map(dep::renamed).toList();
  }

  static boolean isAggregation(Lineage lineage) {
    return lineage instanceof Lineage.Aggregation;
  }

  /**
   * Whether each sample has one row of an upstream, or one group of its rows.
   *
   * @param ids the upstream's id columns, by their downstream names
   * @param own the columns that identify one input of the dependency
   * @param input the columns that identify a sample
   */
  static boolean relates(Lineage lineage, List<String> ids, List<String> own, List<String> input) {
    Set<String> given = Set.copyOf(own);
    return given.equals(Set.copyOf(input))
        && (isAggregation(lineage) || given.equals(Set.copyOf(ids)));
  }

  /**
   * Whether a column shows which input a row of a feature was made from: it is an id or, if the
   * feature expands by it, any column without nulls that has an order.
   */
  static boolean identifies(FeatureDefinition feature, String column) {
    return feature.spec().idColumns().contains(column)
        || (expandsBy(feature.spec(), column)
            && feature.columns().stream()
                .anyMatch(c -> c.name().equals(column) && !c.nullable() && c.kind().isOrdered()));
  }

  /** Whether a feature expands by a column, which identifies the parent of a row. */
  static boolean expandsBy(FeatureSpec feature, String column) {
    return feature.deps().stream()
        .anyMatch(
            dep ->
                dep.lineage() instanceof Lineage.Expansion expansion
                    && expansion.on().contains(column));
  }

  /**
   * Why the column by which a feature expands does not identify the parent of a row, with the
   * remedy, as a relative clause; empty if it does, or if the feature does not expand by it.
   */
  static Optional<String> flaw(FeatureDefinition feature, String column) {
    if (!expandsBy(feature.spec(), column) || identifies(feature, column)) {
      return Optional.empty();
    }
    Optional<ColumnSpec> own =
        feature.columns().stream().filter(c -> c.name().equals(column)).findFirst();
    if (own.isEmpty()) {
      return Optional.of(
          "which the feature expands by and lacks; add it as an id, or as another column that is not"
              + " null");
    }
    return Optional.of(
        own.get().nullable()
            ? "which the feature expands by and which is nullable; make it not null"
            : "which the feature expands by and whose type "
                + own.get().kind()
                + " has no order that all databases share; use a column of another type");
  }

  /** The intersection over all dependencies, or the feature's own id columns if it is empty. */
  static List<String> inputIdColumns(FeatureSpec feature, List<List<String>> perDep) {
    List<String> shared = new ArrayList<>(perDep.isEmpty() ? List.of() : perDep.get(0));
    perDep.forEach(shared::retainAll);
    return shared.isEmpty() ? feature.idColumns() : shared;
  }
}
