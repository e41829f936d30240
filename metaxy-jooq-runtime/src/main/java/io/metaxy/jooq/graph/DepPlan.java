package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.spec.Lineage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dependency bound to its upstream, with nothing left to look up or to parse.
 *
 * @param upstream the upstream's plan
 * @param optional whether a sample may exist without a row of this upstream
 * @param lineage how upstream rows relate to samples
 * @param renamed the downstream names of all upstream columns, by their own names
 * @param filters conditions on the columns, by downstream names
 * @param columns the columns passed downstream: upstream names by downstream names; always includes
 *     the upstream's id columns
 * @param idColumns the downstream names of the upstream's id columns, in the upstream's order
 * @param inputIdColumns the columns that identify one input of this dependency after its lineage
 */
public record DepPlan(
    FeaturePlan upstream,
    boolean optional,
    Lineage lineage,
    Map<String, String> renamed,
    List<Filter.Parsed> filters,
    Map<String, String> columns,
    List<String> idColumns,
    List<String> inputIdColumns) {

  public DepPlan {
    renamed = Collections.unmodifiableMap(new LinkedHashMap<>(renamed));
    filters = List.copyOf(filters);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    idColumns = List.copyOf(idColumns);
    inputIdColumns = List.copyOf(inputIdColumns);
  }

  /** Whether a sample has many rows of the upstream (N:1). */
  public boolean isAggregation() {
    return Lineages.isAggregation(lineage);
  }

  /** Whether each sample with these id columns has one row of the upstream, or one group (N:1). */
  public boolean relatesTo(List<String> input) {
    return Lineages.relates(lineage, idColumns, inputIdColumns, input);
  }

  /** The downstream name of an upstream column. */
  public String renamed(String column) {
    return renamed.getOrDefault(column, column);
  }

  /**
   * The upstream's own name of a column passed downstream; any other name is returned unchanged.
   */
  public String own(String column) {
    return columns.getOrDefault(column, column);
  }
}
