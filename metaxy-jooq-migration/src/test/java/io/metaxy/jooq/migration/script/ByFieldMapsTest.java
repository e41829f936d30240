package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.fixture.ClipProject;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The option {@code enableMapDatatype}: by-field columns of new tables are maps. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class ByFieldMapsTest {

  @Parameter MigrationDatabase kind;

  @TempDir Path directory;

  private ClipProject project;

  @BeforeEach
  void open() throws Exception {
    project = new ClipProject(kind, directory);
  }

  @AfterEach
  void close() throws Exception {
    project.close();
  }

  /** The commands for a feature with these fields. */
  private Migrations with(boolean maps, String... fields) throws Exception {
    return with(maps, CurrentSource.SNAPSHOT, fields);
  }

  private Migrations with(boolean maps, CurrentSource current, String... fields) throws Exception {
    FeatureDefinition clip = feature("clip", text("clip_id")).withFields(fields).definition();
    return project.with(
        SpecJson.write(clip.spec()),
        SchemaJson.orderedText(clip.schema()),
        "{}",
        options -> options.current(current).enableMapDatatype(maps));
  }

  /** Drift compares the specs, the snapshot, the scripts and the live table with each other. */
  private void assertClean(boolean maps, String... fields) throws Exception {
    for (CurrentSource current : CurrentSource.values()) {
      assertEquals(
          "clean: The scripts match the specs", with(maps, current, fields).check().summary());
    }
    Migrations migrations = with(maps, fields);
    assertTrue(migrations.drift().isClean(), () -> migrations.drift().text());
    assertEquals(List.of(), migrations.generate().files());
  }

  private boolean hasMaps() {
    TableState table = SpecSet.of(feature("clip", text("clip_id"))).on(kind).tables().get(0);
    return !Databases.of(kind).withMaps(table).equals(table);
  }

  /** The type of a by-field column that the snapshot records. */
  private StoredType recorded() {
    return SnapshotFolder.recorded(project.folder().resolve("metaxy"))
        .table("clip")
        .orElseThrow()
        .column("metaxy_data_version_by_field")
        .orElseThrow()
        .type();
  }

  private String name(String name) {
    return new SqlText(kind.dialect()).name(name);
  }

  private ByField withKeys(String... keys) {
    Form form = Databases.of(kind).byField();
    return new ByField(form, form == Form.STRUCT ? List.of(keys) : List.of());
  }

  private ByField ofNewTables() {
    return hasMaps() ? new ByField(Form.MAP, List.of()) : withKeys("audio", "frames");
  }

  private String script(GenerateReport report) throws IOException {
    Path script =
        report.files().stream()
            .filter(file -> file.toString().endsWith(".sql"))
            .findFirst()
            .orElseThrow();
    return Files.readString(directory.resolve(script));
  }

  @Test
  void makesMapsInNewTablesWhereTheDatabaseHasThem() throws Exception {
    String script = script(with(true, "audio", "frames").generate());
    project.flyway("1").migrate();

    List<String> columns = script.lines().filter(line -> line.contains("_by_field")).toList();
    if (hasMaps()) {
      assertEquals(
          List.of(
              "  \"metaxy_provenance_by_field\" map(varchar, varchar) not null,",
              "  \"metaxy_data_version_by_field\" map(varchar, varchar) not null,"),
          columns);
    } else {
      String type = Databases.of(kind).ddl().typeName(withKeys("audio", "frames"));
      assertEquals(2, columns.size(), script);
      columns.forEach(column -> assertTrue(column.endsWith(" " + type + " not null,"), column));
    }
    assertEquals(ofNewTables(), recorded());
    assertClean(true, "audio", "frames");
    assertClean(false, "audio", "frames");
  }

  @Test
  void ofAMapNeedsNoScriptForANewField() throws Exception {
    with(true, "audio", "frames").generate();
    project.flyway("1").migrate();
    with(false, "audio", "frames", "text").generate();
    project.flyway("1").migrate();

    assertEquals(hasMaps() ? ofNewTables() : withKeys("audio", "frames", "text"), recorded());
    assertClean(false, "audio", "frames", "text");
    assertClean(true, "audio", "frames", "text");
  }

  @Test
  void doesNotChangeExistingTables() throws Exception {
    with(false, "audio").generate();
    project.flyway("1").migrate();
    assertClean(true, "audio");
    assertEquals(withKeys("audio"), recorded());

    with(true, "audio", "frames").generate();
    project.flyway("1").migrate();
    assertEquals(withKeys("audio", "frames"), recorded());
    assertClean(true, "audio", "frames");
  }

  /** The recipe of {@code docs/change-a-feature.md}. */
  @Test
  void followsAScriptOfTheUserThatMakesMaps() throws Exception {
    with(false, "audio").generate();
    project.flyway("1").migrate();
    if (hasMaps()) {
      project
          .database()
          .execute(
              """
              insert into "clip" by name select 'c' as "clip_id",
                {'audio': 'p'} as "metaxy_provenance_by_field", 'p' as "metaxy_provenance",
                {'audio': 'd'} as "metaxy_data_version_by_field", 'd' as "metaxy_data_version",
                'f' as "metaxy_feature_version", 'v' as "metaxy_project_version",
                now() as "metaxy_created_at", now() as "metaxy_updated_at"
              """);
    }
    Files.writeString(
        project.folder().resolve("V20260201000000__maps.sql"),
        hasMaps()
            ? """
            alter table "clip" alter "metaxy_provenance_by_field" set data type map(varchar, varchar);
            alter table "clip" alter "metaxy_data_version_by_field" set data type map(varchar, varchar);
            """
            : "select 1;");
    project.flyway("1").migrate();
    with(true, CurrentSource.SCRIPTS, "audio").generate();

    assertEquals(hasMaps() ? ofNewTables() : withKeys("audio"), recorded());
    assertEquals(
        hasMaps() ? List.of("[{audio=p}, {audio=d}]") : List.of(),
        project
            .database()
            .rows(
                "select %s, %s from %s"
                    .formatted(
                        name("metaxy_provenance_by_field"),
                        name("metaxy_data_version_by_field"),
                        name("clip"))));
    assertClean(true, "audio");
    with(true, "audio", "frames").generate();
    project.flyway("1").migrate();
    assertClean(true, "audio", "frames");
  }
}
