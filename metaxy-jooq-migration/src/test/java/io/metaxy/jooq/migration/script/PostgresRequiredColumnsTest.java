package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.MigrationDatabase.POSTGRESQL;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.StateText;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL's check that new rows have a value follows its column. */
class PostgresRequiredColumnsTest {

  private static final PlanOptions REQUIRE = new PlanOptions(Set.of(), Set.of(), false, true);

  private MigratedDatabase database;
  private SchemaState state = SchemaState.EMPTY;

  @BeforeEach
  void create() throws Exception {
    database = new MigratedDatabase(POSTGRESQL);
    migrate(Map.of());
    insert("id", "'old'");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  /** Migrates the table to these columns, starting from the previous snapshot. */
  private void migrate(Map<String, String> renames, ColumnSpec... columns) throws Exception {
    ColumnSpec[] all = new ColumnSpec[columns.length + 1];
    all[0] = text("id");
    System.arraycopy(columns, 0, all, 1, columns.length);
    SchemaState desired = SpecSet.of(feature("clip", all)).on(POSTGRESQL);
    SchemaDiff diff =
        Differ.diff(desired, state, new Renames(Map.of(), Map.of("clip", renames)), Set.of());
    assertEquals(List.of(), diff.problems());
    MigrationPlan plan = Planner.plan(diff, state, POSTGRESQL, REQUIRE);
    assertEquals(List.of(), plan.refused());
    for (PlannedScript script : plan.scripts()) {
      database.script(
          script.statements().stream().map(PlannedStatement::sql).toList(), script.transactional());
      state =
          AppliedState.of(
              state,
              script.statements().stream().map(PlannedStatement::change).distinct().toList());
    }
    database.migrate();
    assertEquals(StateText.of(state), StateText.of(database.read(state)));
    assertEquals(
        List.of(), Differ.diff(state, database.read(state), Renames.NONE, Set.of()).changes());
  }

  private void insert(String columns, String values) throws SQLException {
    database.execute(
        "insert into clip ("
            + columns
            + ", metaxy_provenance_by_field, metaxy_provenance, metaxy_data_version_by_field,"
            + " metaxy_data_version, metaxy_feature_version, metaxy_project_version,"
            + " metaxy_created_at, metaxy_updated_at) values ("
            + values
            + ", '{}', 'p', '{}', 'd', 'f', 'v', now(), now())");
  }

  private void assertRequired(String column) {
    String message = assertThrows(SQLException.class, () -> insert("id", "'new'")).getMessage();
    assertTrue(message.contains("\"" + column + "_metaxy_required\""), message);
  }

  @Test
  void whichIsRenamedWhileAnotherGetsItsName() throws Exception {
    migrate(Map.of(), text("a"));
    assertRequired("a");

    migrate(Map.of("b", "a"), text("b"));
    assertRequired("b");
    migrate(Map.of(), text("a"), text("b"));

    insert("id, a, b", "'new', 'x', 'y'");
    assertThrows(SQLException.class, () -> insert("id, a", "'new', 'x'"));
    assertThrows(SQLException.class, () -> insert("id, b", "'new', 'x'"));
  }

  @Test
  void whichBecomesRequiredLater() throws Exception {
    migrate(Map.of(), text("a?"));
    insert("id", "'new'");

    migrate(Map.of(), text("a"));

    assertRequired("a");
  }

  @Test
  void whichMayBeNullAgain() throws Exception {
    migrate(Map.of(), text("a"));

    migrate(Map.of(), text("a?"));

    insert("id", "'new'");
  }

  @Test
  void whichIsDropped() throws Exception {
    migrate(Map.of(), text("a"));
    SchemaDiff diff =
        Differ.diff(
            SpecSet.of(feature("clip", text("id"))).on(POSTGRESQL),
            state,
            Renames.NONE,
            Set.of("clip.a"));
    database.script(
        Databases.of(POSTGRESQL).ddl().statements(diff.changes().get(0), state.tables().get(0)),
        true);
    database.migrate();

    insert("id", "'new'");
  }

  @Test
  void andIsInTheSnapshot() throws Exception {
    migrate(Map.of(), text("a"));
    Snapshot snapshot = new Snapshot(state.tables().get(0), "v", List.of());

    String text = SnapshotJson.write(snapshot);

    assertTrue(text.contains("\"required\": true"), text);
    assertEquals(snapshot, SnapshotJson.read(text, "clip.json"));
  }

  @Test
  void whichTheSnapshotKnowsSoThatItIsWrittenOnce(@TempDir Path basedir) throws Exception {
    Project project = new Project(basedir);
    project.with(AtFirst.Clip.class, o -> o.databases(POSTGRESQL)).generate();
    project.later(1);
    Migrations required =
        project.with(WithSeconds.Clip.class, o -> o.databases(POSTGRESQL).requireFromNow(true));

    assertEquals(2, required.generate().files().size());

    String snapshot =
        project.files().get("src/main/resources/db/migration/postgresql/metaxy/clip.json");
    assertTrue(snapshot.contains("\"required\": true"), snapshot);
    assertEquals(List.of(), required.generate().files());
  }
}
