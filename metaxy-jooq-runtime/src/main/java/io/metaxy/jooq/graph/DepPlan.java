package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.Lineage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dependency bound to its upstream.
 *
 * @param upstream the upstream's plan
 * @param dep what the spec says of the dependency
 * @param columns the columns that travel downstream: the upstream's name by the name downstream;
 *     the upstream's id columns always do
 * @param idColumns the upstream's id columns by their names downstream, in the upstream's order
 * @param inputIdColumns the columns that identify one input of this dependency after its lineage
 */
public record DepPlan(
    FeaturePlan upstream,
    FeatureDep dep,
    Map<String, String> columns,
    List<String> idColumns,
    List<String> inputIdColumns) {

  public DepPlan {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    idColumns = List.copyOf(idColumns);
    inputIdColumns = List.copyOf(inputIdColumns);
  }

  /** Whether many rows of the upstream make one sample (N:1). */
  public boolean isAggregation() {
    return dep.lineage() instanceof Lineage.Aggregation;
  }
}
