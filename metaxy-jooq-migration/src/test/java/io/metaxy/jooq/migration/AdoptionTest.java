package io.metaxy.jooq.migration;

import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.diff.Differ;
import io.metaxy.jooq.migration.diff.Renames;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.Planner;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tables of others have that ours lack. */
class AdoptionTest {

  /** A second feature. */
  public record Film(String filmId) {
    public static final FeatureSpec SPEC =
        FeatureSpec.of("film").id("film_id").fields("audio").build();
  }

  /** Clips with two more columns. */
  public record Clip(String clipId, String path, String note, long frames) {
    public static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
  }

  @TempDir Path directory;

  private static String quoted(MigrationDatabase kind, String sql) {
    return kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql;
  }

  private static SpecSet clip() {
    return SpecSet.of(feature("clip", text("clip_id"), text("path")));
  }

  /** The text of the DDL of clips, as others may have made it. */
  private static List<String> created(MigrationDatabase kind) {
    return created(clip(), kind);
  }

  private static List<String> created(SpecSet clips, MigrationDatabase kind) {
    return Databases.of(kind)
        .ddl()
        .statements(new Change.CreateTable(clips.on(kind).tables().get(0)));
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void whatAScriptLeavesOutIsReported(MigrationDatabase kind) throws Exception {
    String url =
        kind == MigrationDatabase.DUCKDB ? "jdbc:duckdb:" + directory.resolve("clips.db") : null;
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      try (Connection connection = DriverManager.getConnection(url == null ? database.url() : url);
          Statement statement = connection.createStatement()) {
        for (String sql : created(kind)) {
          statement.execute(
              kind == MigrationDatabase.DUCKDB
                  ? sql.replaceFirst("\\n\\)", ", check (length(path) > 0)\n)")
                  : sql);
        }
        if (kind != MigrationDatabase.DUCKDB) {
          statement.execute(
              quoted(
                  kind,
                  "alter table \"clip\" add constraint \"named\" check (char_length(\"path\") >"
                      + " 0)"));
        }
        statement.execute(quoted(kind, "create index \"others\" on \"clip\" (\"path\")"));
      }
      Project project = new Project(directory);
      AdoptReport report =
          project
              .with(
                  AtFirst.Clip.class,
                  o -> o.databases(kind).connection(url == null ? database.url() : url, null, null))
              .adopt();

      assertEquals(
          List.of(
              "In new databases, the script of table clip does not create check "
                  + (kind == MigrationDatabase.DUCKDB ? "CHECK((length(path) > 0))" : "named")
                  + ", index others; write a script of your own if you need it there"),
          report.notes());
    }
  }

  private static String byField(MigrationDatabase kind) {
    return switch (kind) {
      case H2 -> "json '{\"audio\": \"a1\", \"frames\": \"f1\"}'";
      case DUCKDB -> "{'audio': 'a1', 'frames': 'f1'}";
      case POSTGRESQL, MARIADB -> "'{\"audio\": \"a1\", \"frames\": \"f1\"}'";
    };
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void theHashAlgorithmOfExistingRowsIsReported(MigrationDatabase kind) throws Exception {
    String version =
        FeatureGraph.of(
                List.of(
                    FeatureDefinition.of(
                        AtFirst.Clip.SPEC,
                        List.of(ColumnSpec.of("clip_id", ColumnType.STRING, false)),
                        "clips",
                        "Clip")))
            .plan(AtFirst.Clip.SPEC.key())
            .versions()
            .feature();
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      String hash = algorithm.hasher(8).add("a1|f1").finish();
      try (MigratedDatabase database = new MigratedDatabase(kind)) {
        String url =
            kind == MigrationDatabase.DUCKDB
                ? "jdbc:duckdb:" + directory.resolve(algorithm.text() + ".db")
                : database.url();
        try (Connection connection = DriverManager.getConnection(url);
            Statement statement = connection.createStatement()) {
          SpecSet clips =
              SpecSet.of(
                  feature("clip", text("clip_id"), text("path")).withFields("audio", "frames"));
          for (String sql : created(clips, kind)) {
            statement.execute(sql);
          }
          statement.execute(
              quoted(
                      kind,
                      "insert into \"clip\" (\"clip_id\", \"path\", \"metaxy_provenance_by_field\","
                          + " \"metaxy_provenance\", \"metaxy_data_version_by_field\","
                          + " \"metaxy_data_version\", \"metaxy_feature_version\","
                          + " \"metaxy_project_version\", \"metaxy_created_at\","
                          + " \"metaxy_updated_at\") values ('c1', 'p1', ")
                  + byField(kind)
                  + ", '"
                  + hash
                  + "', "
                  + byField(kind)
                  + ", '"
                  + hash
                  + "', '"
                  + version
                  + "', 'v', current_timestamp, current_timestamp)");
        }
        AdoptReport report =
            new Project(directory.resolve(algorithm.text()))
                .with(AtFirst.Clip.class, o -> o.databases(kind).connection(url, null, null))
                .adopt();

        assertEquals(
            algorithm == HashAlgorithm.MD5
                ? List.of()
                : List.of(
                    "Table clip has rows that are hashed with "
                        + algorithm.text()
                        + ": open the store with withHashAlgorithm(HashAlgorithm."
                        + algorithm
                        + "), or set hash_algorithm = \""
                        + algorithm.text()
                        + "\" in its configuration"),
            report.notes());
      }
    }
  }

  /** PostgreSQL then quotes the names of types. */
  @Test
  void quotesInTheCatalogDoNotMatter() throws Exception {
    try (MigratedDatabase database = new MigratedDatabase(MigrationDatabase.POSTGRESQL)) {
      String url = database.url();
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        for (String sql : created(MigrationDatabase.POSTGRESQL)) {
          statement.execute(sql);
        }
        statement.execute("alter table clip add column others uuid[], add column checked text");
        statement.execute("alter table clip add constraint named check (checked <> '')");
      }
      String quoting =
          url + (url.contains("?") ? "&" : "?") + "options=-c%20quote_all_identifiers=on";
      List<String> reports = new ArrayList<>();
      for (String from : List.of(url, quoting)) {
        Path own = Files.createDirectory(directory.resolve("p" + reports.size()));
        reports.add(
            new Project(own)
                .with(
                    AtFirst.Clip.class,
                    o -> o.databases(MigrationDatabase.POSTGRESQL).connection(from, null, null))
                .adopt()
                .text()
                .replaceAll("-url=\\S+", "-url=URL"));
      }
      assertEquals(reports.get(0), reports.get(1));
      assertTrue(reports.get(0).contains("others"), reports.get(0));
    }
  }

  @Test
  void everyProblemOfEveryTableIsReportedAtOnce() throws SQLException {
    String url = "jdbc:h2:mem:" + directory.getFileName();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : created(MigrationDatabase.H2)) {
        statement.execute(sql);
        statement.execute(sql.replace("clip", "film").replace("frames", "others"));
      }
      statement.execute("alter table \"clip\" drop column \"metaxy_data_version\"");
      statement.execute("alter table \"clip\" alter column \"clip_id\" set default random_uuid()");
      statement.execute("alter table \"film\" drop column \"metaxy_data_version\"");
      Map<String, String> features =
          Map.of("metaxy.features", AtFirst.Clip.class.getName() + "," + Film.class.getName());

      String message =
          assertThrows(
                  MigrationException.class,
                  () ->
                      Migrations.of(
                              MigrationOptions.builder(features)
                                  .basedir(directory)
                                  .loader(getClass().getClassLoader())
                                  .databases(MigrationDatabase.H2)
                                  .connection(url, null, null)
                                  .build())
                          .adopt())
              .getMessage();

      assertEquals(
          "Cannot adopt the tables: 3 problems\n"
              + "  Cannot adopt table clip of feature clip: it lacks the system column"
              + " metaxy_data_version; add and fill it, or rename the table so that a new one is"
              + " created\n"
              + "  Cannot adopt table clip: 1 problem\n"
              + "    [server-generated-id] clip, id clip_id: Cannot let the database generate ids:"
              + " column clip_id of table clip has the default RANDOM_UUID(); remove the identity,"
              + " default or expression, because the pipeline supplies the ids of samples\n"
              + "  Cannot adopt table film of feature film: it lacks the system column"
              + " metaxy_data_version; add and fill it, or rename the table so that a new one is"
              + " created",
          message);
    }
  }

  /** The types of timestamps and times with fewer digits. */
  private static List<String> coarse(MigrationDatabase kind) {
    return switch (kind) {
      case H2, POSTGRESQL -> List.of("timestamp(3)", "time(0)");
      case DUCKDB -> List.of("timestamp_ms", "time");
      case MARIADB -> List.of("datetime(3)", "time");
    };
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void moreDigitsOfATimestampAreAWidening(MigrationDatabase kind) throws Exception {
    SchemaState desired =
        SpecSet.of(
                feature(
                    "clip",
                    text("clip_id"),
                    text("path"),
                    column("at", ColumnType.LOCAL_DATE_TIME),
                    column("daytime", ColumnType.LOCAL_TIME)))
            .on(kind);
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      for (String sql : created(kind)) {
        database.execute(sql);
      }
      List<String> types = coarse(kind);
      database.execute(quoted(kind, "alter table \"clip\" add column \"at\" " + types.get(0)));
      database.execute(quoted(kind, "alter table \"clip\" add column \"daytime\" " + types.get(1)));
      PlanOptions allowed = new PlanOptions(Set.of("rewrite-table"), Set.of(), false, false);
      SchemaState found = database.read(desired);
      SchemaDiff diff = Differ.diff(desired, found, Renames.NONE, Set.of());
      MigrationPlan plan = Planner.plan(diff, found, kind, allowed);

      List<SafetyRule> rules = new ArrayList<>();
      for (PlannedScript script : plan.scripts()) {
        for (PlannedStatement statement : script.statements()) {
          if (statement.change() instanceof Change.ChangeType) {
            rules.add(statement.rule());
          }
          database.execute(statement.sql());
        }
      }
      assertEquals(List.of(), plan.refused());
      assertEquals(
          Set.of(
              kind == MigrationDatabase.POSTGRESQL
                  ? SafetyRule.WIDEN_TYPE
                  : SafetyRule.REWRITE_TABLE),
          Set.copyOf(rules));
      assertEquals(
          List.of(),
          Differ.diff(desired, database.read(desired), Renames.NONE, Set.of()).changes());
    }
  }

  /** A domain counts as its type, however deep, and citext as text. */
  @Test
  void domainsAndTextsWithoutCaseAreOrdinary() throws Exception {
    MigrationDatabase kind = MigrationDatabase.POSTGRESQL;
    SchemaState desired =
        SpecSet.of(
                feature(
                    "clip",
                    text("clip_id"),
                    text("path"),
                    text("note?"),
                    column("frames", ColumnType.INT64)))
            .on(kind);
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      database.execute("create domain counter as bigint check (value >= 0)");
      database.execute("create domain small_counter as counter check (value < 1000000)");
      database.execute("create domain citext as text");
      for (String sql : created(kind)) {
        database.execute(sql);
      }
      database.execute("alter table clip add column note citext");
      database.execute("alter table clip add column frames small_counter");

      assertEquals(
          List.of(),
          Differ.diff(desired, database.read(desired), Renames.NONE, Set.of()).changes());
      AdoptReport report =
          new Project(directory)
              .with(Clip.class, o -> o.databases(kind).connection(database.url(), null, null))
              .adopt();
      assertEquals(
          List.of(
              "In new databases, the script of table clip does not create the domain of column"
                  + " frames, the domain of column note; write a script of your own if you need it"
                  + " there"),
          report.notes());
    }
  }
}
