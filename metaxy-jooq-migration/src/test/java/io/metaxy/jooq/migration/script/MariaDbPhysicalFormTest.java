package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.MigrationDatabase.MARIADB;
import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Evolution;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB redefines whole columns: attributes that others gave a column stay when we change it. */
class MariaDbPhysicalFormTest {

  private static final ColumnSpec ID = text("id");
  private static final ColumnSpec AT = column("at?", ColumnType.INSTANT);
  private static final ColumnSpec PATH = text("path?", 20);
  private static final ColumnSpec NOTE = text("note?");
  private static final ColumnSpec MOOD = text("mood");
  private static final SpecSet CLIP = clip(AT, PATH, NOTE, MOOD);

  private Evolution evolution;

  @BeforeEach
  void open() throws Exception {
    evolution = new Evolution(MARIADB);
  }

  @AfterEach
  void close() throws SQLException {
    evolution.close();
  }

  private static SpecSet clip(ColumnSpec... columns) {
    ColumnSpec[] all = new ColumnSpec[columns.length + 1];
    all[0] = ID;
    System.arraycopy(columns, 0, all, 1, columns.length);
    return SpecSet.of(feature("clip", all));
  }

  /** Changes the table as others might, and reads its new state. */
  private void alter(String... changes) throws SQLException {
    for (String change : changes) {
      evolution.database().execute("alter table clip " + change);
    }
    evolution.look(CLIP);
  }

  private List<String> definition(String column) throws SQLException {
    return evolution
        .database()
        .rows(
            "select column_type, collation_name, column_default, extra, column_comment"
                + " from information_schema.columns where table_schema = database()"
                + " and table_name = 'clip' and column_name = '"
                + column
                + "'");
  }

  @Test
  void isNoneInATableOfOurs() throws Exception {
    SpecSet every =
        clip(
            Stream.of(ColumnType.values())
                .map(type -> column("c_" + type + "?", type))
                .toArray(ColumnSpec[]::new));
    evolution.to(every, Renames.NONE);

    SchemaState desired = every.on(MARIADB);
    assertEquals(desired, evolution.database().read(desired).holding(desired));
  }

  @Test
  void ofATimestampStaysWhenItsCommentIsChangedSoThatNoInstantMoves() throws Exception {
    evolution.to(CLIP, Renames.NONE);
    evolution.database().execute("set global time_zone = '+02:00'");
    try {
      evolution.insert("clip", List.of("id", "at", "mood"), "'1', '2026-05-01 12:00:00', 'x'");
      alter("modify at timestamp(6) null");
      List<String> before = evolution.database().rows("select unix_timestamp(at) from clip");

      List<String> statements =
          evolution.to(clip(commented(AT, "When"), PATH, NOTE, MOOD), Renames.NONE);

      assertEquals(
          List.of("alter table `clip` modify column `at` timestamp(6) null comment 'When'"),
          statements);
      assertEquals(before, evolution.database().rows("select unix_timestamp(at) from clip"));
    } finally {
      evolution.database().execute("set global time_zone = system");
    }
  }

  @Test
  void isADefaultAndACollationThatStay() throws Exception {
    evolution.to(CLIP, Renames.NONE);
    alter(
        "modify path varchar(20) collate utf8mb4_general_ci default 'it''s' check (path <> '')",
        "modify note text collate latin1_swedish_ci",
        "modify mood enum('CALM', 'Wild') not null default 'Wild'");

    evolution.to(
        clip(
            AT,
            commented(text("path?", 40), "Where"),
            commented(NOTE, "n"),
            commented(text("mood?"), "m")),
        Renames.NONE);

    assertEquals(
        List.of("[varchar(40), utf8mb4_general_ci, 'it''s', , Where]"), definition("path"));
    assertEquals(List.of("[text, latin1_swedish_ci, NULL, , n]"), definition("note"));
    assertEquals(
        List.of("[enum('CALM','Wild'), utf8mb4_nopad_bin, 'Wild', , m]"), definition("mood"));
    assertEquals(
        List.of("[`path` <> '']"),
        evolution
            .database()
            .rows(
                "select check_clause from information_schema.check_constraints"
                    + " where constraint_schema = database() and constraint_name = 'path'"));
  }

  @Test
  void isTheCollationOfTheTableWhichStaysToo() throws Exception {
    evolution.to(CLIP, Renames.NONE);
    alter(
        "convert to character set utf8mb4 collate utf8mb4_general_ci",
        "modify path varchar(20) collate utf8mb4_nopad_bin");

    evolution.to(
        clip(AT, commented(PATH, "p"), commented(NOTE, "n"), commented(MOOD, "m")), Renames.NONE);

    assertEquals(List.of("[varchar(20), utf8mb4_nopad_bin, NULL, , p]"), definition("path"));
    assertEquals(List.of("[longtext, utf8mb4_general_ci, NULL, , n]"), definition("note"));
  }

  @Test
  void isTold(@TempDir Path directory) throws Exception {
    Project project = new Project(directory);
    TestServers.Place scratch = TestServers.fresh(MARIADB);
    UnaryOperator<MigrationOptions.Builder> mariadb =
        o -> o.databases(MARIADB).scratch(scratch.url());
    project.with(AtFirst.Clip.class, mariadb).generate();
    Files.writeString(
        project.path(Project.H2.replace("h2", "mariadb") + "/V20260301000000__mine.sql"),
        "alter table clip modify metaxy_created_at timestamp(6) not null;");

    assertEquals(
        List.of(
            "mariadb, specs <-> snapshot: agree",
            "mariadb, snapshot <-> scripts: disagree",
            "  clip: column metaxy_created_at is stored as timestamp(6), not as datetime(6)"),
        project.with(AtFirst.Clip.class, mariadb).drift().text().lines().toList());

    project
        .with(AtFirst.Clip.class, o -> mariadb.apply(o).current(CurrentSource.SCRIPTS))
        .generate();
    DriftReport drift = project.with(AtFirst.Clip.class, mariadb).drift();
    assertTrue(drift.isClean(), drift.text());
    scratch.end();
  }

  @Test
  void isMadeAgainInANewDatabaseAndKeptInItsSnapshot() throws Exception {
    evolution.to(CLIP, Renames.NONE);
    alter(
        "modify at timestamp(6) not null default current_timestamp(6) on update"
            + " current_timestamp(6)",
        "modify path varchar(20) collate utf8mb4_general_ci default 'dflt' check (path <> '')",
        "add twice int as (char_length(path) * 2) stored comment 'c'");
    TableState adopted = evolution.state().tables().get(0);
    Snapshot snapshot = new Snapshot(adopted, "v", List.of());

    try (MigratedDatabase other = new MigratedDatabase(MARIADB)) {
      for (String sql : Databases.of(MARIADB).ddl().statements(new Change.CreateTable(adopted))) {
        other.execute(sql);
      }
      assertEquals(evolution.state(), other.read(CLIP.on(MARIADB)));
    }
    assertEquals(snapshot, SnapshotJson.read(SnapshotJson.write(snapshot), "clip.json"));
  }
}
