package io.metaxy.jooq.it.column;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.PlanTable;
import java.util.List;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.TableRecordImpl;

/** A feature computed from clips, in the form of generated code. */
final class CutTable extends TableImpl<CutTable.Cut> implements FeatureTable<CutTable.Cut> {

  private static final long serialVersionUID = 1L;

  static final FeatureSpec SPEC =
      FeatureSpec.of("clip/cut")
          .id("clip_id")
          .dependsOn(ClipTable.SPEC)
          .field("length", f -> f.from(ClipTable.SPEC, "cut"))
          .build();

  static final CutTable CUT = new CutTable();

  final TableField<Cut, String> clipId =
      createField(DSL.name("clip_id"), SQLDataType.VARCHAR.notNull(), this);

  private CutTable() {
    super(DSL.name("clip__cut"));
    for (String name : SystemColumns.ALL) {
      createField(DSL.name(name), PlanTable.systemType(name), this);
    }
  }

  @Override
  public Class<Cut> getRecordType() {
    return Cut.class;
  }

  @Override
  public FeatureData featureData() {
    return new FeatureData(
        FeatureData.GENERATOR_VERSION,
        "clip/cut",
        List.of("length"),
        SpecJson.write(SPEC),
        SchemaJson.orderedText(
            SchemaJson.write(List.of(ColumnSpec.of("clip_id", ColumnType.STRING, false)), "Cut")),
        "it",
        "");
  }

  /** A record in the form of generated code. */
  public static final class Cut extends TableRecordImpl<Cut> implements FeatureRecord<Cut> {

    private static final long serialVersionUID = 1L;

    public Cut() {
      super(CUT);
    }
  }
}
