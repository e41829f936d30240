package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Rules against what a resolve would refuse or fail on ({@code docs/semantics.md} 6 and 12). They
 * apply only to the features of {@link GraphOptions#mustResolve}.
 */
final class ResolveRules {

  private ResolveRules() {}

  static void filtersFit(Declared declared, List<Problem> problems) {
    for (Bound bound : bound(declared)) {
      FilterColumns columns = new FilterColumns(bound.dep(), bound.upstream());
      for (Filter.Parsed filter : declared.filters().of(bound.dep())) {
        for (FilterColumns.Refusal refusal : columns.refusals(filter)) {
          add(problems, refusal.code(), bound, refusal.sentence());
        }
      }
    }
  }

  static void idsRelate(Declared declared, List<Problem> problems) {
    for (Bound bound : bound(declared)) {
      FeatureSpec feature = bound.feature().spec();
      List<String> own = bound.inputIdColumns();
      List<String> ids = bound.upstream().spec().idColumns().stream().map(bound.renamed()).toList();
      List<String> input = inputIdColumns(declared, feature);
      if (!Lineages.relates(bound.dep().lineage(), ids, own, input)) {
        add(
            problems,
            "unrelated-ids",
            bound,
            "Cannot relate samples with the ids "
                + input
                + " to rows that are identified by "
                + (Lineages.isAggregation(bound.dep().lineage()) ? own : ids)
                + "; give both the same ids with a rename, or relate them with a lineage"
                + " (aggregation or expansion)");
      } else {
        for (String id : own) {
          if (!Lineages.identifies(bound.feature(), id)) {
            add(
                problems,
                "unrelated-ids",
                bound,
                "Cannot identify samples by "
                    + id
                    + ", "
                    + Lineages.flaw(bound.feature(), id)
                        .orElseGet(
                            () ->
                                "which the feature's ids "
                                    + feature.idColumns()
                                    + " lack; add it to the ids, or rename the upstream's column"));
          }
        }
      }
    }
  }

  static void idTypesAgree(Declared declared, List<Problem> problems) {
    for (Bound bound : bound(declared)) {
      for (String id : bound.inputIdColumns()) {
        Optional<LogicalType> upstream = type(bound.upstream(), id, bound.renamed());
        Optional<LogicalType> own = type(bound.feature(), id, name -> name);
        if (Lineages.identifies(bound.feature(), id) && upstream.isPresent() && own.isPresent()) {
          mismatch(id, own.get(), upstream.get())
              .ifPresent(
                  sentence ->
                      add(problems, "id-type", bound, sentence + "; use the same type for both"));
        }
      }
    }
  }

  private static Optional<String> mismatch(String id, LogicalType own, LogicalType upstream) {
    if (!holds(own.kind(), upstream)) {
      return Optional.of(
          "Cannot compare the id "
              + id
              + " of type "
              + own.kind()
              + " with the upstream's, which has type "
              + upstream.kind());
    }
    return isNarrower(own, upstream)
        ? Optional.of(
            "Cannot store every id of the upstream in "
                + id
                + " of type "
                + text(own)
                + ", which is narrower than the upstream's "
                + text(upstream))
        : Optional.empty();
  }

  /** Whether a number has fewer digits on one side of the decimal point than the upstream's. */
  private static boolean isNarrower(LogicalType own, LogicalType upstream) {
    Optional<Digits> held = digits(own);
    Optional<Digits> needed = digits(upstream);
    return held.isPresent()
        && needed.isPresent()
        && (before(held.get()) < before(needed.get()) || held.get().scale() < needed.get().scale());
  }

  private static int before(Digits digits) {
    return digits.precision() - digits.scale();
  }

  /** The digits of a decimal; of an integer, those of its greatest number. */
  private static Optional<Digits> digits(LogicalType type) {
    return switch (type.kind()) {
      case INT8 -> Optional.of(new Digits(3, 0));
      case INT16 -> Optional.of(new Digits(5, 0));
      case INT32 -> Optional.of(new Digits(10, 0));
      case INT64 -> Optional.of(new Digits(19, 0));
      case DECIMAL -> Optional.of(((LogicalType.Decimal) type).stored());
      default -> Optional.empty();
    };
  }

  private static String text(LogicalType type) {
    return type instanceof LogicalType.Decimal decimal
        ? type.kind() + "(" + decimal.stored().precision() + ", " + decimal.stored().scale() + ")"
        : type.kind().toString();
  }

  private static Optional<LogicalType> type(
      FeatureDefinition feature, String id, UnaryOperator<String> renamed) {
    return feature.columns().stream()
        .filter(column -> renamed.apply(column.name()).equals(id))
        .map(ColumnSpec::type)
        .findFirst();
  }

  /**
   * Whether databases compare an id with the upstream's, and find it again after it was stored; a
   * text that is too long is refused by name.
   */
  private static boolean holds(ColumnType own, LogicalType upstream) {
    ColumnType kind = upstream.kind();
    if (kind.family() != own.family()) {
      return own == ColumnType.LOCAL_DATE_TIME && kind == ColumnType.LOCAL_DATE;
    }
    return switch (own) {
      case INT8, INT16, INT32, INT64 -> isInteger(upstream);
      case DECIMAL -> kind == ColumnType.DECIMAL || isInteger(upstream);
      case FLOAT32 ->
          kind == ColumnType.FLOAT32 || kind == ColumnType.INT8 || kind == ColumnType.INT16;
      case FLOAT64 -> kind != ColumnType.DECIMAL && kind != ColumnType.INT64;
      default -> true;
    };
  }

  private static boolean isInteger(LogicalType type) {
    return switch (type.kind()) {
      case INT8, INT16, INT32, INT64 -> true;
      case DECIMAL -> ((LogicalType.Decimal) type).stored().scale() == 0;
      default -> false;
    };
  }

  private static List<String> inputIdColumns(Declared declared, FeatureSpec feature) {
    List<List<String>> perDep = new ArrayList<>();
    for (FeatureDep dep : feature.deps()) {
      FeatureDefinition upstream = declared.features().get(dep.feature());
      if (upstream != null) {
        perDep.add(Lineages.inputIdColumns(feature, dep, upstream.spec()));
      }
    }
    return Lineages.inputIdColumns(feature, perDep);
  }

  /** A dependency whose upstream is declared. */
  private record Bound(FeatureDefinition feature, FeatureDep dep, FeatureDefinition upstream) {

    List<String> inputIdColumns() {
      return Lineages.inputIdColumns(feature.spec(), dep, upstream.spec());
    }

    UnaryOperator<String> renamed() {
      return dep::renamed;
    }
  }

  /** The dependencies that a resolve can use. */
  private static List<Bound> bound(Declared declared) {
    List<Bound> bound = new ArrayList<>();
    for (FeatureDefinition feature : declared.features().values()) {
      if (declared.options().mustResolve(feature)) {
        for (FeatureDep dep : feature.spec().deps()) {
          FeatureDefinition upstream = declared.features().get(dep.feature());
          if (upstream != null) {
            bound.add(new Bound(feature, dep, upstream));
          }
        }
      }
    }
    return bound;
  }

  private static void add(List<Problem> problems, String code, Bound bound, String sentence) {
    problems.add(
        new Problem(
            code,
            bound.feature().key().toString(),
            "dependency on " + bound.dep().feature(),
            sentence + GraphOptions.remedy(bound.feature())));
  }
}
