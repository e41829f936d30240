package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.HashSet;
import java.util.Set;
import org.jooq.meta.Database;
import org.jooq.meta.TableDefinition;

/**
 * Removes the checks that migrations create, such as {@code vector_metaxy_elements}, from jOOQ's
 * meta model, and so from generated code: only scripts of PostgreSQL have them, and the spec has
 * what they check. The user's checks stay.
 */
final class OwnChecks {

  private OwnChecks() {}

  static void remove(FeatureModel model, Database database) {
    for (TableDefinition table : database.getTables()) {
      FeaturePlan feature = model.feature(table);
      if (feature != null) {
        Set<String> names = names(feature);
        table.getCheckConstraints().removeIf(check -> names.contains(check.getName()));
      }
    }
  }

  private static Set<String> names(FeaturePlan feature) {
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : feature.definition().columns()) {
      names.add(KeyNames.elements(column.name()));
      names.add(KeyNames.required(column.name()));
    }
    return names;
  }
}
