package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.MigrationDatabase.DUCKDB;
import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.SpecSet.Feature;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnType;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recreated DuckDB table loses nothing, even what the snapshot does not contain. */
class DuckDbCopyTest {

  private static final PlanOptions ALLOWED =
      new PlanOptions(
          Set.of("rewrite-table", "drop-column", "set-not-null"), Set.of(), false, false);
  private static final Feature CLIP =
      feature("clip", text("id"), text("path?"), column("take", ColumnType.INT32))
          .withIds("id", "take")
          .withFields("audio");
  private static final SpecSet KEYED = SpecSet.of(CLIP).withPrimaryKey();

  private MigratedDatabase database;

  @BeforeEach
  void create() throws Exception {
    database = new MigratedDatabase(DUCKDB);
    migrate(SpecSet.of(), KEYED);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private void migrate(SpecSet before, SpecSet after) throws Exception {
    SchemaState current = before.on(DUCKDB);
    SchemaDiff diff =
        Differ.diff(after.on(DUCKDB), current, Renames.NONE, SafetyRule.drops(ALLOWED));
    MigrationPlan plan = Planner.plan(diff, current, DUCKDB, ALLOWED);
    assertEquals(List.of(), plan.refused());
    for (PlannedScript script : plan.scripts()) {
      database.script(
          script.statements().stream().map(PlannedStatement::sql).toList(), script.transactional());
    }
    database.migrate();
    assertEquals(
        List.of(),
        Differ.diff(after.on(DUCKDB), database.read(after.on(DUCKDB)), Renames.NONE, Set.of())
            .changes()
            .stream()
            .filter(change -> !(change instanceof Change.DropColumn))
            .toList());
  }

  private void addWhatNoSnapshotKnows() throws Exception {
    database.execute("alter table clip add column note varchar");
    database.execute("alter table clip add column metaxy_cost decimal(20, 4)");
    database.execute("alter table clip add column metaxy_provenance_by_field.extra varchar");
    insert();
  }

  private void insert() throws Exception {
    database.execute(
        """
        insert into clip by name select '1' as id, 'p' as path, 7 as take, 'precious' as note,
          3.5 as metaxy_cost, {'audio': 'h1', 'extra': 'h2'} as metaxy_provenance_by_field,
          'x' as metaxy_provenance, {'audio': 'h1'} as metaxy_data_version_by_field,
          'x' as metaxy_data_version, 'f' as metaxy_feature_version, 'v' as metaxy_project_version,
          now() as metaxy_created_at, now() as metaxy_updated_at
        """);
  }

  private void assertKept() throws Exception {
    assertEquals(
        List.of("[1, 7, precious, 3.5000, DECIMAL(20,4), h1, h2]"),
        database.rows(
            """
            select id, take, note, metaxy_cost, typeof(metaxy_cost),
              metaxy_provenance_by_field.audio, metaxy_provenance_by_field.extra
            from clip
            """));
  }

  @Test
  void whenItsPrimaryKeyGoes() throws Exception {
    addWhatNoSnapshotKnows();
    migrate(KEYED, SpecSet.of(CLIP));
    assertKept();
  }

  @Test
  void whenAColumnOfItsKeyChangesItsType() throws Exception {
    addWhatNoSnapshotKnows();
    Feature longer =
        feature("clip", text("id"), text("path?"), column("take", ColumnType.INT64))
            .withIds("id", "take")
            .withFields("audio");
    migrate(KEYED, SpecSet.of(longer).withPrimaryKey());
    assertKept();
    assertEquals(List.of("[BIGINT]"), database.rows("select typeof(take) from clip"));
  }

  @Test
  void whenAColumnBeforeItsKeyIsDropped() throws Exception {
    addWhatNoSnapshotKnows();
    Feature shorter =
        feature("clip", text("id"), column("take", ColumnType.INT32))
            .withIds("id", "take")
            .withFields("audio");
    migrate(KEYED, SpecSet.of(shorter).withPrimaryKey());
    assertKept();
    assertEquals(
        List.of(),
        database.rows(
            "select 1 from duckdb_columns() where table_name = 'clip' and column_name = 'path'"));
  }

  @Test
  void norWhatACopyCannotHave() throws Exception {
    database.execute("alter table clip add column note varchar");
    database.execute("alter table clip alter column note set not null");
    database.execute("alter table clip alter column path set default 'none'");
    database.execute("comment on column clip.note is 'mine'");
    database.execute("create index mine on clip (path)");

    FlywayException failure =
        assertThrows(FlywayException.class, () -> migrate(KEYED, SpecSet.of(CLIP)));

    String sentence =
        "Cannot copy table clip, because the copy would not have not null of column note, the"
            + " comment on column note, the default of column path, the index mine; drop it"
            + " first, let Flyway migrate, then create it again";
    assertTrue(String.valueOf(failure.getMessage()).contains(sentence), failure.getMessage());
    assertEquals(List.of("[mine]"), database.rows("select index_name from duckdb_indexes()"));
    assertEquals(
        List.of("[1]"),
        database.rows(
            "select count(*) from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"));
  }

  @Test
  void norAnIndexOfOthersThatIsInTheWay() throws Exception {
    database.execute("create index mine on clip (path)");
    Feature wider =
        feature("clip", text("id"), text("path?"), column("take", ColumnType.INT32))
            .withIds("id", "take")
            .withFields("audio", "frames");

    FlywayException failure =
        assertThrows(
            FlywayException.class, () -> migrate(KEYED, SpecSet.of(wider).withPrimaryKey()));

    String sentence =
        "Cannot alter table clip while it has the index mine; drop it first, let Flyway migrate,"
            + " then create it again";
    assertTrue(String.valueOf(failure.getMessage()).contains(sentence), failure.getMessage());
    assertEquals(List.of("[mine]"), database.rows("select index_name from duckdb_indexes()"));
  }

  @Test
  void norAnIndexThatANewColumnLeavesAlone() throws Exception {
    SpecSet indexed = KEYED.withIndex();
    migrate(KEYED, indexed);
    database.execute("create index mine on clip (path)");
    Feature wider =
        feature(
                "clip",
                text("id"),
                text("path?"),
                column("take", ColumnType.INT32),
                text("a?"),
                text("b?"))
            .withIds("id", "take")
            .withFields("audio");

    migrate(indexed, SpecSet.of(wider).withPrimaryKey().withIndex());

    assertEquals(
        List.of("[clip_metaxy_idx]", "[mine]"),
        database.rows("select index_name from duckdb_indexes() order by 1"));
  }
}
