package io.metaxy.jooq.migration;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.RenamedFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that neither a spec nor a snapshot nor a script of ours names. */
@ParameterizedClass
@EnumSource(MigrationDatabase.class)
class SomebodyElsesColumnsTest {

  /** Clips whose path was renamed. */
  static final class WithFile {
    public record Clip(String clipId, @RenamedFrom("path") String file) {
      public static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private WithFile() {}
  }

  private static final List<CurrentSource> EVERY =
      List.of(CurrentSource.SNAPSHOT, CurrentSource.DATABASE);

  @Parameter MigrationDatabase kind;
  @TempDir Path directory;
  private Project project;
  private final List<TestServers.Place> places = new ArrayList<>();
  private final List<Connection> kept = new ArrayList<>();
  private String url;
  private String scratch;

  @BeforeEach
  void anEmptyDatabase() throws SQLException {
    project = new Project(directory.resolve("project"));
    url = fresh();
    scratch = fresh();
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : kept) {
      connection.close();
    }
    for (TestServers.Place place : places) {
      place.end();
    }
  }

  /** The URL of a database that others can read while it is open. */
  private String fresh() throws SQLException {
    if (kind == MigrationDatabase.DUCKDB) {
      return "jdbc:duckdb:" + directory.resolve("clips" + System.nanoTime() + ".db");
    }
    TestServers.Place place = TestServers.fresh(kind);
    places.add(place);
    kept.add(DriverManager.getConnection(place.url()));
    return place.url();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql);
    }
  }

  private void widen(String column, String definition) throws SQLException {
    execute("alter table \"clip\" add column \"" + column + "\" " + definition);
  }

  private void forbidNulls(String column, String type) throws SQLException {
    execute(
        kind == MigrationDatabase.MARIADB
            ? "alter table \"clip\" modify column \"" + column + "\" " + type + " not null"
            : "alter table \"clip\" alter column \"" + column + "\" set not null");
  }

  private void migrate(String database) {
    flyway(database).migrate();
  }

  private Flyway flyway(String database) {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database, null, null)
            .baselineVersion("20260131235958")
            .locations(
                "filesystem:" + project.path("src/main/resources/db/migration/" + kind.folder()));
    Databases.of(kind).configure(flyway, getClass().getClassLoader());
    return flyway.load();
  }

  private Migrations live(Class<?> feature, UnaryOperator<MigrationOptions.Builder> more) {
    return project.with(
        feature, o -> more.apply(o.databases(kind).connection(url, null, null).scratch(scratch)));
  }

  private Migrations live(Class<?> feature) {
    return live(feature, o -> o);
  }

  private Migrations live(Class<?> feature, CurrentSource current) {
    return live(feature, o -> o.current(current));
  }

  private void generate(Class<?> feature) {
    project.with(feature, o -> o.databases(kind)).generate();
    migrate(url);
  }

  private String list() {
    return switch (kind) {
      case H2 -> "integer array";
      case POSTGRESQL, DUCKDB -> "integer[]";
      case MARIADB -> "inet6";
    };
  }

  private String number() {
    return kind == MigrationDatabase.POSTGRESQL || kind == MigrationDatabase.H2
        ? "double precision"
        : "double";
  }

  private static List<String> blocking(DiffReport diff) {
    return diff.databases().get(0).blocking().stream().map(Problem::toString).toList();
  }

  private static List<String> notes(DiffReport diff) {
    return diff.databases().get(0).notes();
  }

  private static DriftReport.Edge liveEdge(DriftReport drift) {
    return drift.edges().get(2);
  }

  private String leftAlone() {
    return "Table clip has columns that no spec names, which are left alone: label "
        + (kind == MigrationDatabase.DUCKDB ? "varchar" : "varchar(20)")
        + ", tags "
        + list();
  }

  @Test
  void ofATableOfOursAreLeftAlone() throws Exception {
    generate(AtFirst.Clip.class);
    widen("label", "varchar(20)");
    widen("tags", list());
    Map<String, String> files = project.files();

    for (CurrentSource current : EVERY) {
      Migrations migrations = live(AtFirst.Clip.class, current);
      DiffReport diff = migrations.diff();
      assertEquals(List.of(), blocking(diff), current.name());
      assertEquals(List.of(leftAlone()), notes(diff), current.name());
      assertEquals(
          "clean: The scripts match the specs\n"
              + diff.databases().get(0).title()
              + ": nothing to do\n  "
              + leftAlone()
              + "\n",
          migrations.check().text());
      assertEquals(List.of(), migrations.generate().files(), current.name());
    }
    DriftReport drift = live(AtFirst.Clip.class).drift();
    assertTrue(drift.isClean(), drift.text());
    assertEquals(List.of(leftAlone()), liveEdge(drift).notes());
    assertTrue(drift.text().endsWith(": agree\n  " + leftAlone() + "\n"), drift.text());
    assertEquals(
        "No table to adopt: every feature with a visible table already has a snapshot\n",
        live(AtFirst.Clip.class).adopt().text());
    assertEquals(files, project.files());
  }

  @Test
  void areAFindingIfNoRowCanBeWrittenWithoutThem() throws SQLException {
    generate(AtFirst.Clip.class);
    widen("label", "varchar(20)");
    forbidNulls("label", "varchar(20)");

    String finding =
        "[required-by-others] clip, column label: Cannot write to table clip: column label, which"
            + " no spec names, must not be null and has no default; give it a default, make it"
            + " nullable, or add it to the spec";
    for (CurrentSource current : EVERY) {
      Migrations migrations = live(AtFirst.Clip.class, current);
      assertEquals(List.of(finding), blocking(migrations.diff()), current.name());
      assertEquals(
          "unsafe: The next script needs a decision: " + finding, migrations.check().summary());
    }
    assertEquals(List.of(finding), liveEdge(live(AtFirst.Clip.class).drift()).findings());

    execute("alter table \"clip\" alter column \"label\" set default 'none'");
    assertEquals(List.of(), blocking(live(AtFirst.Clip.class).diff()));
    assertTrue(live(AtFirst.Clip.class).drift().isClean());
  }

  @Test
  void areDroppedAsBeforeIfTheyWereOurs() {
    generate(WithSeconds.Clip.class);
    project.later(60);

    for (CurrentSource current : EVERY) {
      DiffReport diff = live(AtFirst.Clip.class, current).diff();
      assertEquals(
          List.of(
              "[drop-column] clip, column seconds: Cannot drop column seconds from clip without"
                  + " permission, because the values of all versions are lost; allow"
                  + " drop-column:clip.seconds, or keep the column in the spec"),
          blocking(diff),
          current.name());
      assertEquals(List.of("Altered without recomputing: clip"), notes(diff), current.name());
    }
    live(AtFirst.Clip.class, o -> o.allow(Set.of("drop-column"))).generate();
    assertEquals(
        List.of(
            "Script V20260201000058__metaxy_alter_clip.sql has not run; run Flyway migrate",
            "clip: missing change: drop column seconds from clip"),
        liveEdge(live(AtFirst.Clip.class).drift()).findings());
  }

  @Test
  void mayHaveTheNamesOfColumnsThatOurScriptsDropped() throws Exception {
    generate(WithSeconds.Clip.class);
    project.later(60);
    live(AtFirst.Clip.class, o -> o.allow(Set.of("drop-column"))).generate();
    migrate(url);
    widen("seconds", number());

    for (CurrentSource current : EVERY) {
      DiffReport diff = live(AtFirst.Clip.class, current).diff();
      assertEquals(List.of(), blocking(diff), current.name());
      assertEquals(
          List.of(
              "Table clip has columns that no spec names, which are left alone: seconds "
                  + number()),
          notes(diff),
          current.name());
      assertEquals(
          "clean: The scripts match the specs",
          live(AtFirst.Clip.class, current).check().summary(),
          current.name());
    }
    DriftReport drift = live(AtFirst.Clip.class).drift();
    assertTrue(drift.isClean(), drift.text());
  }

  @Test
  void mayHaveTheNamesOfColumnsThatOurScriptsRenamed() throws Exception {
    generate(AtFirst.Clip.class);
    project.later(60);
    generate(WithFile.Clip.class);
    widen("path", "varchar(20)");

    for (CurrentSource current : EVERY) {
      assertEquals(
          "clean: The scripts match the specs",
          live(WithFile.Clip.class, current).check().summary(),
          current.name());
    }
    DriftReport drift = live(WithFile.Clip.class).drift();
    assertTrue(drift.isClean(), drift.text());
    assertTrue(liveEdge(drift).notes().toString().contains("left alone: path "), drift.text());
  }

  @Test
  void areAdoptedOnceASpecNamesThem() throws Exception {
    generate(AtFirst.Clip.class);
    project.later(60);
    widen("seconds", number());
    widen("label", "varchar(20)");
    String finding =
        "[column-exists] clip, column seconds: Cannot add column seconds to table clip, because it"
            + " already exists as "
            + number()
            + ", although no script of metaxy-jooq creates it; run adopt to record it";
    assertEquals(List.of(finding), blocking(live(WithSeconds.Clip.class).diff()));
    assertEquals(List.of(finding), liveEdge(live(WithSeconds.Clip.class).drift()).findings());

    AdoptReport report = live(WithSeconds.Clip.class).adopt();

    assertEquals(List.of(), report.features());
    assertEquals(List.of("clip.seconds"), report.columns());
    assertTrue(report.text().startsWith("Adopted the columns clip.seconds\nWrote "), report.text());
    assertTrue(
        project.files().values().stream()
            .anyMatch(
                script ->
                    script
                        .replace('`', '"')
                        .contains("\nalter table \"clip\" add column if not exists \"seconds\" ")));
    String other = fresh();
    migrate(url);
    migrate(other);
    for (CurrentSource current : EVERY) {
      assertEquals(
          "clean: The scripts match the specs",
          live(WithSeconds.Clip.class, current).check().summary());
    }
    for (String database : List.of(url, other)) {
      DriftReport drift =
          live(WithSeconds.Clip.class, o -> o.connection(database, null, null)).drift();
      assertTrue(drift.isClean(), drift.text());
    }
    assertEquals(List.of(), live(WithSeconds.Clip.class).adopt().columns());
  }

  @Test
  void areAdoptedOnceADefinitionInJsonNamesThem() throws Exception {
    Path file = project.path("clip.json");
    Files.createDirectories(project.path(""));
    define(file, "");
    UnaryOperator<MigrationOptions.Builder> ofLive =
        o -> o.connection(url, null, null).scratch(scratch);
    json(ofLive).generate();
    migrate(url);
    widen("seconds", number());
    assertEquals(List.of(), blocking(json(ofLive).diff()));
    define(file, ", \"seconds\": {\"type\": \"number\"}");

    assertEquals(List.of("clip.seconds"), json(ofLive).adopt().columns());

    assertEquals("clean: The scripts match the specs", json(ofLive).check().summary());
    migrate(url);
    DriftReport drift = json(ofLive).drift();
    assertTrue(drift.isClean(), drift.text());
  }

  private static void define(Path file, String more) throws IOException {
    Files.writeString(
        file,
        "{\"feature_spec\": {\"key\": \"clip\", \"id_columns\": [\"clip_id\"], \"fields\":"
            + " [{\"key\": \"audio\"}]}, \"feature_schema\": {\"type\": \"object\","
            + " \"properties\": {\"clip_id\": {\"type\": \"string\"}"
            + more
            + "}, \"required\": [\"clip_id\"]}}");
  }

  private Migrations json(UnaryOperator<MigrationOptions.Builder> more) {
    return Migrations.of(
        more.apply(
                MigrationOptions.builder(Map.of("metaxy.features", "clip.json"))
                    .basedir(project.path(""))
                    .loader(getClass().getClassLoader())
                    .databases(kind)
                    .systemTables(false))
            .build());
  }

  /** The statements that create clips with further columns, as others may have made them. */
  private List<String> created() {
    return Databases.of(kind)
        .ddl()
        .statements(
            new Change.CreateTable(
                SpecSet.of(
                        feature("clip", text("clip_id"), text("path"), text("seconds?", 20))
                            .withFields("audio", "frames"))
                    .on(kind)
                    .tables()
                    .get(0)));
  }

  @Test
  void areNamedBeforeATableIsAdopted() throws Exception {
    for (String sql : created()) {
      execute(sql.replace('`', '"'));
    }
    widen("tags", list());
    widen("label", "varchar(20)");
    forbidNulls("label", "varchar(20)");
    String text = kind == MigrationDatabase.DUCKDB ? "varchar" : "varchar(20)";

    AdoptReport report = live(AtFirst.Clip.class).adopt();

    List<String> expected =
        List.of(
            "Column seconds "
                + text
                + " of table clip is not in the spec of clip: it is left alone, and new databases"
                + " do not get it",
            "Column tags "
                + list()
                + " of table clip is not in the spec of clip: it is left alone, and new databases"
                + " do not get it",
            "Column label "
                + text
                + " of table clip is not in the spec of clip: it is left alone, and new databases"
                + " do not get it; no row can be written while it must not be null and has no"
                + " default: give it a default, make it nullable, or add it to the spec");
    assertEquals(expected, report.unmapped());
    assertTrue(
        report.text().startsWith(String.join("\n", expected) + "\nAdopted the tables of clip\n"),
        report.text());
  }

  @Test
  void leaveAnAdoptedTableClean() throws Exception {
    for (String sql : created()) {
      execute(sql.replace('`', '"'));
    }
    widen("tags", list());

    live(AtFirst.Clip.class).adopt();
    flyway(url).baseline();

    for (CurrentSource current : EVERY) {
      assertEquals(
          "clean: The scripts match the specs",
          live(AtFirst.Clip.class, current).check().summary(),
          current.name());
    }
    String other = fresh();
    migrate(other);
    DriftReport drift = live(AtFirst.Clip.class, o -> o.connection(other, null, null)).drift();
    assertTrue(drift.isClean(), drift.text());
    List<String> notes = liveEdge(live(AtFirst.Clip.class).drift()).notes();
    assertTrue(
        notes.get(0).startsWith("Table clip has columns that no spec names, which are left alone"),
        notes.toString());
  }

  /** A field of a feature can have the name of somebody else's column. */
  @Test
  void mayHaveTheNamesOfFields() throws SQLException {
    generate(AtFirst.Clip.class);
    widen("audio", "varchar(20)");

    for (CurrentSource current : EVERY) {
      assertEquals(
          "clean: The scripts match the specs",
          live(AtFirst.Clip.class, current).check().summary());
    }
    assertTrue(live(AtFirst.Clip.class).drift().isClean());
  }

  /** A column of ours that is gone may be the one that is new. */
  @Test
  void mayBeRenamedOnesOfOurs() throws SQLException {
    generate(AtFirst.Clip.class);
    execute(
        kind == MigrationDatabase.H2
            ? "alter table \"clip\" alter column \"path\" rename to \"file\""
            : "alter table \"clip\" rename column \"path\" to \"file\"");

    String first = blocking(live(AtFirst.Clip.class, CurrentSource.DATABASE).diff()).get(0);
    assertTrue(
        first.startsWith(
            "[look-alike] clip, column file: Cannot tell whether column file of table clip was"
                + " renamed to path"),
        first);
  }
}
