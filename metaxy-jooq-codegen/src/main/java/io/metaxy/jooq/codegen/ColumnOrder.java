package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DefaultOrderProvider;
import org.jooq.meta.Definition;

/**
 * Orders the columns of feature tables as their definitions do, even if a script added them
 * elsewhere. Everything else keeps jOOQ's order.
 */
final class ColumnOrder extends DefaultOrderProvider {

  private final FeatureModel model;

  ColumnOrder(FeatureModel model) {
    this.model = model;
  }

  @Override
  public int compare(Definition left, Definition right) {
    int order = Integer.compare(position(left), position(right));
    return order == 0 ? super.compare(left, right) : order;
  }

  private int position(Definition definition) {
    FeaturePlan feature =
        definition instanceof ColumnDefinition column ? model.feature(column.getContainer()) : null;
    if (feature == null) {
      return 0;
    }
    List<String> names = new ArrayList<>();
    for (ColumnSpec user : feature.definition().columns()) {
      names.add(user.name());
    }
    names.addAll(SystemColumns.ALL);
    int position = names.indexOf(definition.getName());
    return position < 0 ? names.size() : position;
  }
}
