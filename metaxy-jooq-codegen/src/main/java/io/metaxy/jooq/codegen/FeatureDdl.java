package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.definition.KeyNames;
import io.metaxy.jooq.codegen.definition.TableComment;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Constraint;
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
      for (Query query : statements(feature, model.options())) {
        script.append(dsl.renderInlined(query)).append(";\n");
      }
    }
    return script.toString();
  }

  private static List<Query> statements(FeaturePlan feature, CodegenOptions options) {
    String table = feature.tableName();
    Name name = DSL.quotedName(table);
    List<Field<?>> columns = new ArrayList<>();
    feature.definition().columns().forEach(column -> columns.add(field(column)));
    SystemColumns.ALL.forEach(column -> columns.add(systemField(column)));
    List<Field<?>> key = new ArrayList<>();
    FeatureModel.keyColumns(feature).forEach(column -> key.add(DSL.field(DSL.quotedName(column))));

    List<Constraint> constraints = new ArrayList<>();
    if (options.primaryKey()) {
      Name pk = DSL.quotedName(KeyNames.primaryKey(table));
      constraints.add(DSL.constraint(pk).primaryKey(key.toArray(new Field<?>[0])));
    }
    List<Query> statements = new ArrayList<>();
    statements.add(DSL.createTable(name).columns(columns).constraints(constraints));
    if (options.index()) {
      statements.add(
          DSL.createIndex(DSL.quotedName(KeyNames.index(table))).on(DSL.table(name), key));
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
