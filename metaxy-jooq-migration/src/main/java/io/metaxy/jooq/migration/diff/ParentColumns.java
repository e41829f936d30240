package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns by which features expand that are not ids. Their values are compared with those of
 * the upstreams, so they have the rules of ids: the database does not generate them, and does not
 * change their values.
 */
public final class ParentColumns {

  static final ParentColumns NONE = new ParentColumns(Map.of());

  private final Map<String, List<String>> byFeature;

  private ParentColumns(Map<String, List<String>> byFeature) {
    this.byFeature = Map.copyOf(byFeature);
  }

  /** The columns of all features. */
  public static ParentColumns of(FeatureModel model) {
    Map<String, List<String>> byFeature = new HashMap<>();
    for (FeaturePlan feature : model.features()) {
      List<String> parents = new ArrayList<>(feature.comparedColumns());
      parents.removeAll(feature.idColumns());
      if (!parents.isEmpty()) {
        byFeature.put(feature.key().toString(), parents);
      }
    }
    return new ParentColumns(byFeature);
  }

  /** Whether the feature of a table expands by a column that is not an id. */
  public boolean contains(TableState table, String column) {
    return of(table).contains(column);
  }

  private List<String> of(TableState table) {
    return byFeature.getOrDefault(table.feature(), List.of());
  }

  /** The problems of columns in existing tables whose values the database generates. */
  public List<Problem> generated(SchemaState tables) {
    return tables.tables().stream().flatMap(table -> generated(table).stream()).toList();
  }

  /** The problems of columns in an existing table whose values the database generates. */
  public List<Problem> generated(TableState table) {
    return TableDiff.generated(table, table, of(table));
  }
}
