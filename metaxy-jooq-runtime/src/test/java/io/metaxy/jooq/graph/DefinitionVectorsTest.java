package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recomputes every version of every graph that the peer computed. */
@Tag("vectors")
class DefinitionVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the committed files and those in the directory {@code -Dmetaxy.vectors}. */
  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(definitions(Path.of("src/test/resources/vectors")));
    String given = System.getProperty("metaxy.vectors", "");
    if (!given.isEmpty()) {
      Path base = Path.of(System.getProperty("metaxy.basedir", "."));
      Path directory = base.resolve(given);
      assertTrue(Files.isDirectory(directory), "Cannot find the directory " + directory);
      List<Path> more = definitions(directory);
      assertTrue(!more.isEmpty(), "Cannot find a definitions-*.json in " + directory);
      files.addAll(more);
    }
    return files;
  }

  private static List<Path> definitions(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.getFileName().toString().matches("definitions-.*\\.json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyVersionIsThePeers(Path file) throws IOException {
    List<String> failures = new ArrayList<>();
    JsonNode cases = JSON.readTree(file.toFile()).get("cases");
    for (JsonNode vector : cases) {
      try {
        check(vector);
      } catch (AssertionError | RuntimeException e) {
        failures.add(vector.get("name").asText() + ": " + e.getMessage());
      }
    }
    System.out.println(
        file.getFileName()
            + ": "
            + (cases.size() - failures.size())
            + " cases passed, "
            + failures.size()
            + " failed");
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
  }

  private static void check(JsonNode vector) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    vector.get("features").forEach(feature -> definitions.add(definition(feature)));
    GraphOptions options =
        GraphOptions.withHashLength(vector.get("hash_truncation_length").asInt());
    FeatureGraph graph = FeatureGraph.of(definitions, options);
    JsonNode expect = vector.get("expect");
    List<FeatureKey> order = graph.plans().stream().map(FeaturePlan::key).toList();
    for (FeaturePlan plan : graph.plans()) {
      JsonNode expected = expect.get("features").get(plan.key().toString());
      assertEquals(expected, actual(plan), plan.key().toString());
      assertEquals(plan.spec(), SpecJson.read(SpecJson.write(plan.spec()), "test"));
      plan.deps()
          .forEach(d -> assertTrue(order.indexOf(d.upstream().key()) < order.indexOf(plan.key())));
    }
    assertEquals(expect.get("features").size(), order.size());
    assertAll(
        expect.get("project_versions").properties().stream()
            .map(
                project ->
                    () ->
                        assertEquals(
                            project.getValue().asText(), graph.projectVersion(project.getKey()))));
  }

  static FeatureDefinition definition(JsonNode feature) {
    FeatureSpec spec = SpecJson.read(feature.get("spec").toString(), "test");
    FeatureDefinition definition =
        FeatureDefinition.recorded(
            spec,
            SchemaJson.parse(feature.get("feature_schema").toString(), "test"),
            feature.get("project").asText(),
            feature.get("feature_class_path").asText());
    if (!feature.path("external").asBoolean()) {
      return definition;
    }
    JsonNode given = feature.get("provenance_by_field");
    if (given == null) {
      return definition.asExternal(null);
    }
    Map<FieldKey, String> versions = new LinkedHashMap<>();
    given.properties().forEach(v -> versions.put(FieldKey.of(v.getKey()), v.getValue().asText()));
    return definition.asExternal(versions);
  }

  private static JsonNode actual(FeaturePlan plan) {
    FeatureVersions versions = plan.versions();
    Map<String, Object> parents = new LinkedHashMap<>();
    Map<String, Object> byField = new LinkedHashMap<>();
    for (FieldPlan field : plan.fields()) {
      parents.put(
          field.key().toString(), field.parents().stream().map(ParentField::toString).toList());
      byField.put(field.key().toString(), versions.byField().get(field.key()));
    }
    Map<String, Object> actual = new LinkedHashMap<>();
    actual.put("table_name", plan.tableName());
    actual.put("spec_json", SpecJson.write(plan.spec()));
    actual.put("field_deps", parents);
    actual.put("version_by_field", byField);
    actual.put("feature_version", versions.feature());
    actual.put("code_version", versions.code());
    actual.put("spec_version", versions.spec());
    actual.put("definition_version", versions.definition());
    return JSON.valueToTree(actual);
  }
}
