package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.table.ColumnTypes;
import io.metaxy.jooq.value.DurationConverter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.exception.DataTypeException;

/**
 * Finds texts in the filters of dependencies that, like {@code day = 'today'}, are not values of
 * the columns that they are compared with, as a resolve does.
 */
final class FilterValues {

  private final Map<FeatureKey, FeatureDefinition> features = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private FilterValues(List<FeatureDefinition> definitions) {
    definitions.forEach(each -> features.merge(each.key(), each, FilterValues::own));
  }

  private static FeatureDefinition own(FeatureDefinition one, FeatureDefinition other) {
    return one.external() ? other : one;
  }

  static List<Problem> check(List<FeatureDefinition> definitions, GraphOptions options) {
    FilterValues values = new FilterValues(definitions);
    for (FeatureDefinition feature : definitions) {
      if (options.mustResolve(feature)) {
        feature.spec().deps().forEach(dep -> values.check(feature, dep));
      }
    }
    return values.problems;
  }

  private void check(FeatureDefinition feature, FeatureDep dep) {
    FeatureDefinition upstream = features.get(dep.feature());
    List<String> texts = dep.sqlFilters();
    if (upstream == null || texts == null) {
      return;
    }
    for (String text : texts) {
      for (Filter.Comparison comparison : comparisons(text)) {
        Stream.of(
                misfit(dep, upstream, text, comparison.left(), comparison.right()),
                misfit(dep, upstream, text, comparison.right(), comparison.left()))
            .flatMap(Optional::stream)
            .map(
                sentence ->
                    new Problem(
                        "filter-value",
                        feature.key().toString(),
                        "dependency on " + dep.feature(),
                        sentence + GraphOptions.remedy(feature)))
            .forEach(problems::add);
      }
    }
  }

  /** None for a text that is not a filter, which is a problem of the graph. */
  private static List<Filter.Comparison> comparisons(String text) {
    try {
      return Filter.parse(text).comparisons();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static Optional<String> misfit(
      FeatureDep dep,
      FeatureDefinition upstream,
      String text,
      Filter.Operand operand,
      Filter.Operand other) {
    if (!(operand instanceof Filter.Column named)
        || !(other instanceof Filter.Literal literal)
        || !(literal.value() instanceof String value)) {
      return Optional.empty();
    }
    return upstream.columns().stream()
        .filter(column -> dep.renamed(column.name()).equals(named.name()))
        .filter(column -> readsTexts(column) && !reads(column, value))
        .findFirst()
        .map(
            column ->
                "Cannot use filter \""
                    + text
                    + "\" at position "
                    + named.position()
                    + ": column "
                    + named.name()
                    + " has type "
                    + column.kind()
                    + ", which does not match "
                    + value
                    + "; correct the value");
  }

  /** Whether a resolve converts texts to the type of a column; the graph refuses the others. */
  private static boolean readsTexts(ColumnSpec column) {
    return switch (column.kind().family()) {
      case DECIMAL, BOOLEAN, JSON, BINARY -> false;
      default -> true;
    };
  }

  private static boolean reads(ColumnSpec column, String value) {
    try {
      return DurationConverter.ofText(ColumnTypes.dataType(column), value) != null;
    } catch (DataTypeException e) {
      return false;
    }
  }
}
