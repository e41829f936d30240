package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.TableComment;
import io.metaxy.jooq.codegen.definition.TableKeys;
import io.metaxy.jooq.codegen.definition.TableKeys.TableKey;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Constraint;
import org.jooq.CreateIndexStep;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * The tables of features as a script for jOOQ's DDLDatabase:
 *
 * <pre>{@code
 * create table "video" ("video_id" varchar not null, …, "metaxy_provenance_by_field" json not null, …,
 *   constraint "video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at"));
 * create index "video_metaxy_idx" on "video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
 * comment on table "video" is 'Feature video: …';
 * }</pre>
 */
final class FeatureDdl {

  private FeatureDdl() {}

  static String of(FeatureModel model) {
    DSLContext dsl = DSL.using(SQLDialect.DEFAULT);
    StringBuilder script = new StringBuilder();
    for (FeaturePlan feature : model.features()) {
      for (Query query : statements(feature, model.keys(feature))) {
        script.append(dsl.renderInlined(query)).append(";\n");
      }
    }
    return script.toString();
  }

  private static List<Query> statements(FeaturePlan feature, TableKeys keys) {
    String table = feature.tableName();
    Name name = DSL.quotedName(table);
    List<Field<?>> columns = new ArrayList<>();
    feature.definition().columns().forEach(column -> columns.add(field(column)));
    SystemColumns.ALL.forEach(column -> columns.add(systemField(column)));
    List<Constraint> constraints = new ArrayList<>();
    TableKey primaryKey = keys.primaryKey();
    if (primaryKey != null) {
      Name pk = DSL.quotedName(primaryKey.name());
      constraints.add(DSL.constraint(pk).primaryKey(fields(primaryKey).toArray(new Field<?>[0])));
    }
    List<Query> statements = new ArrayList<>();
    statements.add(DSL.createTable(name).columns(columns).constraints(constraints));
    for (TableKey index : keys.indexes()) {
      Name indexName = DSL.quotedName(index.name());
      CreateIndexStep create =
          index.unique() ? DSL.createUniqueIndex(indexName) : DSL.createIndex(indexName);
      statements.add(create.on(DSL.table(name), fields(index)));
    }
    statements.add(DSL.commentOnTable(name).is(TableComment.of(feature.spec())));
    for (ColumnSpec column : feature.definition().columns()) {
      if (column.comment() != null) {
        Name qualified = DSL.quotedName(table, column.name());
        statements.add(DSL.commentOnColumn(qualified).is(column.comment()));
      }
    }
    return statements;
  }

  private static List<Field<?>> fields(TableKey key) {
    List<Field<?>> fields = new ArrayList<>();
    key.columns().forEach(column -> fields.add(DSL.field(DSL.quotedName(column))));
    return fields;
  }

  private static Field<?> field(ColumnSpec column) {
    return field(column.name(), SqlTypes.of(column));
  }

  private static Field<?> systemField(String name) {
    return field(name, SqlTypes.ofSystemColumn(name));
  }

  private static Field<?> field(String name, DataType<?> type) {
    return DSL.field(DSL.quotedName(name), type);
  }
}
