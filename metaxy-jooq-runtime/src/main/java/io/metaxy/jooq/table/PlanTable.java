package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** A feature's table built from its plan, used where no generated table is available. */
public final class PlanTable extends TableImpl<Record> {

  private static final long serialVersionUID = 1L;

  static final DataType<Map<String, String>> BY_FIELD =
      SQLDataType.JSON.asConvertedDataType(new ByFieldBinding());

  /** The table of a plan, without a schema. */
  public PlanTable(FeaturePlan plan) {
    super(DSL.name(plan.tableName()));
    for (ColumnSpec column : plan.definition().columns()) {
      createField(DSL.name(column.name()), ColumnTypes.dataType(column), this);
    }
    for (String name : SystemColumns.ALL) {
      createField(DSL.name(name), systemType(name), this);
    }
  }

  /** The type of a system column. */
  public static DataType<?> systemType(String name) {
    return switch (name) {
      case SystemColumns.PROVENANCE_BY_FIELD, SystemColumns.DATA_VERSION_BY_FIELD ->
          BY_FIELD.notNull();
      case SystemColumns.CREATED_AT, SystemColumns.UPDATED_AT -> ColumnTypes.INSTANT.notNull();
      case SystemColumns.DELETED_AT -> ColumnTypes.INSTANT.null_();
      case SystemColumns.MATERIALIZATION_ID -> SQLDataType.VARCHAR.null_();
      default -> SQLDataType.VARCHAR.notNull();
    };
  }
}
