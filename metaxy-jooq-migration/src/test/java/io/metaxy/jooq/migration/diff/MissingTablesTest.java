package io.metaxy.jooq.migration.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.SchemaJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What generated code does not say is read from the records; {@code CreatedTablesTest} creates
 * tables.
 */
class MissingTablesTest {

  private static final String SCHEMA =
      """
      {"type": "object", "title": "Clip", "required": ["clip_id"],
       "properties": {"clip_id": {"type": "string"}, "box": {"type": "object"}}}
      """;

  private static Set<FeatureKey> tables(MigrationDatabase database, String featureClass) {
    FeatureDefinition definition =
        FeatureDefinition.recorded(
            AtFirst.Clip.SPEC, SchemaJson.parse(SCHEMA, "clip"), "p", featureClass);
    return new MissingTables()
        .of(
            FeatureGraph.of(List.of(definition)),
            Dialects.of(database.dialect()),
            MetaxyConfig.read(ConfigInput.ofArguments(Map.of())))
        .keySet();
  }

  private static String refused(String featureClass) {
    return assertThrows(StoreException.class, () -> tables(MigrationDatabase.DUCKDB, featureClass))
        .getMessage();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DUCKDB")
  void documentsAreJsonWithoutStructs(MigrationDatabase database) {
    assertEquals(Set.of(FeatureKey.of("clip")), tables(database, "a.Missing"));
  }

  @Test
  void aClassThatIsMissingIsNamed() {
    assertEquals(
        "Cannot create table clip of feature clip: whether its column box is JSON or a struct"
            + " depends on its class a.Missing, which is not on the class path; add the module of"
            + " this class to the dependencies, or create the table with migrations",
        refused("a.Missing"));
  }

  @Test
  void aClassThatHasChangedIsNamed() {
    assertEquals(
        "Cannot create table clip of feature clip: its class "
            + AtFirst.Clip.class.getName()
            + " has changed since the code was generated; generate the code again, or create the"
            + " table with migrations",
        refused(AtFirst.Clip.class.getName()));
  }
}
