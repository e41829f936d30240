package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.DesiredSchema;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.ModelTable;
import io.metaxy.jooq.migration.fixture.RandomRows;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store works on the tables that scripts make, with columns of every type. */
class StoreTest {

  private static final int ROWS = 5;

  private static List<ColumnSpec> columns() {
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(SpecSet.text("id"));
    for (ColumnType type : ColumnType.values()) {
      String name = "c_" + type.name().toLowerCase(Locale.ROOT);
      columns.add(
          type == ColumnType.ENUM ? SpecSet.constants(name, "A", "B") : SpecSet.column(name, type));
    }
    return columns;
  }

  private static FeatureModel model() {
    FeatureSpec video =
        FeatureSpec.of("video").id("id").field("audio", f -> f).field("frames", f -> f).build();
    FeatureSpec crop =
        FeatureSpec.of("video/crop")
            .id("id")
            .dependsOn(video)
            .field("crop", f -> f.from(video, "frames"))
            .build();
    return FeatureModel.of(
        new CodegenOptions(
            List.of(),
            "test",
            GraphOptions.withHashLength(GraphOptions.MIN_HASH_LENGTH),
            true,
            true),
        List.of(
            FeatureDefinition.of(video, columns(), "test", "test.Video"),
            FeatureDefinition.of(crop, columns(), "test", "test.Crop")));
  }

  @ParameterizedTest
  @EnumSource
  void writesAndResolves(MigrationDatabase kind) throws Exception {
    FeatureModel model = model();
    SchemaState desired = DesiredSchema.of(model, kind);
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      SchemaDiff diff = Differ.diff(desired, SchemaState.EMPTY, Renames.NONE, Set.of());
      for (PlannedScript script :
          Planner.plan(diff, SchemaState.EMPTY, kind, PlanOptions.NONE).scripts()) {
        database.script(
            script.statements().stream().map(PlannedStatement::sql).toList(),
            script.transactional());
      }
      database.migrate();
      List<FeatureDefinition> definitions =
          model.features().stream().map(FeaturePlan::definition).toList();
      FeatureGraph graph = FeatureGraph.of(definitions, model.options().graph());
      MetadataStore store =
          MetadataStore.of(DSL.using(database.connection(), kind.dialect()), graph);
      ModelTable video = new ModelTable(graph.plan(FeatureKey.of("video")));
      ModelTable crop = new ModelTable(graph.plan(FeatureKey.of("video/crop")));
      assertEquals(ROWS, store.write(video, rows(video, Map.of("audio", "a", "frames", "f"))));
      for (Engine engine : Engine.values()) {
        try (Increment<?> increment = store.withEngine(engine).resolve(crop)) {
          assertEquals("new 5, stale 0, orphaned 0, pending 5", increment.counts().toString());
        }
      }
      assertEquals(ROWS, store.write(crop, rows(crop, Map.of("crop", "c"))));
      for (Engine engine : Engine.values()) {
        try (Increment<?> increment = store.withEngine(engine).resolve(crop)) {
          assertEquals("new 0, stale 5, orphaned 0, pending 5", increment.counts().toString());
        }
      }
    }
  }

  private static List<ModelTable.Row> rows(ModelTable table, Map<String, String> provenance) {
    List<ModelTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      ModelTable.Row row = new ModelTable.Row(table);
      for (ColumnSpec column : columns()) {
        set(row, table.field(column.name()), RandomRows.value(column, i));
      }
      set(row, table.field(SystemColumns.PROVENANCE_BY_FIELD), provenance);
      rows.add(row);
    }
    return rows;
  }

  private static <T> void set(ModelTable.Row row, Field<T> field, Object value) {
    row.set(field, field.getType().cast(value));
  }
}
