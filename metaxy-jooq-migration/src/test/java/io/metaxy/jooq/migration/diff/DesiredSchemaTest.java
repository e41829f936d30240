package io.metaxy.jooq.migration.diff;

import static io.metaxy.jooq.migration.MigrationDatabase.DUCKDB;
import static io.metaxy.jooq.migration.MigrationDatabase.H2;
import static io.metaxy.jooq.migration.MigrationDatabase.POSTGRESQL;
import static io.metaxy.jooq.migration.fixture.SpecSet.column;
import static io.metaxy.jooq.migration.fixture.SpecSet.commented;
import static io.metaxy.jooq.migration.fixture.SpecSet.feature;
import static io.metaxy.jooq.migration.fixture.SpecSet.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.fixture.SpecSet;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Form;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.OfKeys;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables that specs require, and those that are refused. */
class DesiredSchemaTest {

  private static TableState table(SpecSet specs, MigrationDatabase db) {
    return specs.on(db).tables().get(0);
  }

  private static List<String> problems(SpecSet.Feature feature) {
    return problems(SpecSet.of(feature));
  }

  private static List<String> problems(SpecSet specs) {
    return assertThrows(SpecException.class, () -> specs.on(H2)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void aTableHasTheColumnsOfItsSpecAndOfTheSystem() {
    TableState video =
        table(
            SpecSet.of(
                feature(
                    "video", text("id"), commented(column("n?", ColumnType.INT32), "How many"))),
            H2);
    assertEquals("Feature video", video.comment());
    assertEquals(
        List.of(
            "id string",
            "n int32 null: How many",
            "metaxy_provenance_by_field json",
            "metaxy_provenance string",
            "metaxy_data_version_by_field json",
            "metaxy_data_version string",
            "metaxy_feature_version string",
            "metaxy_project_version string",
            "metaxy_created_at instant",
            "metaxy_updated_at instant",
            "metaxy_deleted_at instant null",
            "metaxy_materialization_id string null"),
        texts(video));
  }

  private static List<String> texts(TableState table) {
    return table.columns().stream()
        .map(
            c ->
                c.name()
                    + " "
                    + ChangeText.type(c.type())
                    + (c.nullable() ? " null" : "")
                    + (c.comment() == null ? "" : ": " + c.comment()))
        .toList();
  }

  @Test
  void byFieldColumnsAreWhatTheDatabaseHas() {
    SpecSet specs = SpecSet.of(feature("video", text("id")).withFields("frames", "audio/french"));
    assertEquals(
        new ByField(Form.STRUCT, List.of("audio_french", "frames")),
        table(specs, DUCKDB).column("metaxy_provenance_by_field").orElseThrow().type());
    assertEquals(
        new ByField(Form.JSONB, List.of()),
        table(specs, POSTGRESQL).column("metaxy_data_version_by_field").orElseThrow().type());
  }

  @Test
  void thePrefixIsAPlaceholderInEveryInferredName() {
    SpecSet specs = SpecSet.of(feature("video/crop", text("id")));
    TableState table = table(specs.prefixed("mx_").withPrimaryKey().withIndex(), H2);
    List<String> key = List.of("metaxy_feature_version", "id", "metaxy_updated_at");
    assertEquals("${metaxyTablePrefix}video__crop", table.name());
    assertEquals(
        new KeyState("${metaxyTablePrefix}video__crop_metaxy_pk", key), table.primaryKey());
    assertEquals(
        List.of(new KeyState("${metaxyTablePrefix}video__crop_metaxy_idx", key)), table.indexes());
    SpecSet named = SpecSet.of(feature("video", text("id")).in("mx_films"));
    assertEquals("mx_films", table(named.prefixed("mx_"), H2).name());
  }

  @Test
  void externalFeaturesHaveNoTableOfOurs() {
    CodegenOptions options =
        new CodegenOptions(List.of(), "test", GraphOptions.DEFAULT, false, false);
    FeatureModel model =
        FeatureModel.of(
            options, List.of(feature("video", text("id")).definition().asExternal(null)));
    assertEquals(SchemaState.EMPTY, DesiredSchema.of(model, H2));
  }

  @Test
  void theSystemHasTwoTables() {
    List<TableState> tables = DesiredSchema.system(POSTGRESQL).tables();
    assertEquals(
        List.of("metaxy_system__events", "metaxy_system__feature_versions"),
        tables.stream().map(TableState::name).toList());
    assertEquals(
        List.of(
            "project string",
            "execution_id string",
            "timestamp local_date_time",
            "event_type string",
            "feature_key string null",
            "payload string null"),
        texts(tables.get(0)));
    assertEquals(
        List.of(
            "project string",
            "feature_key string",
            "metaxy_definition_version string",
            "metaxy_feature_version string",
            "metaxy_project_version string",
            "recorded_at local_date_time",
            "feature_spec string",
            "feature_schema string",
            "feature_class_path string",
            "tags string",
            "deleted_at local_date_time null"),
        texts(tables.get(1)));
    assertEquals(
        new KeyState(
            "metaxy_system__feature_versions_metaxy_pk",
            List.of(
                "project",
                "feature_key",
                "metaxy_definition_version",
                "metaxy_project_version",
                "recorded_at")),
        tables.get(1).primaryKey());
  }

  @Test
  void namesHaveALimit() {
    String name = "x".repeat(64);
    assertEquals(
        List.of(
            "[name-too-long] "
                + name
                + ": Invalid table name: \""
                + name
                + "\" (must be at most 63 bytes, has 64); rename the feature, or name its table"
                + " with .table(\"...\")"),
        problems(feature(name, text("id"))));
    String column = "ü".repeat(32);
    assertEquals(
        List.of(
            "[name-too-long] video, column "
                + column
                + ": Invalid column name: \""
                + column
                + "\" (must be at most 63 bytes, has 64); rename the column"),
        problems(feature("video", text("id"), text(column))));
  }

  @Test
  void thePrefixCountsToo() {
    SpecSet specs = SpecSet.of(feature("x".repeat(60), text("id"))).prefixed("long_");
    assertEquals(
        "name-too-long",
        assertThrows(SpecException.class, () -> specs.on(H2)).problems().get(0).code());
  }

  @Test
  void tablesKeysAndIndexesHaveDifferentNames() {
    SpecSet specs =
        SpecSet.of(feature("a", text("id")).in("video_metaxy_idx"), feature("video", text("id")))
            .withIndex();
    assertEquals(
        List.of(
            "[key-name-clash] video: Cannot use the name video_metaxy_idx twice, ignoring case,"
                + " for tables, primary keys or indexes of features a and video; rename one of the"
                + " features, or name its table with .table(\"...\")"),
        assertThrows(SpecException.class, () -> specs.on(H2)).problems().stream()
            .map(Problem::toString)
            .toList());
  }

  @Test
  void namesDifferInMoreThanCase() {
    assertEquals(
        List.of(
            "[column-name-clash] video, column Path: Cannot have columns whose names differ only"
                + " in case, which some databases treat as the same: path and Path; rename"
                + " one of"
                + " them"),
        problems(feature("video", text("id"), text("path"), text("Path"))));
  }

  @Test
  void tablesOfTheSystemHaveTheirNames() {
    assertEquals(
        List.of(
            "[system-table-name] metaxy-system/mine: Cannot give a feature the table"
                + " metaxy_system__mine, because such names are reserved for system tables;"
                + " rename the feature"),
        problems(feature("metaxy-system/mine", text("id"))));
  }

  @Test
  void commentsHoldNoPlaceholders() {
    assertEquals(
        List.of(
            "[flyway-placeholder] video: Cannot write the table's comment \"Feature video: In"
                + " ${HOME}\" to a script, because Flyway would take \"${\" for a placeholder;"
                + " change it",
            "[flyway-placeholder] video, column path: Cannot write the column's comment \"${x}\" to"
                + " a script, because Flyway would take \"${\" for a placeholder; change it"),
        problems(
            feature("video", text("id"), commented(text("path"), "${x}")).described("In ${HOME}")));
  }

  @Test
  void aDeclaredIndexHasThePrefixOfItsTable() {
    TableState video =
        table(
            SpecSet.of(
                    feature("video", text("id"), column("n", ColumnType.INT32))
                        .indexed(
                            SpecSet.index("n"),
                            SpecSet.named("mx_n", SpecSet.unique("n")),
                            SpecSet.index("metaxy_created_at", "id")))
                .prefixed("mx_"),
            H2);
    assertEquals(
        List.of(
            new KeyState("${metaxyTablePrefix}video_n_metaxy_idx", List.of("n")),
            new KeyState(
                "${metaxyTablePrefix}mx_n",
                List.of("metaxy_feature_version", "n", "metaxy_updated_at"),
                true),
            new KeyState(
                "${metaxyTablePrefix}video_metaxy_created_at_id_metaxy_idx",
                List.of("metaxy_created_at", "id"))),
        video.indexes());

    SpecSet.Feature films =
        feature("video", text("id"), column("n", ColumnType.INT32))
            .in("films")
            .indexed(SpecSet.named("by_n", SpecSet.index("n")));
    assertEquals(
        List.of(new KeyState("by_n", List.of("n"))),
        table(SpecSet.of(films).prefixed("mx_"), H2).indexes());
  }

  @Test
  void aFeatureDeclaresWhetherItHasKeys() {
    SpecSet.Feature video = feature("video", text("id"));
    TableState without =
        table(
            SpecSet.of(video.keyed(new OfKeys(false, false, List.of())))
                .withPrimaryKey()
                .withIndex(),
            H2);
    assertNull(without.primaryKey());
    assertEquals(List.of(), without.indexes());
    TableState with = table(SpecSet.of(video.keyed(new OfKeys(true, true, List.of()))), H2);
    TableState asked = table(SpecSet.of(video).withPrimaryKey().withIndex(), H2);
    assertEquals(asked, with);
  }

  @Test
  void anIndexHasANameThatEveryDatabaseAndFlywayKeep() {
    assertEquals(
        List.of(
            "[name-too-long] video, index "
                + "i".repeat(64)
                + ": Invalid index name: \""
                + "i".repeat(64)
                + "\" (must be at most 63 bytes, has 64); rename the index",
            "[flyway-placeholder] video, index i${n}: Cannot write the index's name \"i${n}\" to a"
                + " script, because Flyway would take \"${\" for a placeholder; change it"),
        problems(
            feature("video", text("id"), column("n", ColumnType.INT32))
                .indexed(
                    SpecSet.named("i".repeat(64), SpecSet.index("n")),
                    SpecSet.named("i${n}", SpecSet.unique("n")))));
    assertEquals(
        List.of(
            "[name-too-long] video, index "
                + "i".repeat(61)
                + ": Invalid index name: \"mx_"
                + "i".repeat(61)
                + "\" (must be at most 63 bytes, has 64); rename the index, or use a shorter table"
                + " prefix than mx_",
            "[flyway-placeholder] video, index i${n}: Cannot write the index's name \"i${n}\" to a"
                + " script, because Flyway would take \"${\" for a placeholder; change it"),
        problems(
            SpecSet.of(
                    feature("video", text("id"), column("n", ColumnType.INT32))
                        .indexed(
                            SpecSet.named("i".repeat(61), SpecSet.index("n")),
                            SpecSet.named("i${n}", SpecSet.unique("n"))))
                .prefixed("mx_")));
  }
}
