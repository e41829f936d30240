package io.metaxy.jooq.migration;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Box;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The types of columns that others created, and a spec that does not know their width. */
@ParameterizedClass
@EnumSource(MigrationDatabase.class)
@SuppressWarnings("ArrayRecordComponent")
class OthersTypesTest {

  /** Clips as a schema of Python describes them. */
  static final class Wide {
    public record Clip(
        String clipId,
        String path,
        double loudness,
        int frames,
        BigDecimal price,
        String label,
        Instant made,
        LocalDateTime heard,
        double[] vector,
        Box box,
        BigDecimal plays) {
      public static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private Wide() {}
  }

  /** Clips whose column is then wider. */
  static final class Narrow {
    public record Clip(String clipId, String path, float seconds) {
      public static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private Narrow() {}
  }

  private static final List<CurrentSource> EVERY =
      List.of(CurrentSource.SNAPSHOT, CurrentSource.DATABASE);

  @Parameter MigrationDatabase kind;
  @TempDir Path directory;
  private Project project;
  private MigratedDatabase database;
  private MigratedDatabase scratch;

  @BeforeEach
  void open() throws Exception {
    project = new Project(directory);
    database = new MigratedDatabase(kind);
    scratch = new MigratedDatabase(kind);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    scratch.close();
  }

  private String real() {
    return kind == MigrationDatabase.MARIADB || kind == MigrationDatabase.DUCKDB ? "float" : "real";
  }

  /** The types of columns that a data frame has. */
  private Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("loudness", real());
    types.put("frames", "bigint");
    types.put("price", "decimal(20, 4)");
    types.put("label", "varchar(20)");
    types.put("made", kind == MigrationDatabase.MARIADB ? "datetime(6)" : "timestamp(6)");
    types.put(
        "heard",
        switch (kind) {
          case H2, POSTGRESQL -> "timestamp(3)";
          case DUCKDB -> "timestamp_ms";
          case MARIADB -> "datetime(3)";
        });
    types.put("plays", kind == MigrationDatabase.DUCKDB ? "ubigint" : "decimal(20, 0)");
    types.put(
        "vector",
        switch (kind) {
          case H2 -> "real array[3]";
          case POSTGRESQL -> "real[]";
          case DUCKDB -> "float[3]";
          case MARIADB -> "json";
        });
    types.put("box", "json");
    if (kind == MigrationDatabase.DUCKDB) {
      types.put("made", "timestamp");
      types.put(
          "box",
          "struct(width float, count integer, label varchar, scores float[], start struct(\"left\""
              + " bigint))");
    }
    return types;
  }

  /** Creates the table as others do: without comments and keys. */
  private void create(Map<String, String> types) throws Exception {
    TableState table =
        SpecSet.of(feature("clip", text("clip_id"), text("path?")).withFields("audio", "frames"))
            .on(kind)
            .tables()
            .get(0);
    TableState plain =
        new TableState(
            table.feature(),
            table.name(),
            null,
            table.columns().stream().map(OthersTypesTest::uncommented).toList(),
            table.idColumns(),
            null,
            List.of());
    for (String sql : Databases.of(kind).ddl().statements(new Change.CreateTable(plain))) {
      database.execute(sql);
    }
    for (Map.Entry<String, String> type : types.entrySet()) {
      add(type.getKey(), type.getValue());
    }
  }

  private static ColumnState uncommented(ColumnState column) {
    return column.commented(null);
  }

  private void add(String column, String type) throws Exception {
    String sql = "alter table \"clip\" add column \"" + column + "\" " + type;
    database.execute(kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql);
  }

  private Migrations of(Class<?> feature, UnaryOperator<MigrationOptions.Builder> more) {
    return project.with(
        feature, o -> more.apply(o.databases(kind).connection(database.url(), null, null)));
  }

  private Flyway flyway() {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.url(), null, null)
            .baselineVersion("20260131235958")
            .locations(
                "filesystem:" + project.path("src/main/resources/db/migration/" + kind.folder()));
    Databases.of(kind).configure(flyway, getClass().getClassLoader());
    return flyway.load();
  }

  private static List<String> changes(DiffReport diff) {
    return diff.databases().get(0).diff().changes().stream().map(Change::toString).toList();
  }

  @Test
  void areKeptIfTheStoreReadsAndWritesThem() throws Exception {
    create(types());

    assertEquals(List.of(), of(Wide.Clip.class, o -> o).adopt().unmapped());

    flyway().baseline();
    for (CurrentSource current : EVERY) {
      Migrations migrations = of(Wide.Clip.class, o -> o.current(current));
      assertEquals(List.of(), changes(migrations.diff()), current.name());
      assertEquals(
          "clean: The scripts match the specs", migrations.check().summary(), current.name());
    }
    DriftReport drift = of(Wide.Clip.class, o -> o.scratch(scratch.url())).drift();
    assertTrue(drift.isClean(), drift.text());
  }

  @Test
  void areKeptInColumnsThatOthersAddToOurTables() throws Exception {
    of(AtFirst.Clip.class, o -> o).generate();
    flyway().migrate();
    add("seconds", real());
    project.later(60);

    assertEquals(List.of("clip.seconds"), of(WithSeconds.Clip.class, o -> o).adopt().columns());

    flyway().migrate();
    for (CurrentSource current : EVERY) {
      assertEquals(
          "clean: The scripts match the specs",
          of(WithSeconds.Clip.class, o -> o.current(current)).check().summary(),
          current.name());
    }
  }

  @Test
  void changeWithTheSpecIfAScriptOfOursMadeTheColumn() throws Exception {
    create(Map.of());
    of(AtFirst.Clip.class, o -> o).adopt();
    flyway().baseline();
    project.later(60);
    of(Narrow.Clip.class, o -> o).generate();
    flyway().migrate();

    for (CurrentSource current : EVERY) {
      DiffReport diff = of(WithSeconds.Clip.class, o -> o.current(current)).diff();
      assertTrue(diff.text().contains("change the type of column seconds"), diff.text());
    }
  }

  @Test
  void areNotKeptIfTheStoreCannotUseThem() throws Exception {
    Map<String, String> types = types();
    types.put("loudness", "varchar(20)");
    create(types);

    List<String> unmapped = of(Wide.Clip.class, o -> o).adopt().unmapped();

    String text = kind == MigrationDatabase.DUCKDB ? "varchar" : "varchar(20)";
    assertEquals(
        List.of(
            "Column loudness "
                + text
                + " of table clip has type "
                + (kind == MigrationDatabase.POSTGRESQL || kind == MigrationDatabase.H2
                    ? "double precision"
                    : "double")
                + " in the spec of clip: change the spec, or run diff to see how the column would"
                + " change"),
        unmapped);
    flyway().baseline();
    String diff = of(Wide.Clip.class, o -> o).diff().text();
    assertTrue(diff.contains("change the type of column loudness"), diff);
  }
}
