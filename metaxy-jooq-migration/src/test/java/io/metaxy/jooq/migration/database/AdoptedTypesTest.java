package io.metaxy.jooq.migration.database;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.FeatureSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types that no feature has: a script repeats them as declared, or adoption is refused. */
class AdoptedTypesTest {

  private static final SpecSet CLIP = SpecSet.of(feature("clip", text("clip_id"), text("path?")));

  /** Clips that name columns of which others made the types. */
  public record Clip(String clipId, String path, Long mood, Long boxes) {
    public static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
  }

  @TempDir Path directory;

  private static List<String> types(MigrationDatabase kind) {
    return switch (kind) {
      case H2 ->
          List.of(
              "enum('CALM', 'Wi''ld')",
              "varchar(20) array[7]",
              "enum('A', 'b') array[65536]",
              "character(3)",
              "varchar_ignorecase(20)",
              "interval day(4) to second(3)",
              "interval second(5, 2)",
              "interval year(3)",
              "interval day(2) to hour",
              "timestamp(3) with time zone",
              "time(0)",
              "decfloat(20)",
              "geometry(point, 4326)");
      case POSTGRESQL ->
          List.of("text[]", "character(3)", "numeric", "timestamp(3)", "interval", "int4range");
      case DUCKDB ->
          List.of(
              "enum('CALM', 'Wi''ld')",
              "varchar[]",
              "hugeint",
              "struct(A integer, \"c D\" enum('X', 'y'), \"at\" timestamp with time zone)",
              "map(varchar, timestamp with time zone)");
      case MARIADB ->
          List.of("enum('CALM','Wi''ld')", "set('A','b')", "int(10) unsigned", "char(3)");
    };
  }

  private static void create(MigratedDatabase database, List<String> types) throws Exception {
    for (String sql : Databases.of(database.kind()).ddl().statements(created(database.kind()))) {
      database.execute(sql);
    }
    SqlText text = new SqlText(database.kind().dialect());
    for (int i = 0; i < types.size(); i++) {
      database.execute(
          "alter table "
              + text.name("clip")
              + " add column "
              + text.name("c" + i)
              + " "
              + types.get(i));
    }
  }

  private static Change created(MigrationDatabase kind) {
    return new Change.CreateTable(CLIP.on(kind).tables().get(0));
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void areMadeInANewDatabaseAsTheyWereDeclared(MigrationDatabase kind) throws Exception {
    List<String> types = types(kind);
    SchemaState desired = CLIP.on(kind);
    try (MigratedDatabase live = new MigratedDatabase(kind);
        MigratedDatabase fresh = new MigratedDatabase(kind)) {
      create(live, types);
      SchemaState adopted = live.read(desired);
      TableState table = adopted.tables().get(0);
      for (String sql : Databases.of(kind).ddl().statements(new Change.CreateTable(table))) {
        fresh.execute(sql);
      }

      assertEquals(adopted, fresh.read(desired));
      List<String> found = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        found.add(Databases.of(kind).ddl().typeName(table.column("c" + i).orElseThrow().type()));
      }
      assertEquals(
          types.toString().replace("text[]", "varchar[]").replace("(A ", "(\"A\" "),
          found.toString().replace("timestamp(3) without time zone", "timestamp(3)"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MigrationDatabase.class,
      names = {"H2", "DUCKDB"})
  void areNoTextWhenTheyAreArraysOfAnEnum(MigrationDatabase kind) throws Exception {
    String array = kind == MigrationDatabase.H2 ? " array[65536]" : "[]";
    SpecSet specs = SpecSet.of(feature("clip", text("clip_id"), text("path?"), text("c0?")));
    try (MigratedDatabase live = new MigratedDatabase(kind)) {
      create(live, List.of("enum('A', 'b')" + array));
      ColumnState column = live.read(specs.on(kind)).tables().get(0).column("c0").orElseThrow();
      assertEquals(new StoredType.Foreign("enum('A', 'b')" + array), column.type());
    }
  }

  private String refused(MigratedDatabase database) {
    Project project = new Project(directory);
    Migrations migrations =
        project.with(
            Clip.class, o -> o.databases(database.kind()).connection(database.url(), null, null));
    return assertThrows(MigrationException.class, migrations::adopt).getMessage();
  }

  private void assertRefused(MigrationDatabase kind, String before, String after, String message)
      throws Exception {
    try (MigratedDatabase database = new MigratedDatabase(kind)) {
      database.execute(before);
      create(database, List.of());
      database.execute(after);

      assertEquals(message, refused(database));
      assertEquals(Map.of(), new Project(directory).files());
    }
  }

  @Test
  void areNotMadeWhenSomebodyMadeThem() throws Exception {
    assertRefused(
        MigrationDatabase.POSTGRESQL,
        "create type \"Mood\" as enum ('CALM', 'Wild')",
        "alter table clip add column mood \"Mood\"",
        "Cannot adopt table clip of feature clip: its column mood uses enum \"Mood\", which a new"
            + " database does not have; make it an enum or a text column in the spec, which new"
            + " databases store as text, or remove it from the spec");
    assertRefused(
        MigrationDatabase.POSTGRESQL,
        "create type \"Box\" as (a int)",
        "alter table clip add column boxes \"Box\"[]",
        "Cannot adopt table clip of feature clip: its column boxes uses type \"Box\"[], which a"
            + " new database does not have; change it to a built-in type, or remove it from the"
            + " spec");
    assertRefused(
        MigrationDatabase.H2,
        "create schema other",
        "alter table \"clip\" add column \"boxes\" row(a int, b int)",
        "Cannot adopt table clip of feature clip: its column boxes uses type row, which a new"
            + " database does not have; change it to a built-in type, or remove it from the"
            + " spec");
  }

  @Test
  void andCommentsThatFlywayWouldChangeAreRefused() throws Exception {
    assertRefused(
        MigrationDatabase.H2,
        "create schema other",
        "comment on column \"clip\".\"path\" is 'in ${currency}'",
        "Cannot adopt table clip: 1 problem\n"
            + "  [flyway-placeholder] clip, column path: Cannot write the column's comment \"in"
            + " ${currency}\" to a script, because Flyway would take \"${\" for a placeholder;"
            + " change it");
  }
}
