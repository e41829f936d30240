package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.keyed.Shot;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Keys;
import io.metaxy.jooq.spec.Keys.Index;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and indexes that features declare, in records and in definition files. */
class DeclaredKeysTest {

  private static final String SCRIPT =
      """
      create table "shot" (
        "shot_id" varchar not null, "film_id" varchar not null, "path" varchar(200) not null,
        "frame" integer not null,
        "metaxy_provenance_by_field" json not null, "metaxy_provenance" varchar not null,
        "metaxy_data_version_by_field" json not null, "metaxy_data_version" varchar not null,
        "metaxy_feature_version" varchar not null, "metaxy_project_version" varchar not null,
        "metaxy_created_at" timestamp with time zone not null,
        "metaxy_updated_at" timestamp with time zone not null,
        "metaxy_deleted_at" timestamp with time zone, "metaxy_materialization_id" varchar,
        constraint "shot_metaxy_pk"
          primary key ("metaxy_feature_version", "shot_id", "metaxy_updated_at")
      );
      comment on table "shot" is 'Feature shot';
      create index "shot_metaxy_idx"
        on "shot" ("metaxy_feature_version", "shot_id", "metaxy_updated_at");
      create index "shot_film_id_metaxy_materialization_id_metaxy_idx"
        on "shot" ("film_id", "metaxy_materialization_id");
      create unique index "shot frames"
        on "shot" ("metaxy_feature_version", "path", "frame", "metaxy_updated_at");
      """;

  private static final String DEFINITION =
      """
      {"feature_spec": {"key": ["clip"], "id_columns": ["clip_id"], "fields": [{"key": ["default"],
        "code_version": "1"}]},
       "feature_schema": {"type": "object", "title": "Clip", "properties": {
         "clip_id": {"type": "string"}, "path": {"type": "string"},
         "tags": {"type": "array", "items": {"type": "string"}}}, "required": ["clip_id"]},
       "settings": SETTINGS}
      """;

  /** A feature that follows the options. */
  public record Silent(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("silent").id("id").build();
  }

  /** A feature that wants no keys. */
  @Keys(primaryKey = false, index = false)
  public record Without(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("without").id("id").build();
  }

  /** A feature that follows the option for its index only. */
  @Keys(primaryKey = true)
  public record WithKey(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("with/key").id("id").build();
  }

  /** Annotations that contradict themselves. */
  @Keys(
      primaryKey = {true, false},
      index = {})
  public record Twice(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("twice").id("id").build();
  }

  /** An annotation that says nothing. */
  @Keys
  public record Nothing(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("nothing").id("id").build();
  }

  /** Indexes whose names are those of others. */
  @Index(columns = "id", name = "SILENT")
  @Index(columns = "n", name = "n_idx")
  @Index(
      columns = {"n", "id"},
      name = "N_idx")
  @Index(columns = {"metaxy_feature_version", "id", "metaxy_updated_at"})
  @Index(columns = "n")
  public record Named(String id, int n) {
    public static final FeatureSpec SPEC = FeatureSpec.of("named").id("id").build();
  }

  /** An index with the name of the one on the columns of the primary key. */
  @Keys(index = true)
  @Index(columns = "n", name = "own_metaxy_idx")
  public record Own(String id, int n) {
    public static final FeatureSpec SPEC = FeatureSpec.of("own").id("id").build();
  }

  /** Indexes whose names differ in SQL, but not in Java. */
  @Index(columns = "n", name = "by-n")
  @Index(
      columns = {"id", "n"},
      name = "by_n",
      unique = true)
  public record Alike(String id, int n) {
    public static final FeatureSpec SPEC = FeatureSpec.of("alike").id("id").build();
  }

  @TempDir Path directory;

  private Codegen file(String settings) throws IOException {
    Files.writeString(directory.resolve("clip.json"), DEFINITION.replace("SETTINGS", settings));
    return Codegen.of(directory, "clip.json");
  }

  @Test
  void featuresThatDeclareNothingFollowTheOptions() {
    Map<String, String> off =
        Codegen.of(directory, Silent.class, Without.class, WithKey.class).run();
    assertFalse(off.containsKey("Indexes.java"), off.keySet().toString());
    assertTrue(off.get("Keys.java").contains("WITH__KEY_METAXY_PK"));
    assertFalse(off.get("Keys.java").contains("SILENT"));

    Map<String, String> on =
        Codegen.of(directory, Silent.class, Without.class, WithKey.class)
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .run();
    assertTrue(on.get("Keys.java").contains("SILENT_METAXY_PK"));
    assertTrue(on.get("Keys.java").contains("WITH__KEY_METAXY_PK"));
    assertFalse(on.get("Keys.java").contains("WITHOUT"));
    assertTrue(on.get("Indexes.java").contains("SILENT_METAXY_IDX"));
    assertTrue(on.get("Indexes.java").contains("WITH__KEY_METAXY_IDX"));
    assertFalse(on.get("Indexes.java").contains("WITHOUT"));
  }

  @Test
  void aScriptWithTheDeclaredKeysGivesTheSameFiles() throws Exception {
    Map<String, String> fromSpecs = Codegen.of(directory, Shot.class).run();
    Path other = Files.createDirectory(directory.resolve("other"));

    assertEquals(fromSpecs, Codegen.ofScript(other, SCRIPT, Shot.class).run());
  }

  @Test
  void aScriptWithOtherIndexesIsAProblem() {
    String plain =
        SCRIPT
            .replace("unique ", "")
            .replace("\"film_id\", \"metaxy_materialization_id\"", "\"film_id\"");
    assertEquals(
        List.of(
            "[schema-mismatch] shot, index shot_film_id_metaxy_materialization_id_metaxy_idx:"
                + " Cannot generate code for table shot: the script has (film_id), but the feature"
                + " requires (film_id, metaxy_materialization_id); write a migration, or correct"
                + " the @Index of the record",
            "[schema-mismatch] shot, index shot frames: Cannot generate code for table shot: the"
                + " script has (metaxy_feature_version, path, frame, metaxy_updated_at), but the"
                + " feature requires unique (metaxy_feature_version, path, frame,"
                + " metaxy_updated_at); write a migration, or correct the @Index of the record"),
        Codegen.ofScript(directory, plain, Shot.class).problems());
  }

  @Test
  void indexesThatNoFeatureDeclaresAreTheUsers() {
    String more =
        SCRIPT
            + "create index \"theirs\" on \"shot\" (\"frame\");\n"
            + "create unique index \"theirs_metaxy_idx\" on \"shot\" (\"shot_id\", \"frame\");\n";
    assertTrue(
        Codegen.ofScript(directory, more, Shot.class).run().get("Indexes.java").contains("THEIRS"));
    assertEquals(
        List.of(
            "[schema-mismatch] shot, index shot_frame_metaxy_idx: Cannot generate code for table"
                + " shot: the script has (frame), but the feature requires none; write a"
                + " migration, or correct the @Index of the record"),
        Codegen.ofScript(
                directory,
                SCRIPT + "create index \"shot_frame_metaxy_idx\" on \"shot\" (\"frame\");",
                Shot.class)
            .problems());
  }

  @Test
  void theRemedyNamesWhatDecides() {
    String start = "Cannot generate code for table ";
    String columns = "(metaxy_feature_version, id, metaxy_updated_at)";
    String script =
        SCRIPT
            .replace("\"film_id\" varchar not null, \"path\" varchar(200) not null,", "")
            .replace("\"frame\" integer not null,", "")
            .replaceAll("(?s)create index \"shot_film.+", "")
            .replace("shot_id", "id")
            .replace("shot", "without");
    String found = "without: the script has " + columns + ", but the feature requires none;";
    String remedy = " write a migration, or correct ";
    assertEquals(
        List.of(
            "[schema-mismatch] without, primary key: "
                + start
                + found
                + remedy
                + "primaryKey of the record's @Keys",
            "[schema-mismatch] without, index without_metaxy_idx: "
                + start
                + found
                + remedy
                + "index of the record's @Keys"),
        Codegen.ofScript(directory, script, Without.class)
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .problems());
    assertEquals(
        List.of(
            "[schema-mismatch] silent, primary key: "
                + start
                + found.replace("without", "silent")
                + " write a migration, or set metaxy.primaryKey",
            "[schema-mismatch] silent, index silent_metaxy_idx: "
                + start
                + found.replace("without", "silent")
                + " write a migration, or set metaxy.index"),
        Codegen.ofScript(directory, script.replace("without", "silent"), Silent.class).problems());
  }

  @Test
  void anIndexCannotHaveTheNameOfTheOneOfTheKey() {
    assertEquals(
        List.of(
            "[index] own, index own_metaxy_idx: Cannot name an index own_metaxy_idx: a"
                + " table, a key or another index of feature own already has this name, ignoring"
                + " case; give the index another name"),
        Codegen.of(directory, Own.class).problems());
  }

  @Test
  void indexesDifferInJava() {
    assertEquals(
        List.of(
            "[index-name-clash] alike, index by_n: Cannot give two indexes the same name in Java:"
                + " by-n and by_n both become the constant BY_N; rename one of them, or name it in"
                + " a subclass of FeatureGeneratorStrategy"),
        Codegen.of(directory, Alike.class).problems());
  }

  @Test
  void annotationsSayOneThing() {
    assertEquals(
        List.of(
            "[keys] "
                + Twice.class.getCanonicalName()
                + ": Cannot use several values for primaryKey of @Keys; keep true or false",
            "[keys] "
                + Nothing.class.getCanonicalName()
                + ": Cannot use a @Keys that declares nothing; set primaryKey or index, or remove"
                + " the annotation"),
        Codegen.of(directory, Twice.class, Nothing.class).problems());
  }

  @Test
  void namesAndColumnsOfIndexesDiffer() {
    String used = ": a table, a key or another index of feature ";
    String remedy = " already has this name, ignoring case; give the index another name";
    assertEquals(
        List.of(
            "[index] named, index named_metaxy_feature_version_id_metaxy_updated_at_metaxy_idx:"
                + " Cannot create both indexes named_metaxy_idx and"
                + " named_metaxy_feature_version_id_metaxy_updated_at_metaxy_idx, because they have"
                + " the same columns [metaxy_feature_version, id, metaxy_updated_at]; remove one of"
                + " them",
            "[index] named, index named_n_metaxy_idx: Cannot create both indexes n_idx and"
                + " named_n_metaxy_idx, because they have the same columns [n]; remove one of them",
            "[index] named, index SILENT: Cannot name an index SILENT" + used + "silent" + remedy,
            "[index] named, index N_idx: Cannot name an index N_idx" + used + "named" + remedy),
        Codegen.of(directory, Silent.class, Named.class)
            .property("metaxy.index", "true")
            .problems());
  }

  @Test
  void definitionFilesDeclareThem() throws Exception {
    Map<String, String> files =
        file("""
                {"keys": {"primary_key": true, "index": false,
                  "indexes": [{"columns": ["path"], "name": "by_path", "unique": true}]}}
                """)
            .property("metaxy.index", "true")
            .run();
    assertTrue(files.get("Keys.java").contains("CLIP_METAXY_PK"));
    String indexes = files.get("Indexes.java");
    assertTrue(
        indexes.contains(
            "DSL.name(\"by_path\"), Clip.CLIP, new OrderField[] { Clip.CLIP.METAXY_FEATURE_VERSION,"
                + " Clip.CLIP.PATH, Clip.CLIP.METAXY_UPDATED_AT }, true)"),
        indexes);
    assertFalse(indexes.contains("CLIP_METAXY_IDX"), indexes);
    assertTrue(
        files
            .get("tables/Clip.java")
            .contains(
                "\"{\\\"keys\\\": {\\\"index\\\": false, \\\"indexes\\\": [{\\\"columns\\\":"
                    + " [\\\"path\\\"], \\\"name\\\": \\\"by_path\\\", \\\"unique\\\": true}],"
                    + " \\\"primary_key\\\": true}}\""),
        files.get("tables/Clip.java"));
  }

  @Test
  void columnsOfIndexesAreThoseOfTheFeature() throws Exception {
    assertEquals(
        List.of(
            "[index] clip, index on [pathh]: Cannot find column pathh among the columns of the"
                + " feature; write path",
            "[index] clip, index on [path, path]: Cannot create an index that has column path"
                + " twice; remove one of the two",
            "[index] clip, index on []: Cannot create an index without columns; name at least one",
            "[index] clip, index on [tags]: Cannot index column tags, because it holds a list, a"
                + " struct, a map or JSON; index a column with a single value, adding one if"
                + " necessary",
            "[index] clip, index on [metaxy_provenance_by_field]: Cannot index column"
                + " metaxy_provenance_by_field, because it holds a list, a struct, a map or JSON;"
                + " index a column with a single value, adding one if necessary",
            "[index] clip, index on [clip_id]: Invalid index name: it is blank; write a name, or"
                + " omit it",
            "[index] clip, index on [path]: Invalid index name: it contains U+0000; remove the"
                + " character"),
        file("""
                {"keys": {"indexes": [{"columns": ["pathh"]}, {"columns": ["path", "path"]},
                  {"columns": []}, {"columns": ["tags"]},
                  {"columns": ["metaxy_provenance_by_field"]},
                  {"columns": ["clip_id"], "name": " "},
                  {"columns": ["path"], "name": "a\\u0000"}]}}
                """)
            .problems());
  }

  @Test
  void whatADefinitionFileCannotDeclareIsAProblem() throws Exception {
    assertEquals(
        List.of(
            "[unreadable] clip.json, settings: Cannot read property unique (must be one of [index,"
                + " indexes, primary_key]); remove it",
            "[unreadable] clip.json, settings, keys, index 1: Cannot read property column (must be"
                + " one of [columns, name, unique]); remove it",
            "[unreadable] clip.json, settings, keys, index 2: Invalid columns: \"path\" (must be a"
                + " list)",
            "[unreadable] clip.json, settings, keys, index 2: Invalid unique: \"yes\" (must be true"
                + " or false)",
            "[unreadable] clip.json, settings, keys, index 3: Invalid value: \"path\" (must be an"
                + " object)",
            "[unreadable] clip.json, settings: Invalid primary_key: 1 (must be true or false)"),
        file("""
                {"keys": {"primary_key": 1, "unique": true, "indexes": [{"column": "path"},
                  {"columns": "path", "unique": "yes"}, "path"]}}
                """)
            .problems());
  }
}
