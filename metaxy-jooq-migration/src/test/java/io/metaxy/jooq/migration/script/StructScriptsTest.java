package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.fixture.ClipProject;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.SpecJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Columns of structs and maps, from definitions as the Python original writes them, in scripts,
 * snapshots and live databases: what the commands say about them.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
public class StructScriptsTest {

  private static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();

  /** A nested model, a list of it, and a dictionary. */
  private static final String NESTED =
      """
      {"$defs": {"Box": {"properties": {"left": {"type": "integer"}, "label": {"type": "string"}},
                         "type": "object"}},
       "properties": {"clip_id": {"type": "string"},
                      "box": {"$ref": "#/$defs/Box"},
                      "boxes": {"items": {"$ref": "#/$defs/Box"}, "type": "array"},
                      "scores": {"additionalProperties": {"type": "number"}, "type": "object"}},
       "required": ["clip_id"], "type": "object"}""";

  /** The same columns without a form, as earlier versions of the library read them. */
  private static final String JSON =
      """
      {"properties": {"clip_id": {"type": "string"},
                      "box": {"type": "object"},
                      "boxes": {"type": "array"},
                      "scores": {"type": "object"}},
       "required": ["clip_id"], "type": "object"}""";

  @Parameter MigrationDatabase kind;

  @TempDir Path directory;

  private ClipProject project;
  private MigratedDatabase database;

  @BeforeEach
  void open() throws Exception {
    project = new ClipProject(kind, directory);
    database = project.database();
  }

  @AfterEach
  void close() throws Exception {
    project.close();
  }

  private Migrations with(String schema) throws Exception {
    return with(schema, "{}", options -> options);
  }

  /** The commands for a feature with this schema and these settings. */
  private Migrations with(
      String schema, String settings, UnaryOperator<MigrationOptions.Builder> more)
      throws Exception {
    return project.with(SpecJson.write(SPEC), schema, settings, more);
  }

  /** Drift compares the specs, the snapshot, the scripts and the tables with each other. */
  private void assertClean(String schema) throws Exception {
    assertClean(schema, CurrentSource.DATABASE);
    Migrations migrations = with(schema);
    assertTrue(migrations.drift().isClean(), () -> migrations.drift().text());
  }

  private void assertClean(String schema, CurrentSource current) throws Exception {
    assertEquals(
        "clean: The scripts match the specs",
        with(schema, "{}", options -> options.current(current)).check().summary());
  }

  private String snapshot() throws Exception {
    return Files.readString(project.folder().resolve("metaxy/clip.json")).replaceAll("\\s+", " ");
  }

  private boolean hasStructs() {
    JsonForm form = new JsonForm.Entries(new JsonForm.Value(LogicalType.of(ColumnType.STRING)));
    LogicalType json = new LogicalType.Json(false, null, null, form);
    return Databases.of(kind).canonical(StoredType.of(new ColumnSpec("c", json, true, null)))
        instanceof Nested;
  }

  @Test
  void areCleanOnceTheyHaveRun() throws Exception {
    with(NESTED).generate();
    project.flyway("1").migrate();

    assertClean(NESTED);
    assertClean(NESTED, CurrentSource.SNAPSHOT);
    assertClean(NESTED, CurrentSource.SCRIPTS);
    assertEquals(List.of(), with(NESTED).generate().files());
  }

  @Test
  void areRecordedInTheSnapshot() throws Exception {
    with(NESTED).generate();

    String box =
        "\"members\": [ {\"name\": \"left\", \"type\": \"int64\"}, {\"name\": \"label\", \"type\":"
            + " \"string\"} ]";
    String document = "\"json\": [ {\"path\": \"$\", \"type\": \"document\"} ]";
    List<String> written =
        hasStructs()
            ? List.of(
                "{ " + box + ", \"name\": \"box\", \"nullable\": false, \"type\": \"struct\" }",
                "{ \"element\": { " + box + ", \"type\": \"struct\" }, \"name\": \"boxes\"",
                "{ \"key\": {\"type\": \"string\"}, \"name\": \"scores\", \"nullable\": false,"
                    + " \"type\": \"map\", \"value\": {\"type\": \"float64\"} }")
            : List.of(
                "{ " + document + ", \"name\": \"box\", \"nullable\": false, \"type\": \"json\" }",
                "{\"name\": \"boxes\", \"nullable\": false, \"type\": \"json\"}",
                "{ "
                    + document
                    + ", \"name\": \"scores\", \"nullable\": false, \"type\": \"json\" }");
    for (String column : written) {
      assertTrue(snapshot().contains(column), snapshot());
    }
  }

  @Test
  void stayJsonInTheTablesOfEarlierVersions() throws Exception {
    with(JSON).generate();
    project.flyway("1").migrate();

    assertClean(NESTED);
    GenerateReport generated = with(NESTED).generate();
    assertFalse(generated.files().toString().contains(".sql"), generated.text());
    assertFalse(snapshot().contains("\"type\": \"struct\""), snapshot());
    assertClean(NESTED);
  }

  @Test
  void areJsonIfTheSettingsSaySo() throws Exception {
    String settings =
        """
        {"columns": {"box": {"stored_as": "json"}, "boxes": {"stored_as": "json"},
                     "scores": {"stored_as": "json"}}}""";
    GenerateReport report = with(NESTED, settings, options -> options).generate();

    String script = Files.readString(directory.resolve(report.files().get(0)));
    String json = Databases.of(kind).types().ddl(LogicalType.of(ColumnType.JSON));
    SqlText text = new SqlText(kind.dialect());
    for (String column : List.of("box", "boxes", "scores")) {
      assertTrue(script.contains(text.name(column) + " " + json), script);
    }
    assertTrue(
        snapshot()
            .contains(
                "\"settings\": { \"columns\": { \"box\": {\"stored_as\": \"json\"}, \"boxes\":"
                    + " {\"stored_as\": \"json\"}, \"scores\": {\"stored_as\": \"json\"} } }"),
        snapshot());
  }

  @Test
  void ofOthersAreAdopted() throws Exception {
    with(NESTED).generate();
    project.flyway("1").migrate();
    delete(project.folder());
    database.execute("drop table " + new SqlText(kind.dialect()).name("flyway_schema_history"));

    AdoptReport report = with(JSON).adopt();

    assertEquals(List.of("clip"), report.features());
    assertEquals(List.of(), report.notes());
    project
        .flyway(String.valueOf(report.baseline()).replaceFirst(".*-baselineVersion=", ""))
        .baseline();
    assertClean(JSON);
    assertClean(NESTED);
    assertEquals(hasStructs(), snapshot().contains("\"type\": \"struct\""));
  }

  /** Snapshots had the database's name of a struct, as that of any type of others. */
  @Test
  void areKnownInSnapshotsOfEarlierVersions() throws Exception {
    with(NESTED).generate();
    project.flyway("1").migrate();
    if (hasStructs()) {
      Path file = project.folder().resolve("metaxy/clip.json");
      Map<Object, Object> object =
          new TreeMap<>((Map<?, ?>) JsonText.parse(Files.readString(file)));
      object.remove("checksum");
      object.put(
          "columns",
          ((List<?>) object.get("columns")).stream().map(StructScriptsTest::earlier).toList());
      object.put("checksum", Checksums.of(Json.write(object)));
      Files.writeString(file, Json.write(object));
      assertTrue(snapshot().contains("struct(left bigint, label varchar)[]"), snapshot());
    }

    assertClean(NESTED);
  }

  private static Object earlier(Object column) {
    Map<Object, Object> object = new TreeMap<>((Map<?, ?>) column);
    if (object.get("name").equals("boxes")) {
      object.remove("type");
      object.remove("element");
      object.put("foreign", "struct(left bigint, label varchar)[]");
    }
    return object;
  }

  /** Nested values of a user's record. */
  public static final class Before {
    private Before() {}

    public record Box(int left, String label) {}

    public record Scene(
        String sceneId,
        @Column(type = ColumnType.JSON) Box box,
        @Column(type = ColumnType.JSON) List<Box> boxes,
        @Column(type = ColumnType.JSON) Map<String, Double> scores) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("scene").id("scene_id").fields("cut").build();
    }
  }

  /** The same record, whose nested values are native in new tables. */
  public static final class Now {
    private Now() {}

    public record Scene(
        String sceneId, Before.Box box, List<Before.Box> boxes, Map<String, Double> scores) {
      public static final FeatureSpec SPEC = Before.Scene.SPEC;
    }
  }

  @Test
  void ofRecordsStayJsonInTablesThatHaveThemAsJson() throws Exception {
    Project project = new Project(directory);
    project.with(Before.Scene.class, options -> options.databases(kind)).generate();
    assertFalse(project.files().toString().contains("struct(\"left\""));

    Migrations now = project.with(Now.Scene.class, options -> options.databases(kind));

    assertEquals("clean: The scripts match the specs", now.check().summary());
    // The snapshot no longer has the setting that they are JSON.
    Path folder = Path.of("src/main/resources/db/migration", kind.folder());
    assertEquals(List.of(folder.resolve("metaxy/scene.json")), now.generate().files());
    assertFalse(project.files().toString().contains("stored_as"));
    assertEquals("clean: The scripts match the specs", now.check().summary());
    assertEquals(List.of(), now.generate().files());
  }

  @Test
  void ofRecordsAreNativeInNewTables() throws Exception {
    Project project = new Project(directory);
    project.with(Now.Scene.class, options -> options.databases(kind)).generate();

    assertEquals(
        hasStructs(),
        project
            .files()
            .toString()
            .contains(
                """
                "box" struct("left" integer, "label" varchar) not null,
                  "boxes" struct("left" integer, "label" varchar)[] not null,
                  "scores" map(varchar, double) not null,
                """));
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }
}
