package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.fixture.ClipProject;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns of lists in scripts, snapshots and live databases: what the commands say about them. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
public class ListScriptsTest {

  private static final ColumnSpec ID = text("clip_id");
  private static final ColumnSpec JSON =
      new ColumnSpec("scores", new LogicalType.Json(true, null), true, null);
  private static final ColumnSpec LIST = list("scores?", ColumnType.FLOAT64);
  private static final ColumnSpec VECTOR = list("vector", ColumnType.FLOAT32, 512);

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

  /** The commands for a feature with these columns. */
  private Migrations with(ColumnSpec... columns) throws Exception {
    return with(options -> options, columns);
  }

  private Migrations with(UnaryOperator<MigrationOptions.Builder> more, ColumnSpec... columns)
      throws Exception {
    FeatureDefinition clip = feature("clip", columns).definition();
    return project.with(
        SpecJson.write(clip.spec()), SchemaJson.orderedText(clip.schema()), "{}", more);
  }

  private static void assertClean(Migrations migrations) {
    assertEquals("clean: The scripts match the specs", migrations.check().summary());
    assertTrue(migrations.drift().isClean(), () -> migrations.drift().text());
  }

  private String snapshot() throws Exception {
    return Files.readString(project.folder().resolve("metaxy/clip.json"));
  }

  private void alter(String change) throws Exception {
    database.execute("alter table " + new SqlText(kind.dialect()).name("clip") + " " + change);
  }

  private String scores() {
    return new SqlText(kind.dialect()).name("scores");
  }

  private boolean hasLists() {
    return Databases.of(kind).types().hasLists();
  }

  @Test
  void areCleanOnceTheyHaveRun() throws Exception {
    with(ID, LIST, VECTOR).generate();
    project.flyway("1").migrate();

    assertClean(with(ID, LIST, VECTOR));
    GenerateReport again = with(ID, LIST, VECTOR).generate();
    assertEquals(List.of(), again.files());
    for (CurrentSource current : CurrentSource.values()) {
      assertEquals(
          "clean: The scripts match the specs",
          with(options -> options.current(current), ID, LIST, VECTOR).check().summary());
    }
  }

  @Test
  void areRecordedInTheSnapshot() throws Exception {
    with(ID, LIST, VECTOR).generate();

    String snapshot = snapshot().replaceAll("\\s+", " ");
    if (hasLists()) {
      assertTrue(
          snapshot.contains(
              "{ \"element\": {\"type\": \"float32\"}, \"length\": 512, \"name\": \"vector\","
                  + " \"nullable\": false, \"type\": \"list\" }"),
          snapshot);
    } else {
      assertTrue(
          snapshot.contains(
              "\"json\": [ {\"length\": 512, \"path\": \"$\", \"type\": \"array\"}, {\"path\": \"$[]\", \"type\":"
                  + " \"float32\"} ], \"name\": \"vector\", \"nullable\": false, \"type\":"
                  + " \"json\""),
          snapshot);
    }
  }

  @Test
  void stayJsonInTheTablesOfEarlierVersions() throws Exception {
    with(ID, JSON).generate();
    project.flyway("1").migrate();

    assertClean(with(ID, LIST));
    for (CurrentSource current : CurrentSource.values()) {
      assertEquals(
          "clean: The scripts match the specs",
          with(options -> options.current(current), ID, LIST).check().summary());
    }
    GenerateReport generated = with(ID, LIST).generate();
    assertFalse(generated.files().toString().contains(".sql"), generated.text());
    assertTrue(snapshot().contains("\"type\": \"json\""), snapshot());
    assertClean(with(ID, LIST));
  }

  /** Lists of a user's record that are stored as JSON. */
  public static final class AsJson {
    private AsJson() {}

    public record Scene(
        String sceneId,
        @Column(type = ColumnType.JSON) List<Double> scores,
        @Column(type = ColumnType.JSON) List<List<String>> words,
        @Column(type = ColumnType.JSON) List<LocalDate> days,
        @Column(type = ColumnType.JSON) List<BigDecimal> prices) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("scene").id("scene_id").fields("cut").build();
    }
  }

  /** The same record, whose lists are native in new tables. */
  public static final class Now {
    private Now() {}

    public record Scene(
        String sceneId,
        List<Double> scores,
        List<List<String>> words,
        List<LocalDate> days,
        List<BigDecimal> prices) {
      public static final FeatureSpec SPEC = AsJson.Scene.SPEC;
    }
  }

  @Test
  void ofRecordsStayJsonInTablesThatHaveThemAsJson() {
    Project project = new Project(directory);
    project.with(AsJson.Scene.class, options -> options.databases(kind)).generate();

    Migrations now = project.with(Now.Scene.class, options -> options.databases(kind));

    assertEquals("clean: The scripts match the specs", now.check().summary());
    // The snapshot no longer has the setting that they are JSON.
    Path folder = Path.of("src/main/resources/db/migration", kind.folder());
    assertEquals(List.of(folder.resolve("metaxy/scene.json")), now.generate().files());
    assertEquals("clean: The scripts match the specs", now.check().summary());
    assertEquals(List.of(), now.generate().files());
  }

  /** What a list holds was compared while it was JSON, and still is. */
  @Test
  void ofOtherElementsAreToldWhileTheyAreJson() throws Exception {
    with(ID, JSON).generate();
    with(ID, LIST).generate();

    assertTrue(
        with(ID, list("scores?", ColumnType.STRING))
            .diff()
            .text()
            .contains(
                "change the possible values of column scores of clip ($[] becomes string instead of float64)"
                    + " [SAFE change-json]"));
    assertTrue(
        String.valueOf(
                assertThrows(
                        MigrationException.class,
                        () -> with(ID, list("scores?", ColumnType.INT32)).generate())
                    .getMessage())
            .contains(
                "[narrow-json] clip, column scores: Cannot change the possible values of column scores"
                    + " of clip ($[] becomes int32 instead of float64) without permission"));
  }

  /** Where lists are JSON, as on every database in tables of earlier versions. */
  @Test
  void ofAnotherLengthAreToldWhileTheyAreJson() throws Exception {
    ColumnSpec two = list("scores?", ColumnType.FLOAT32, 2);
    ColumnSpec three = list("scores?", ColumnType.FLOAT32, 3);
    with(ID, JSON).generate();
    project.flyway("1").migrate();
    with(ID, two).generate();
    assertTrue(snapshot().contains("{\"length\": 2, \"path\": \"$\", \"type\": \"array\"}"));
    assertClean(with(ID, two));

    assertTrue(
        String.valueOf(
                assertThrows(MigrationException.class, () -> with(ID, three).generate())
                    .getMessage())
            .contains(
                "[fix-elements] clip, column scores: Cannot change the possible values of column"
                    + " scores of clip ($ has 3 elements instead of 2 elements) without permission,"
                    + " because it fails when a row has a list of another length, and every row is"
                    + " checked; where the column is JSON, no row is checked, and such lists are"
                    + " read unchanged; allow fix-elements:clip.scores, or add a column of the"
                    + " new type under another name"));
    String free = with(ID, list("scores?", ColumnType.FLOAT32)).diff().text();
    assertTrue(
        free.contains(
            "change the possible values of column scores of clip ($ has any number of elements"
                + " instead of 2 elements) [SAFE change-json]"),
        free);
    GenerateReport allowed =
        with(options -> options.allow(Set.of("fix-elements:clip.scores")), ID, three).generate();
    assertFalse(allowed.files().toString().contains(".sql"), allowed.text());
    assertClean(with(ID, three));
  }

  @Test
  void thatBecameJsonInTheDatabaseAreDrift() throws Exception {
    with(ID, LIST).generate();
    project.flyway("1").migrate();
    if (kind == MigrationDatabase.MARIADB) {
      assertClean(with(ID, LIST));
      return;
    }
    alter("drop column " + scores());
    alter("add column " + scores() + " json");

    assertEquals(
        List.of(
            "clip: missing change: change the type of column scores of clip from json to float64[]"),
        with(ID, LIST).drift().edges().get(2).findings());
  }

  @Test
  void thatLostTheirNumberOfElementsInTheDatabaseAreDrift() throws Exception {
    with(ID, VECTOR).generate();
    project.flyway("1").migrate();
    switch (kind) {
      case H2 -> alter("alter column \"vector\" set data type real array");
      case DUCKDB -> alter("alter column vector set data type float[]");
      case POSTGRESQL -> alter("drop constraint vector_metaxy_elements");
      case MARIADB -> {}
    }

    assertEquals(
        hasLists()
            ? List.of(
                "clip: missing change: change the type of column vector of clip from float32[] to"
                    + " float32[512]")
            : List.of(),
        with(ID, VECTOR).drift().edges().get(2).findings());
  }

  @Test
  void ofOthersAreAdopted() throws Exception {
    with(ID, LIST, VECTOR).generate();
    project.flyway("1").migrate();
    delete(project.folder());
    database.execute("drop table " + new SqlText(kind.dialect()).name("flyway_schema_history"));

    AdoptReport report = with(ID, LIST, VECTOR).adopt();

    assertEquals(List.of("clip"), report.features());
    assertEquals(List.of(), report.notes());
    project
        .flyway(String.valueOf(report.baseline()).replaceFirst(".*-baselineVersion=", ""))
        .baseline();
    assertClean(with(ID, LIST, VECTOR));
  }

  private static void delete(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  /** An earlier version of the library took an array for a type of others. */
  @Test
  void ofOthersInSnapshotsOfEarlierVersionsAreLists() throws Exception {
    with(ID, LIST).generate();
    project.flyway("1").migrate();
    Path file = project.folder().resolve("metaxy/clip.json");
    Snapshot snapshot = SnapshotJson.read(snapshot(), "clip.json");
    String sql =
        switch (kind) {
          case H2 -> "double precision array[65536]";
          case DUCKDB -> "double[]";
          case POSTGRESQL -> "double precision[]";
          case MARIADB -> "";
        };
    StoredType foreign = new Foreign(sql);
    TableState earlier =
        snapshot
            .table()
            .withColumns(
                snapshot.table().columns().stream()
                    .map(c -> c.name().equals("scores") && hasLists() ? c.typed(foreign) : c)
                    .toList());
    Files.writeString(
        file,
        SnapshotJson.write(new Snapshot(earlier, snapshot.featureVersion(), snapshot.scripts())));

    assertClean(with(ID, LIST));
  }

  @Test
  void haveAFormInSnapshotsThatIsReadAgain() {
    SpecSet specs =
        SpecSet.of(
            feature(
                "clip",
                ID,
                LIST,
                VECTOR,
                list("words", new Text(20), null),
                list("matrix", new ListOf(LogicalType.of(ColumnType.DECIMAL), true, 2, null), 4)));
    TableState table = specs.on(kind).tables().get(0);
    Snapshot snapshot = new Snapshot(table, "cafe", List.of());
    String text = SnapshotJson.write(snapshot);

    Snapshot read = SnapshotJson.read(text, "clip.json");

    assertEquals(text, SnapshotJson.write(read));
    assertEquals(
        table.columns().stream().map(column -> column.type()).toList(),
        read.table().columns().stream().map(column -> column.type()).toList());
  }
}
