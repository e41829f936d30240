package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import java.util.ArrayList;
import java.util.List;

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

  /** The intersection over all dependencies, or the feature's own id columns if it is empty. */
  static List<String> inputIdColumns(FeatureSpec feature, List<List<String>> perDep) {
    List<String> shared = new ArrayList<>(perDep.isEmpty() ? List.of() : perDep.get(0));
    perDep.forEach(shared::retainAll);
    return shared.isEmpty() ? feature.idColumns() : shared;
  }
}
