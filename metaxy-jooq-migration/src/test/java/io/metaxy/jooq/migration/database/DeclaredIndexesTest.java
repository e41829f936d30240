package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.fixture.LiveProject;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Keys;
import io.metaxy.jooq.spec.Keys.Index;
import io.metaxy.jooq.spec.RenamedFrom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys and indexes that a record declares come, change and go on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
class DeclaredIndexesTest {

  private static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();

  private static final KeyState OF_KEYS =
      new KeyState(
          "clip_metaxy_idx", List.of("metaxy_feature_version", "clip_id", "metaxy_updated_at"));

  private static final KeyState OF_PATH =
      new KeyState("clip_path_metaxy_idx", List.of("path", "metaxy_created_at"));

  /** A user's feature at first. */
  public static final class Plain {
    private Plain() {}

    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  /** The same with an index of each kind. */
  public static final class Indexed {
    private Indexed() {}

    @Keys(index = true)
    @Index(
        columns = {"path", "metaxy_created_at"},
        name = "clip_path_metaxy_idx")
    @Index(
        columns = {"path", "frame"},
        name = "frames")
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  /** The same, one of them unique. */
  public static final class Unique {
    private Unique() {}

    @Index(
        columns = {"path", "metaxy_created_at"},
        name = "clip_path_metaxy_idx")
    @Index(
        columns = {"path", "frame"},
        name = "frames",
        unique = true)
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  /** The same with another name for a column and for an index. */
  public static final class Renamed {
    private Renamed() {}

    @Index(
        columns = {"file", "frame"},
        name = "file_frames",
        unique = true)
    public record Clip(
        String clipId, @RenamedFrom("path") @Column(length = 200) String file, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  /** The same with an index on the column that the tests make a foreign key. */
  public static final class Linked {
    private Linked() {}

    @Index(columns = "frame")
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  private static final FeatureSpec OF_FRAMES =
      FeatureSpec.of("clip").id("clip_id", "frame").build();

  /** A sample for each frame. */
  public static final class Framed {
    private Framed() {}

    @Keys(primaryKey = true)
    @Index(
        columns = {"path", "frame"},
        name = "frames")
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = OF_FRAMES;
    }
  }

  /** The same with a unique index. */
  public static final class UniquelyFramed {
    private UniquelyFramed() {}

    @Keys(primaryKey = true)
    @Index(
        columns = {"path", "frame"},
        name = "frames",
        unique = true)
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = OF_FRAMES;
    }
  }

  /** The first feature with a key. */
  public static final class Keyed {
    private Keyed() {}

    @Keys(primaryKey = true)
    public record Clip(String clipId, @Column(length = 200) String path, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  /** Texts of any length. */
  public static final class Unlimited {
    private Unlimited() {}

    @Index(columns = {"path", "note", "clip_id", "frame"})
    public record Clip(String clipId, String path, @Column(length = 5_000) String note, int frame) {
      public static final FeatureSpec SPEC = DeclaredIndexesTest.SPEC;
    }
  }

  @Parameter MigrationDatabase kind;

  @TempDir Path directory;
  private String prefix = "";
  private LiveProject project;

  @BeforeEach
  void open() throws Exception {
    project = new LiveProject(kind, directory);
  }

  @AfterEach
  void close() throws Exception {
    project.close();
  }

  private MigrationOptions.Builder options(Class<?> feature, String... allowed) {
    return project
        .options(Map.of("metaxy.features", feature.getName(), "metaxy.tablePrefix", prefix))
        .systemTables(false)
        .connection(project.url(), null, null)
        .allow(List.of(allowed));
  }

  private Flyway flyway() {
    return project.flyway(prefix);
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(project.url());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql);
      }
    }
  }

  /** The indexes of the table, those of others too. */
  private List<KeyState> indexes() throws Exception {
    return indexes(prefix + "clip");
  }

  private List<KeyState> indexes(String table) throws Exception {
    try (Connection connection = DriverManager.getConnection(project.url())) {
      FoundTable clip =
          Objects.requireNonNull(
              Databases.of(kind).catalog().read(DSL.using(connection, kind.dialect())).get(table));
      return clip.indexes().stream().sorted(Comparator.comparing(KeyState::name)).toList();
    }
  }

  private List<String> changes(Class<?> feature, String... allowed) {
    return Migrations.of(options(feature, allowed).build())
        .diff()
        .databases()
        .get(0)
        .diff()
        .changes()
        .stream()
        .map(ChangeText::of)
        .toList();
  }

  private void migrate(Class<?> feature, String... allowed) {
    Migrations.of(options(feature, allowed).build()).generate();
    flyway().migrate();
    assertEquals(
        Status.CLEAN, Migrations.of(options(feature).build()).check().status(), feature.getName());
    assertClean(feature);
  }

  private void assertClean(Class<?> feature) {
    assertEquals(List.of(), findings(feature));
  }

  /** What differs between specs, snapshot, scripts and database. */
  private List<String> findings(Class<?> feature) {
    return Migrations.of(options(feature).build()).drift().edges().stream()
        .flatMap(edge -> edge.findings().stream())
        .toList();
  }

  private static KeyState frames(boolean unique, String name, String column) {
    return new KeyState(
        name,
        unique
            ? List.of("metaxy_feature_version", column, "frame", "metaxy_updated_at")
            : List.of(column, "frame"),
        unique);
  }

  @Test
  void theyComeChangeAndGo() throws Exception {
    migrate(Plain.Clip.class);
    assertEquals(List.of(), indexes());

    assertEquals(
        List.of(
            "create index clip_metaxy_idx on clip",
            "create index clip_path_metaxy_idx on clip",
            "create index frames on clip"),
        changes(Indexed.Clip.class));
    migrate(Indexed.Clip.class);
    assertEquals(List.of(OF_KEYS, OF_PATH, frames(false, "frames", "path")), indexes());

    assertEquals(
        List.of(
            "drop index clip_metaxy_idx of clip",
            "drop index frames of clip",
            "create unique index frames on clip"),
        changes(Unique.Clip.class));
    migrate(Unique.Clip.class, "create-unique-index:clip");
    assertEquals(List.of(OF_PATH, frames(true, "frames", "path")), indexes());

    assertEquals(
        List.of(
            "rename index frames of clip",
            "rename column path of clip to file",
            "drop index clip_path_metaxy_idx of clip"),
        changes(Renamed.Clip.class).stream().sorted(Comparator.reverseOrder()).toList());
    migrate(Renamed.Clip.class);
    assertEquals(List.of(frames(true, "file_frames", "file")), indexes());
  }

  @Test
  void aNewTableHasThemAtOnce() throws Exception {
    migrate(Unique.Clip.class);

    assertEquals(List.of(OF_PATH, frames(true, "frames", "path")), indexes());
  }

  @Test
  void theyGoWithTheirDeclaration() throws Exception {
    migrate(Unique.Clip.class);
    execute("create index \"theirs\" on \"clip\" (\"frame\")");
    execute("create unique index \"theirs_too\" on \"clip\" (\"clip_id\", \"frame\")");
    assertClean(Unique.Clip.class);
    migrate(Plain.Clip.class);

    assertEquals(
        List.of(
            new KeyState("theirs", List.of("frame")),
            new KeyState("theirs_too", List.of("clip_id", "frame"), true)),
        indexes());
  }

  @Test
  void theyGoWithTheirDeclarationIfTheScriptsAreRead() throws Exception {
    migrate(Unique.Clip.class);
    Migrations.of(options(Plain.Clip.class).current(CurrentSource.SCRIPTS).build()).generate();
    flyway().migrate();

    assertEquals(List.of(), indexes());
    assertClean(Plain.Clip.class);
  }

  @Test
  void aUniqueOneOverExistingRowsNeedsPermission() {
    migrate(Indexed.Clip.class);
    MigrationException refused =
        assertThrows(
            MigrationException.class,
            () -> Migrations.of(options(Unique.Clip.class).build()).generate());

    String message = String.valueOf(refused.getMessage()).replace('`', '"');
    String query =
        "select \"metaxy_feature_version\", \"path\", \"frame\", \"metaxy_updated_at\", count(*)"
            + " from \"clip\" where \"path\" is not null and \"frame\" is not null";
    assertEquals(
        query, message.substring(message.indexOf("select"), message.indexOf(" group by")), message);
  }

  @Test
  void theQueryForEqualRowsRuns() throws Exception {
    prefix = "mx_";
    migrate(Indexed.Clip.class);
    MigrationException refused =
        assertThrows(
            MigrationException.class,
            () -> Migrations.of(options(Unique.Clip.class).build()).generate());
    String message = String.valueOf(refused.getMessage());
    String query = message.substring(message.indexOf("select"));

    for (int samples : new int[] {1, 1_000}) {
      execute("delete from \"mx_clip\"");
      for (String id : List.of("a", "b")) {
        execute(
            IntStream.range(0, samples)
                .mapToObj(i -> "insert into \"mx_clip\" " + row(id + i, "p" + i))
                .toArray(String[]::new));
      }
      try (Connection connection = DriverManager.getConnection(project.url())) {
        Result<?> equal = DSL.using(connection, kind.dialect()).fetch(query);
        assertEquals(samples, equal.size());
        assertEquals(List.of(2), equal.getValues(4, Integer.class).stream().distinct().toList());
      }
    }
  }

  /** What has been dropped before the failure need not exist again. */
  @Test
  void aReplacementThatFailsIsRepeated() throws Exception {
    migrate(Framed.Clip.class);
    execute(
        "insert into \"clip\" " + row("a", "p"),
        "insert into \"clip\" " + row("b", "p"),
        "insert into \"clip\" " + row("b", "q").replace(", 1, 'v'", ", 2, 'v'"));
    fails(UniquelyFramed.Clip.class, "frames", "delete from \"clip\" where \"clip_id\" = 'a'");
    assertEquals(List.of(frames(true, "frames", "path")), indexes());

    fails(Keyed.Clip.class, "clip_metaxy_px", "delete from \"clip\" where \"frame\" = 2");
    assertEquals(List.of(), indexes());
  }

  /** Migrates after a failure, whose cause is removed. */
  private void fails(Class<?> feature, String invalid, String removal) throws Exception {
    Migrations.of(
            options(feature, "create-unique-index", "add-primary-key", "rewrite-table").build())
        .generate();
    assertThrows(FlywayException.class, () -> flyway().migrate());
    execute(removal);
    if (kind == MigrationDatabase.POSTGRESQL) {
      execute("drop index \"" + invalid + "\"");
    }
    flyway().repair();
    flyway().migrate();
    assertClean(feature);
  }

  /** The columns and the values of a row of {@link Indexed}. */
  private String row(String id, String path) {
    String byField =
        switch (kind) {
          case H2 -> "json '{}'";
          case DUCKDB -> "{'default': 'd'}";
          case POSTGRESQL, MARIADB -> "'{}'";
        };
    String time = "timestamp '2026-01-01 00:00:00'";
    return "(\"clip_id\", \"path\", \"frame\", \"metaxy_feature_version\","
        + " \"metaxy_project_version\", \"metaxy_provenance\", \"metaxy_data_version\","
        + " \"metaxy_provenance_by_field\", \"metaxy_data_version_by_field\","
        + " \"metaxy_created_at\", \"metaxy_updated_at\")"
        + " values ('"
        + id
        + "', '"
        + path
        + "', 1, 'v', 'p', 'd', 'd', "
        + byField
        + ", "
        + byField
        + ", "
        + time
        + ", "
        + time
        + ")";
  }

  @Test
  void namesHaveThePrefixOfTheTable() throws Exception {
    prefix = "a_";
    Migrations.of(options(Unique.Clip.class).build()).generate();
    flyway().migrate();
    assertClean(Unique.Clip.class);
    prefix = "b_";
    Flyway.configure()
        .configuration(flyway().getConfiguration())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .table("b_history")
        .load()
        .migrate();

    for (String each : List.of("a_", "b_")) {
      assertEquals(
          List.of(
              OF_PATH.named(each + "clip_path_metaxy_idx"), frames(true, each + "frames", "path")),
          indexes(each + "clip"));
    }
  }

  @Test
  void aForeignKeyLeavesThemToUs() throws Exception {
    migrate(Linked.Clip.class);
    execute("create table \"frames\" (\"frame\" integer primary key)");
    String key =
        "alter table \"clip\" add constraint \"theirs\" foreign key (\"frame\")"
            + " references \"frames\" (\"frame\")";
    if (kind == MigrationDatabase.DUCKDB) {
      SQLException refused = assertThrows(SQLException.class, () -> execute(key));
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains("No support for adding FOREIGN_KEY constraints"),
          refused.getMessage());
    } else {
      execute(key);
    }

    assertClean(Linked.Clip.class);
    assertEquals(
        List.of(),
        Migrations.of(options(Linked.Clip.class).current(CurrentSource.DATABASE).build())
            .diff()
            .databases()
            .get(0)
            .diff()
            .changes());
    assertEquals(
        List.of(new KeyState("clip_frame_metaxy_idx", List.of("frame"))),
        indexes().stream().filter(index -> !index.name().equals("theirs")).toList());
  }

  @Test
  void ofLongTextsIsANoteOrAProblem() {
    if (kind == MigrationDatabase.MARIADB) {
      MigrationException refused =
          assertThrows(MigrationException.class, () -> notes(Unlimited.Clip.class));
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains("its keys cannot hold text columns without a length"),
          refused.getMessage());
      return;
    }
    String note =
        "PostgreSQL rejects a row with more than about 2700 bytes in an index, and path, note in"
            + " index clip_path_note_clip_id_frame_metaxy_idx of clip can hold more; declare"
            + " @Column(length = ...), or index a column with shorter values";
    List<String> expected = kind == MigrationDatabase.POSTGRESQL ? List.of(note) : List.of();
    assertEquals(expected, notes(Unlimited.Clip.class));
    assertEquals(List.of(), notes(Unique.Clip.class));
  }

  /** The notes, without the one about a database that does not exist yet. */
  private List<String> notes(Class<?> feature) {
    return Migrations.of(options(feature).build()).diff().databases().get(0).notes().stream()
        .filter(note -> !note.contains(directory.toString()))
        .toList();
  }

  @Test
  void whatTheDatabaseLacksIsDrift() throws Exception {
    migrate(Unique.Clip.class);
    boolean isOfTable = kind == MigrationDatabase.MARIADB;
    execute(
        "drop index \"frames\"" + (isOfTable ? " on \"clip\"" : ""),
        "drop index \"clip_path_metaxy_idx\"" + (isOfTable ? " on \"clip\"" : ""),
        "create index \"frames\" on \"clip\" (\"path\", \"frame\")");

    assertEquals(
        List.of(
            "clip: missing change: drop index frames of clip",
            "clip: missing change: create index clip_path_metaxy_idx on clip",
            "clip: missing change: create unique index frames on clip"),
        findings(Unique.Clip.class));
  }

  @Test
  void anAdoptedTableGetsThemWhenItIsHardened() throws Exception {
    migrate(Plain.Clip.class);
    execute("drop table \"flyway_schema_history\"");
    execute(
        isOnMariaDb() ? "alter table \"clip\" comment ''" : "comment on table \"clip\" is null");
    execute("create index \"theirs\" on \"clip\" (\"frame\")");
    try (Stream<Path> files = Files.walk(directory.resolve("src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    Migrations.of(options(Unique.Clip.class).build()).adopt();
    flyway().baseline();
    assertEquals(Status.CLEAN, Migrations.of(options(Unique.Clip.class).build()).check().status());
    assertEquals(List.of(new KeyState("theirs", List.of("frame"))), indexes());

    Migrations.of(
            options(Unique.Clip.class, "create-unique-index", "set-not-null").harden(true).build())
        .generate();
    if (kind == MigrationDatabase.DUCKDB) {
      execute("drop index \"theirs\"");
    }
    flyway().migrate();
    List<KeyState> theirs =
        kind == MigrationDatabase.DUCKDB
            ? List.of()
            : List.of(new KeyState("theirs", List.of("frame")));
    assertEquals(
        Stream.concat(Stream.of(OF_PATH, frames(true, "frames", "path")), theirs.stream()).toList(),
        indexes());
  }

  private boolean isOnMariaDb() {
    return kind == MigrationDatabase.MARIADB;
  }
}
