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
 * @param optional whether a sample is made without a row of this upstream
 * @param lineage how many upstream rows make one sample
 * @param renamed every column of the upstream: its name downstream by its own
 * @param filters conditions on the columns by their names downstream
 * @param columns the columns that travel downstream: the upstream's name by the name downstream;
 *     the upstream's id columns always do
 * @param idColumns the upstream's id columns by their names downstream, in the upstream's order
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

  /** Whether many rows of the upstream make one sample (N:1). */
  public boolean isAggregation() {
    return lineage instanceof Lineage.Aggregation;
  }

  /** The name downstream of a column of the upstream. */
  public String renamed(String column) {
    return renamed.getOrDefault(column, column);
  }

  /** The upstream's own name of a column that travels; the name itself of any other. */
  public String own(String column) {
    return columns.getOrDefault(column, column);
  }
}
