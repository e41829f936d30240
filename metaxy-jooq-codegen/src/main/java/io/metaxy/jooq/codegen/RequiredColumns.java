package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.DataTypeDefinition;
import org.jooq.meta.Database;
import org.jooq.meta.DefaultColumnDefinition;
import org.jooq.meta.DefaultDataTypeDefinition;
import org.jooq.meta.TableDefinition;

/**
 * Makes the required columns of features not nullable in jOOQ's meta model, and so in generated
 * code, even if they are nullable in the database.
 */
final class RequiredColumns {

  private RequiredColumns() {}

  static void apply(FeatureModel model, Database database) {
    for (TableDefinition table : database.getTables()) {
      FeaturePlan feature = model.feature(table);
      if (feature != null) {
        Set<String> names = required(feature);
        Map<String, ColumnDefinition> required = new HashMap<>();
        for (ColumnDefinition column : table.getColumns()) {
          if (names.contains(column.getName())) {
            required.put(column.getName(), required(column));
          }
        }
        lists(table).forEach(l -> l.replaceAll(c -> required.getOrDefault(c.getName(), c)));
      }
    }
  }

  /**
   * Returns jOOQ's internal lists of columns, because the type of a column cannot be changed. Since
   * 3.21, code is generated from a second list.
   */
  private static List<List<ColumnDefinition>> lists(TableDefinition table) {
    List<List<ColumnDefinition>> lists = new ArrayList<>();
    lists.add(table.getColumns());
    try {
      Object all = TableDefinition.class.getMethod("getColumnsIncludingHidden").invoke(table);
      @SuppressWarnings("unchecked")
      List<ColumnDefinition> hidden = (List<ColumnDefinition>) all;
      lists.add(hidden);
    } catch (NoSuchMethodException e) {
      // Before 3.21.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read the columns of table " + table.getName(), e);
    }
    return lists;
  }

  private static Set<String> required(FeaturePlan feature) {
    Set<String> names = new HashSet<>();
    for (ColumnSpec column : feature.definition().columns()) {
      if (!column.nullable()) {
        names.add(column.name());
      }
    }
    for (String name : SystemColumns.ALL) {
      if (!SqlTypes.ofSystemColumn(name).nullable()) {
        names.add(name);
      }
    }
    return names;
  }

  private static ColumnDefinition required(ColumnDefinition column) {
    DataTypeDefinition type = column.getDefinedType();
    if (!type.isNullable()) {
      return column;
    }
    DataTypeDefinition required =
        new DefaultDataTypeDefinition(
            type.getDatabase(),
            type.getSchema(),
            type.getType(),
            type.getLength(),
            type.getPrecision(),
            type.getScale(),
            false,
            type.getDefaultValue(),
            type.getQualifiedUserType());
    return new DefaultColumnDefinition(
        column.getContainer(),
        column.getName(),
        column.getPosition(),
        required,
        false,
        column.getComment());
  }
}
