package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.lists.Vectors;
import io.metaxy.jooq.codegen.story.Transcript;
import io.metaxy.jooq.codegen.story.Video;
import io.metaxy.jooq.codegen.types.Everything;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.jooq.meta.h2.H2Database;
import org.jooq.meta.jaxb.Jdbc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generation from definitions, and from a script that is compared with them. */
class RoutesTest {

  private static final String SYSTEM_COLUMNS =
      """
        "metaxy_provenance_by_field" json not null,
        "metaxy_provenance" varchar not null,
        "metaxy_data_version_by_field" json not null,
        "metaxy_data_version" varchar not null,
        "metaxy_feature_version" varchar not null,
        "metaxy_project_version" varchar not null,
        "metaxy_created_at" timestamp(6) with time zone not null,
        "metaxy_updated_at" timestamp(6) with time zone not null,
        "metaxy_deleted_at" timestamp(6) with time zone,
        "metaxy_materialization_id" varchar
      """;

  /** A script as in a Flyway folder. */
  private static final String SCRIPT =
      """
      create table "video" (
        "video_id" varchar not null,
        "path" varchar not null,
        "duration" double precision,
      """
          + SYSTEM_COLUMNS
          + """
          );
          comment on table "video" is 'Feature video: A "raw" video: https://example.org/[[video]]';
          create table "video__speech_transcript__v2" (
            "video_id" varchar not null,
            "path" varchar not null,
            "speakers" bigint not null,
          """
          + SYSTEM_COLUMNS
          + """
          );
          comment on table "video__speech_transcript__v2" is 'Feature video/speech-transcript/v2';
          """;

  private static final String KEYS =
      """
      alter table "video" add constraint "video_metaxy_pk"
        primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at");
      create index "video_metaxy_idx"
        on "video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
      """;

  @TempDir Path directory;
  private Path other;

  private static String script(
      String floats, String vector, String moods, String matrix, String chunks) {
    return "create table \"vectors\" (\"id\" varchar not null, \"floats\" "
        + floats
        + " not null, \"vector\" "
        + vector
        + " not null, \"moods\" "
        + moods
        + " not null, \"matrix\" "
        + matrix
        + " not null, \"chunks\" "
        + chunks
        + " not null,\n"
        + SYSTEM_COLUMNS
        + ");\ncomment on table \"vectors\" is 'Feature vectors';";
  }

  @BeforeEach
  void anotherDirectory() throws Exception {
    other = Files.createDirectory(directory.resolve("other"));
  }

  @Test
  void bothGiveTheSameFilesByteForByte() {
    Map<String, String> fromSpecs = Codegen.of(directory, Video.class, Transcript.class).run();

    assertEquals(fromSpecs, Codegen.ofScript(other, SCRIPT, Video.class, Transcript.class).run());
  }

  @Test
  void bothGiveTheSameFilesWithKeysAndIndexes() {
    Map<String, String> fromSpecs =
        Codegen.of(directory, Video.class)
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .run();

    assertEquals(
        fromSpecs,
        Codegen.ofScript(other, SCRIPT + KEYS, Video.class)
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .database(d -> d.withExcludes("video__speech_transcript__v2"))
            .run());
  }

  @Test
  void bothGiveTheSameFilesForEveryTypeThoughTheScriptIsPostgres() {
    Map<String, String> fromSpecs = Codegen.of(directory, Everything.class).run();
    String script =
        """
        create table "everything" (
          "everything_id" uuid not null, "second_id" varchar(32) not null, "text" text not null,
          "letter" varchar(1) not null, "flag" boolean not null, "int8" smallint not null,
          "int16" smallint not null, "int32" int not null, "int64" bigint not null,
          "float32" real not null, "float64" float not null, "boxed_letter" char(1),
          "boxed_flag" boolean, "boxed_int8" tinyint, "boxed_int16" smallint, "boxed_int32" int,
          "boxed_float32" real, "boxed_float64" double precision,
          "decimal" numeric(38, 18) not null, "price" numeric(18, 6) not null, "whole" numeric(20) not null,
          "bytes" bytea not null, "maybe_bytes" bytea, "instant" timestamptz not null,
          "offset_date_time" timestamptz not null, "local_date" date not null,
          "local_date_time" timestamp not null, "local_time" time not null, "colour" text not null,
          "maybe_colour" varchar, "counts" jsonb not null, "tags" jsonb not null,
          "box" jsonb not null, "maybe_box" jsonb, "boxes" jsonb, "uri" text not null,
          "document" jsonb not null, "everything" text not null, "feature_data" text not null,
          "html_url_path" text not null, "table" text not null,
        """
            + SYSTEM_COLUMNS.replace(" json ", " jsonb ").replace("varchar", "text")
            + """
            );
            alter table "everything" add column "boxed_int64" bigint;
            comment on table "everything" is 'Feature everything';
            comment on column "everything"."second_id" is 'Distinguishes twins';
            comment on column "everything"."everything" is 'An "odd" name, as the table''s';
            """;

    assertEquals(fromSpecs, Codegen.ofScript(other, script, Everything.class).run());
  }

  /** Columns of lists as migrations create them on each database. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          real array     | real array[3] | varchar array | real array array | varbinary array
          real[]         | real[] | varchar[] | json | bytea[]
          float4[]       | float4[3]     | text[]        | real[][]         | blob[]
          json           | json          | json          | json             | json
          """)
  void bothGiveTheSameFilesForLists(
      String floats, String vector, String moods, String matrix, String chunks) {
    Map<String, String> fromSpecs = Codegen.of(directory, Vectors.class).run();

    assertEquals(
        fromSpecs,
        Codegen.ofScript(other, script(floats, vector, moods, matrix, chunks), Vectors.class)
            .run());
  }

  /** jOOQ's parser drops the length of lists from a script, so that of the spec counts. */
  @Test
  void bothGiveTheSameFilesWithTheLengthOfTheSpec() {
    Map<String, String> fromSpecs = Codegen.of(directory, Vectors.class).run();

    assertTrue(fromSpecs.get("tables/Vectors.java").contains("\"maxItems\\\": 3"));
    for (String vector : List.of("real[3]", "real[4]", "real[]")) {
      String script = script("real[]", vector, "varchar[]", "json", "bytea[]");
      assertEquals(fromSpecs, Codegen.ofScript(other, script, Vectors.class).run());
    }
  }

  /** Migrations create them on PostgreSQL; checks of the user are generated as jOOQ does. */
  @Test
  void bothGiveTheSameFilesWithoutTheChecksOfMigrations() {
    Map<String, String> fromSpecs = Codegen.of(directory, Vectors.class).run();
    String script =
        script("real[]", "real[]", "varchar[]", "json", "bytea[]")
            + """
            alter table "vectors" add constraint "vector_metaxy_elements"
              check (cardinality("vector") = 3);
            alter table "vectors" add constraint "moods_metaxy_required"
              check ("moods" is not null);
            """;
    String own = "alter table \"vectors\" add constraint \"short_id\" check (\"id\" <> '');";

    assertEquals(fromSpecs, Codegen.ofScript(other, script, Vectors.class).run());
    String table =
        Codegen.ofScript(other, script + own, Vectors.class).run().get("tables/Vectors.java");
    assertTrue(table.contains("\"short_id\""), table);
    assertFalse(table.contains("metaxy_elements"), table);
  }

  @Test
  void bothGiveTheSameFilesThoughOthersAddedColumns() {
    Map<String, String> fromSpecs = Codegen.of(directory, Video.class, Transcript.class).run();

    assertEquals(
        fromSpecs,
        Codegen.ofScript(
                other,
                SCRIPT + "alter table \"video\" add column \"score\" double precision;",
                Video.class,
                Transcript.class)
            .database(d -> d.withIncludeExcludeColumns(true).withExcludes("video\\.score"))
            .run());
  }

  /**
   * Migrations add required columns as nullable, and the Python original creates all columns so.
   */
  @Test
  void bothGiveTheSameFilesThoughTheScriptLetsColumnsBeNull() {
    Map<String, String> fromSpecs =
        Codegen.of(directory, Video.class, Transcript.class).property("metaxy.index", "true").run();
    String script =
        SCRIPT.replace(" not null", "")
            + """
            create index "video_metaxy_idx"
              on "video" ("metaxy_feature_version", "video_id", "metaxy_updated_at");
            create index "video__speech_transcript__v2_metaxy_idx" on "video__speech_transcript__v2"
              ("metaxy_feature_version", "video_id", "metaxy_updated_at");
            """;

    assertEquals(
        fromSpecs,
        Codegen.ofScript(other, script, Video.class, Transcript.class)
            .property("metaxy.index", "true")
            .run());
  }

  @Test
  void aRunIsByteIdenticalToTheNext() {
    assertEquals(
        Codegen.of(directory, Video.class, Transcript.class, Everything.class).run(),
        Codegen.of(other, Everything.class, Transcript.class, Video.class).run());
  }

  @Test
  void tablesOfNoFeatureAreGeneratedAsJooqDoes() {
    Map<String, String> files =
        Codegen.ofScript(
                directory,
                SCRIPT
                    + """
                    create table "plain" ("id" bigint generated by default as identity primary key,
                      "metaxy_provenance_by_field" json, "at" timestamp(6) with time zone);
                    """,
                Video.class,
                Transcript.class)
            .run();

    String plain = files.get("tables/Plain.java");
    assertTrue(plain.contains("TableField<PlainRecord, JSON> METAXY_PROVENANCE_BY_FIELD"), plain);
    assertTrue(plain.contains("TableField<PlainRecord, OffsetDateTime> AT"), plain);
    assertTrue(plain.contains("getIdentity()"), plain);
    assertTrue(!plain.contains("FeatureTable"), plain);
    Compiled.of(directory.resolve("out"));
  }

  @Nested
  class ADifferenceIsAnErrorThatNamesBothSides {

    @Test
    void ofAType() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, column duration: Cannot generate code for table video: the"
                  + " script has VARCHAR(20), but the feature requires DOUBLE; write a"
                  + " migration, or correct"
                  + " the feature"),
          problems(SCRIPT.replace("double precision", "varchar(20)")));
    }

    @Test
    void ofALength() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, column path: Cannot generate code for table video: the"
                  + " script has VARCHAR(255) NOT NULL, but the feature requires VARCHAR NOT"
                  + " NULL; write a"
                  + " migration, or correct the feature"),
          problems(SCRIPT.replaceFirst("\"path\" varchar", "\"path\" varchar(255)")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            floats | real array array | real array[3] | varchar array | real array array | REAL ARRAY ARRAY | REAL ARRAY
            matrix | real array       | real array[3] | varchar array | real array       | REAL ARRAY | REAL ARRAY ARRAY
            vector | real array       | real          | varchar array | real array array | REAL | REAL ARRAY[3]
            moods  | real array       | real array[3] | integer array | real array array | INTEGER ARRAY | VARCHAR ARRAY
            """)
    void ofTheDepthTheLengthOrTheElementsOfLists(
        String column,
        String floats,
        String vector,
        String moods,
        String matrix,
        String found,
        String asked) {
      List<String> problems =
          Codegen.ofScript(
                  directory,
                  script(floats, vector, moods, matrix, "varbinary array"),
                  Vectors.class)
              .problems();

      assertEquals(
          "[schema-mismatch] vectors, column "
              + column
              + ": Cannot generate code for table vectors: the script has "
              + found
              + ", but the feature requires "
              + asked
              + "; write a migration, or correct the feature",
          problems.get(0).replace(" NOT NULL", ""));
    }

    /** jOOQ's parser drops it from a script. */
    @Test
    void ofTheLengthOfListsInADatabase() throws Exception {
      String url = "jdbc:h2:mem:" + directory.getFileName();
      try (Connection connection = DriverManager.getConnection(url)) {
        String script =
            script(
                "real array",
                "real array[4]",
                "varchar array",
                "real array array",
                "varbinary array");
        connection.createStatement().execute(script);

        assertEquals(
            List.of(
                "[schema-mismatch] vectors, column vector: Cannot generate code for table vectors:"
                    + " the database has REAL ARRAY[4] NOT NULL, but the feature requires REAL"
                    + " ARRAY[3] NOT NULL; write a migration, or correct the feature"),
            Codegen.of(directory, Vectors.class)
                .generator(g -> g.getDatabase().withName(H2Database.class.getName()))
                .jdbc(new Jdbc().withUrl(url))
                .problems());
      }
    }

    @Test
    void ofNullability() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, column duration: Cannot generate code for table video: the"
                  + " script has DOUBLE NOT NULL, but the feature requires DOUBLE; write a"
                  + " migration, or"
                  + " correct the feature"),
          problems(SCRIPT.replace("double precision", "double precision not null")));
    }

    @Test
    void ofAPrecisionThatWouldLoseMicroseconds() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, column metaxy_updated_at: Cannot generate code for table"
                  + " video: the script has TIMESTAMP(3) WITH TIME ZONE NOT NULL, but the"
                  + " feature requires TIMESTAMP(6) WITH TIME ZONE NOT NULL; write a migration,"
                  + " or correct the"
                  + " feature"),
          problems(
              SCRIPT.replaceFirst(
                  "\"metaxy_updated_at\" timestamp\\(6\\)", "\"metaxy_updated_at\" timestamp(3)")));
    }

    @Test
    void ofColumns() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, column path: Cannot generate code for table video: the"
                  + " script has no such column, but the feature requires VARCHAR NOT NULL; write a"
                  + " migration, or correct the feature",
              "[schema-mismatch] video, column file: Cannot generate code for table video: the"
                  + " script has VARCHAR NOT NULL, but the feature requires no such column; write a"
                  + " migration, or correct the feature; if the column belongs to others, exclude"
                  + " it with <excludes> and <includeExcludeColumns>"),
          problems(SCRIPT.replaceFirst("\"path\"", "\"file\"")));
    }

    @Test
    void ofTables() {
      assertEquals(
          List.of(
              "[schema-mismatch] video: Cannot find table video: the script has VIDEO; quote the"
                  + " name in the script, or set the property defaultNameCase to lower"),
          problems(SCRIPT.replace("\"video\"", "VIDEO")));
      assertEquals(
          List.of(
              "[schema-mismatch] video: Cannot find table video: the script does not contain it;"
                  + " write the migration that creates it, or make <scripts>, <includes> and"
                  + " <excludes> cover it"),
          problems(SCRIPT.replace("\"video\"", "\"film\"")));
    }

    @Test
    void ofKeysThatNoOptionAsksFor() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, primary key: Cannot generate code for table video: the"
                  + " script has (metaxy_feature_version, video_id, metaxy_updated_at), but the"
                  + " feature requires none; write a migration, or set metaxy.primaryKey",
              "[schema-mismatch] video, index video_metaxy_idx: Cannot generate code for table"
                  + " video: the script has (metaxy_feature_version, video_id,"
                  + " metaxy_updated_at), but the feature requires none; write a migration, or"
                  + " set metaxy.index"),
          problems(SCRIPT + KEYS));
    }

    @Test
    void ofKeysThatTheScriptLacks() {
      assertEquals(
          List.of(
              "[schema-mismatch] video, primary key: Cannot generate code for table video: the"
                  + " script has none, but the feature requires (metaxy_feature_version, video_id,"
                  + " metaxy_updated_at); write a migration, or set metaxy.primaryKey",
              "[schema-mismatch] video, index video_metaxy_idx: Cannot generate code for table"
                  + " video: the script has none, but the feature requires (metaxy_feature_version,"
                  + " video_id, metaxy_updated_at); write a migration, or set metaxy.index"),
          Codegen.ofScript(directory, SCRIPT, Video.class)
              .property("metaxy.primaryKey", "true")
              .property("metaxy.index", "true")
              .problems());
    }

    @Test
    void ofATableThatWouldHaveTheSameClass() {
      assertEquals(
          List.of(
              "[class-name-clash] video: Cannot also generate the class Video for table VIDEO,"
                  + " which belongs to no feature; exclude the table with <excludes>, or rename the"
                  + " feature"),
          problems(SCRIPT + "create table VIDEO (ID int);"));
    }

    private List<String> problems(String script) {
      return Codegen.ofScript(directory, script, Video.class).problems();
    }
  }
}
