package io.metaxy.jooq.migration.script;

import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.list;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.fixture.ClipProject;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors that are declared as pgvector's types. The extension is not here: in its place is a type
 * of its name that holds texts.
 */
class PgvectorTest {

  /** A type with a length, as the extension has it. */
  private static final List<String> EXTENSION =
      List.of(
          "create type %s",
          "create function %s_in(cstring) returns %s language internal immutable strict as 'textin'",
          "create function %s_out(%s) returns cstring language internal immutable strict as"
              + " 'textout'",
          "create function %s_typmod_in(cstring[]) returns integer language internal immutable"
              + " strict as 'varchartypmodin'",
          "create function %s_typmod_out(integer) returns cstring language internal immutable strict"
              + " as 'varchartypmodout'",
          "create type %s (input = %s_in, output = %s_out, typmod_in = %s_typmod_in,"
              + " typmod_out = %s_typmod_out, like = text)");

  @TempDir Path directory;

  private static Migrations with(ClipProject project, int length, String settings)
      throws Exception {
    FeatureDefinition clip =
        feature("clip", text("clip_id"), list("vector?", ColumnType.FLOAT32, length)).definition();
    return project.with(
        SpecJson.write(clip.spec()),
        SchemaJson.orderedText(clip.schema()),
        settings,
        options -> options);
  }

  private static String storedAs(String type) {
    return "{\"columns\": {\"vector\": {\"stored_as\": \"" + type + "\"}}}";
  }

  private static String script(ClipProject project) throws Exception {
    try (var files = Files.list(project.folder())) {
      Path script =
          files
              .filter(file -> file.toString().endsWith("create_clip.sql"))
              .findFirst()
              .orElseThrow();
      return Files.readString(script);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "halfvec"})
  void areCreatedByName(String type) throws Exception {
    ClipProject project = new ClipProject(MigrationDatabase.POSTGRESQL, directory);
    try {
      Files.createDirectories(project.folder());
      Files.writeString(
          project.folder().resolve("V1__extension.sql"),
          String.join(";\n", EXTENSION).replace("%s", type) + ";\n");
      with(project, 512, storedAs(type)).generate();

      assertEquals(
          """
          -- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
          -- clip: create table clip
          -- SAFE create-table: Nothing uses a new table yet.

          create table "clip" (
            "clip_id" varchar not null,
            "vector" %s(512),
            "metaxy_provenance_by_field" jsonb not null,
            "metaxy_provenance" varchar not null,
            "metaxy_data_version_by_field" jsonb not null,
            "metaxy_data_version" varchar not null,
            "metaxy_feature_version" varchar not null,
            "metaxy_project_version" varchar not null,
            "metaxy_created_at" timestamp(6) with time zone not null,
            "metaxy_updated_at" timestamp(6) with time zone not null,
            "metaxy_deleted_at" timestamp(6) with time zone,
            "metaxy_materialization_id" varchar
          );

          comment on table "clip" is 'Feature clip';
          """
              .formatted(type),
          script(project));

      project.flyway("1").migrate();
      Migrations again = with(project, 512, storedAs(type));
      assertEquals("clean: The scripts match the specs", again.check().summary());
      assertTrue(again.drift().isClean(), () -> again.drift().text());
      assertEquals(List.of(), again.generate().files());
    } finally {
      project.close();
    }
  }

  @Test
  void areNotChangedSilently() throws Exception {
    ClipProject project = new ClipProject(MigrationDatabase.POSTGRESQL, directory);
    try {
      with(project, 512, storedAs("vector")).generate();

      String longer = with(project, 768, storedAs("vector")).diff().text();
      assertTrue(
          longer.contains(
              "change the type of column vector of clip from vector(512) to vector(768)"),
          longer);
      String half = with(project, 512, storedAs("halfvec")).diff().text();
      assertTrue(
          half.contains(
              "change the type of column vector of clip from vector(512) to halfvec(512)"),
          half);
      String array = with(project, 512, "{}").diff().text();
      assertTrue(
          array.contains(
              "change the type of column vector of clip from vector(512) to float32[512]"),
          array);
    } finally {
      project.close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
  void areOwnTypesOfOtherDatabases(MigrationDatabase kind) throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    ClipProject plain = new ClipProject(kind, directory);
    ClipProject named = new ClipProject(kind, other);
    try {
      with(plain, 512, "{}").generate();
      with(named, 512, storedAs("vector")).generate();

      assertEquals(script(plain), script(named));
      assertEquals(
          "clean: The scripts match the specs",
          with(named, 512, storedAs("vector")).check().summary());
    } finally {
      plain.close();
      named.close();
    }
  }

  @Test
  void areReadFromTheSnapshot() throws Exception {
    ClipProject project = new ClipProject(MigrationDatabase.POSTGRESQL, directory);
    try {
      with(project, 512, storedAs("vector")).generate();
      String snapshot = Files.readString(project.folder().resolve("metaxy/clip.json"));

      assertTrue(snapshot.contains("\"foreign\": \"vector(512)\""), snapshot);
      assertTrue(snapshot.contains("\"stored_as\": \"vector\""), snapshot);
      assertEquals(
          "clean: The scripts match the specs",
          with(project, 512, storedAs("vector")).check().summary());
    } finally {
      project.close();
    }
  }
}
