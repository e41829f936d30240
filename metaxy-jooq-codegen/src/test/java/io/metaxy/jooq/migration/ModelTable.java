package io.metaxy.jooq.migration;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.PlanTable;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;
import org.jooq.impl.TableRecordImpl;

/** What would be generated for a feature, so that a store writes and reads it. */
final class ModelTable extends TableImpl<ModelTable.Row> implements FeatureTable<ModelTable.Row> {

  private static final long serialVersionUID = 1L;

  private final transient FeatureData data;

  ModelTable(FeaturePlan plan) {
    super(DSL.name(plan.tableName()));
    for (Field<?> field : new PlanTable(plan).fields()) {
      createField(DSL.name(field.getName()), field.getDataType(), this);
    }
    FeatureDefinition definition = plan.definition();
    data =
        new FeatureData(
            FeatureData.GENERATOR_VERSION,
            plan.key().toString(),
            plan.spec().fields().stream().map(FieldSpec::key).map(Object::toString).toList(),
            SpecJson.write(plan.spec()),
            SchemaJson.orderedText(definition.schema()),
            definition.project(),
            definition.featureClass());
  }

  /** One sample's metadata. */
  static final class Row extends TableRecordImpl<Row> implements FeatureRecord<Row> {

    private static final long serialVersionUID = 1L;

    Row(ModelTable table) {
      super(table);
    }
  }

  @Override
  public Class<Row> getRecordType() {
    return Row.class;
  }

  @Override
  public FeatureData featureData() {
    return data;
  }
}
