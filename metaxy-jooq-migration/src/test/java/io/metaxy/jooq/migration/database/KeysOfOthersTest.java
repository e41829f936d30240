package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Renamed;
import io.metaxy.jooq.migration.fixture.LiveProject;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys and indexes that others created are changed by their own names. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class KeysOfOthersTest {

  private static final List<String> KEY =
      List.of("metaxy_feature_version", "clip_id", "metaxy_updated_at");

  @Parameter MigrationDatabase kind;

  @TempDir Path directory;
  private LiveProject project;

  @BeforeEach
  void open() throws Exception {
    project = new LiveProject(kind, directory);
  }

  @AfterEach
  void close() throws Exception {
    project.close();
  }

  private Migrations migrations(Class<?> feature, boolean primaryKey, boolean index) {
    return Migrations.of(options(feature, primaryKey, index).build());
  }

  private MigrationOptions.Builder options(Class<?> feature, boolean primaryKey, boolean index) {
    return project
        .options(
            Map.of(
                "metaxy.features",
                feature.getName(),
                "metaxy.primaryKey",
                String.valueOf(primaryKey),
                "metaxy.index",
                String.valueOf(index)))
        .allow(Stream.of(SafetyRule.values()).map(SafetyRule::code).toList());
  }

  private String quoted(String name) {
    return new SqlText(kind.dialect()).name(name);
  }

  /** A table of clips, created by the user's own statements. */
  private String table(String constraint) {
    TableState clip =
        SpecSet.of(
                SpecSet.feature("clip", SpecSet.text("clip_id"), SpecSet.text("path"))
                    .withFields("audio", "frames"))
            .withPrimaryKey()
            .on(kind)
            .tables()
            .get(0);
    List<String> lines = new ArrayList<>();
    for (ColumnState column : clip.columns()) {
      lines.add(
          quoted(column.name())
              + " "
              + Databases.of(kind).ddl().typeName(column.type())
              + (KEY.contains(column.name()) ? " not null" : ""));
    }
    if (!constraint.isEmpty()) {
      lines.add(constraint);
    }
    return "create table " + quoted("clip") + " (" + String.join(", ", lines) + ")";
  }

  private String key() {
    return "(" + KEY.stream().map(this::quoted).collect(Collectors.joining(", ")) + ")";
  }

  private TableState now(boolean primaryKey, boolean index) throws SQLException {
    SpecSet clips =
        SpecSet.of(
            SpecSet.feature("clip", SpecSet.text("clip_id"), SpecSet.text("path"))
                .withFields("audio", "frames"));
    SchemaState asked = new SpecSet(clips.features(), "", primaryKey, index).on(kind);
    try (Connection connection = DriverManager.getConnection(project.url())) {
      return SchemaReader.read(connection, kind, "", asked).tables().get(0);
    }
  }

  /** A handwritten script has a key without a name; our comment makes the table ours. */
  private void byHand() throws Exception {
    String comment =
        kind == MigrationDatabase.MARIADB
            ? "alter table `clip` comment = 'Feature clip'"
            : "comment on table \"clip\" is 'Feature clip'";
    Files.writeString(
        project.folder().resolve("V1__clip.sql"),
        table("primary key " + key()) + ";\n" + comment + ";\n");
    Migrations.of(options(AtFirst.Clip.class, true, false).current(CurrentSource.SCRIPTS).build())
        .generate();
    project.flyway("").migrate();
    assertEquals(Status.CLEAN, migrations(AtFirst.Clip.class, true, false).check().status());
  }

  @Test
  void aKeyWithoutANameIsGivenOurs() throws Exception {
    byHand();

    assertEquals(new KeyState("clip_metaxy_pk", KEY), now(true, false).primaryKey());
  }

  @Test
  void aKeyWithoutANameCanBeDropped() throws Exception {
    byHand();
    migrations(AtFirst.Clip.class, false, false).generate();
    project.flyway("").migrate();

    assertNull(now(false, false).primaryKey());
  }

  @Test
  void theFeatureOfAKeyWithoutANameCanBeRenamed() throws Exception {
    byHand();
    migrations(Renamed.Film.class, true, false).generate();
    project.flyway("").migrate();

    TableState film = now(true, false);
    assertEquals("film", film.feature());
    assertEquals(new KeyState("film_metaxy_pk", KEY), film.primaryKey());
  }

  /** The table and the index of the Python original, adopted. */
  private void adopted() throws Exception {
    try (Connection connection = DriverManager.getConnection(project.url());
        Statement statement = connection.createStatement()) {
      statement.execute(table(""));
      statement.execute("create index " + quoted("metaxy_idx") + " on " + quoted("clip") + key());
    }
    Migrations.of(
            options(AtFirst.Clip.class, false, true).connection(project.url(), null, null).build())
        .adopt();
    project.flyway("").baseline();
    assertEquals(Status.CLEAN, migrations(AtFirst.Clip.class, false, true).check().status());
  }

  @Test
  void theTableOfAnIndexOfThePeersCanBeChanged() throws Exception {
    adopted();
    migrations(Renamed.Film.class, false, true).generate();
    project.flyway("").migrate();

    try (Connection connection = DriverManager.getConnection(project.url())) {
      FoundTable film =
          Objects.requireNonNull(
              Databases.of(kind).catalog().read(DSL.using(connection, kind.dialect())).get("film"));
      assertEquals(List.of(new KeyState("metaxy_idx", KEY)), film.indexes());
    }
    assertEquals(Status.CLEAN, migrations(Renamed.Film.class, false, true).check().status());
  }

  @Test
  void anIndexOfThePeersIsGivenOurNameAndCanBeDropped() throws Exception {
    adopted();
    Migrations.of(options(AtFirst.Clip.class, false, true).harden(true).build()).generate();
    project.flyway("").migrate();
    assertEquals(List.of(new KeyState("clip_metaxy_idx", KEY)), now(false, true).indexes());
    migrations(AtFirst.Clip.class, false, false).generate();
    project.flyway("").migrate();

    assertEquals(List.of(), now(false, false).indexes());
  }
}
