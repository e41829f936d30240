package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.index;
import static io.metaxy.jooq.migration.fixture.SpecSet.named;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** On every database, an index gets a name that another index or another table had until then. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class ExchangedNamesTest {

  private static final ColumnSpec ID = text("id", 20);
  private static final ColumnSpec PATH = text("path", 20);
  private static final ColumnSpec SHOT = text("shot", 20);
  private static final ColumnSpec TAKE = text("take", 20);

  @Parameter MigrationDatabase kind;

  private MigratedDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new MigratedDatabase(kind, "");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** A feature whose indexes have names. */
  private static SpecSet.Feature clip(String key, OfIndex... indexes) {
    return feature(key, ID, PATH, SHOT, TAKE).indexed(indexes);
  }

  private static OfIndex on(String column, String name) {
    return named(name, index(column));
  }

  /** Creates the first tables, migrates to the second, and returns the changes. */
  private List<String> migrate(SpecSet first, SpecSet second, Renames renames, String... drops)
      throws Exception {
    SchemaState before = first.on(kind);
    SchemaState after = second.on(kind);
    run(Differ.diff(before, SchemaState.EMPTY, Renames.NONE, Set.of()), SchemaState.EMPTY, before);
    SchemaDiff diff = Differ.diff(after, before, renames, Set.of(drops));
    run(diff, before, after, drops);
    return diff.changes().stream().map(ChangeText::of).toList();
  }

  private void run(SchemaDiff diff, SchemaState before, SchemaState after, String... drops)
      throws Exception {
    assertEquals(List.of(), diff.problems());
    PlanOptions options = new PlanOptions(Set.of("rewrite-table"), Set.of(drops), false, false);
    MigrationPlan plan = Planner.plan(diff, before, kind, options);
    assertEquals(List.of(), plan.refused());
    for (PlannedScript script : plan.scripts()) {
      database.script(
          script.statements().stream().map(PlannedStatement::sql).toList(), script.transactional());
    }
    database.migrate();
    assertEquals(StateText.of(after), StateText.of(database.read(after)));
  }

  @Test
  void ofADroppedIndex() throws Exception {
    assertEquals(
        List.of("drop index first of clip", "rename index second of clip"),
        migrate(
            SpecSet.of(clip("clip", on("path", "first"), on("shot", "second"))),
            SpecSet.of(clip("clip", on("shot", "first"))),
            Renames.NONE));
  }

  @Test
  void ofARenamedIndex() throws Exception {
    assertEquals(
        List.of(
            "rename index third of clip",
            "rename index second of clip",
            "rename index first of clip"),
        migrate(
            SpecSet.of(
                clip("clip", on("path", "first"), on("shot", "second"), on("take", "third"))),
            SpecSet.of(
                clip("clip", on("path", "second"), on("shot", "third"), on("take", "fourth"))),
            Renames.NONE));
  }

  @Test
  void ofEachOther() throws Exception {
    assertEquals(
        List.of(
            "drop index first of clip",
            "rename index third of clip",
            "rename index second of clip",
            "create index second on clip"),
        migrate(
            SpecSet.of(
                clip("clip", on("path", "first"), on("shot", "second"), on("take", "third"))),
            SpecSet.of(
                clip("clip", on("path", "second"), on("shot", "third"), on("take", "first"))),
            Renames.NONE));
  }

  @Test
  void ofAPrimaryKey() throws Exception {
    assertEquals(
        List.of(
            "drop index first of clip",
            "drop the primary key of clip",
            "create index clip_metaxy_pk on clip"),
        migrate(
            SpecSet.of(clip("clip", on("path", "first"))).withPrimaryKey(),
            SpecSet.of(clip("clip", on("path", "clip_metaxy_pk"))),
            Renames.NONE));
  }

  @Test
  void ofAnIndexOfALaterTable() throws Exception {
    assertEquals(
        List.of(
            "drop index first of shot",
            "rename index second of shot",
            "rename index old of clip",
            "create index second on clip"),
        migrate(
            SpecSet.of(
                clip("clip", on("path", "old")),
                clip("shot", on("path", "first"), on("shot", "second"))),
            SpecSet.of(
                clip("clip", on("path", "first"), on("shot", "second")),
                clip("shot", on("shot", "third"))),
            Renames.NONE));
  }

  @Test
  void ofAnIndexOfADroppedTable() throws Exception {
    assertEquals(
        List.of("drop table shot", "create index first on clip"),
        migrate(
            SpecSet.of(clip("clip"), clip("shot", on("path", "first"))),
            SpecSet.of(clip("clip", on("path", "first"))),
            Renames.NONE,
            "shot"));
  }

  @Test
  void ofARenamedTableAndItsIndexes() throws Exception {
    OfIndex unnamed = index("path");
    assertEquals(
        List.of(
            "rename table clip to shot",
            "rename index clip_metaxy_idx of shot",
            "rename index clip_path_metaxy_idx of shot",
            "change the comment on table shot",
            "create table clip"),
        migrate(
            SpecSet.of(clip("clip", unnamed)).withIndex(),
            SpecSet.of(clip("clip", unnamed), clip("shot", unnamed)).withIndex(),
            new Renames(Map.of("shot", "clip"), Map.of())));
  }
}
