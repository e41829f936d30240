package io.metaxy.jooq.it.model;

import static io.metaxy.jooq.graph.SystemColumns.DATA_VERSION_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.FEATURE_VERSION;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE;
import static io.metaxy.jooq.graph.SystemColumns.PROVENANCE_BY_FIELD;
import static io.metaxy.jooq.graph.SystemColumns.UPDATED_AT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The naive model agrees with every sample that the peer resolved, so it can verify the engines.
 */
@Tag("vectors")
class ModelVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the committed files and those in the directory {@code -Dmetaxy.vectors}. */
  static List<Path> files() throws IOException {
    List<Path> files =
        new ArrayList<>(samples(Path.of("../metaxy-jooq-runtime/src/test/resources/vectors")));
    String given = System.getProperty("metaxy.vectors", "");
    if (!given.isEmpty()) {
      files.addAll(samples(Path.of(System.getProperty("metaxy.basedir", ".")).resolve(given)));
    }
    return files;
  }

  private static List<Path> samples(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().matches("samples-.*\\.json")).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void theModelFindsWhatThePeerFound(Path file) throws IOException {
    List<String> failures = new ArrayList<>();
    JsonNode cases = JSON.readTree(file.toFile()).get("cases");
    for (JsonNode vector : cases) {
      try {
        check(vector);
      } catch (AssertionError | RuntimeException e) {
        failures.add(vector.get("name").asText() + ": " + e);
      }
    }
    assertTrue(cases.size() > 0);
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
  }

  private static void check(JsonNode vector) {
    ModelCase given = given(vector);
    FeaturePlan target = given.plan();
    Map<List<Object>, Map<String, String>> expected = new NaiveModel(given).expected();
    Map<List<Object>, Map<String, String>> wanted = new LinkedHashMap<>();
    for (JsonNode row : vector.get("expect").get("expected")) {
      wanted.put(ids(target, row), byField(row.get(PROVENANCE_BY_FIELD)));
    }
    assertEquals(wanted, expected);

    JsonNode resolve = vector.get("expect").get("resolve");
    JsonNode all = vector.get("expect").get("expected");
    Outcome outcome =
        resolve.isNull()
            ? Outcome.counted(samples(target, all), List.of(), List.of(), List.of(), all.size())
            : Outcome.counted(
                samples(target, resolve.get("new")),
                samples(target, resolve.get("stale")),
                orphaned(target, resolve.get("orphaned")),
                List.of(),
                all.size());
    assertEquals(outcome, new NaiveModel(given).resolve());
  }

  static ModelCase given(JsonNode vector) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (JsonNode feature : vector.get("features")) {
      definitions.add(
          FeatureDefinition.recorded(
              SpecJson.read(feature.get("spec").toString(), "test"),
              SchemaJson.parse(feature.get("feature_schema").toString(), "test"),
              feature.get("project").asText(),
              feature.get("feature_class_path").asText()));
    }
    int length = vector.get("hash_truncation_length").asInt();
    FeatureGraph graph = FeatureGraph.of(definitions, GraphOptions.withHashLength(length));
    Map<FeatureKey, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    vector
        .get("upstream_rows")
        .properties()
        .forEach(
            e -> {
              FeatureKey key = FeatureKey.of(e.getKey());
              rows.put(key, rows(graph.plan(key), e.getValue()));
            });
    FeatureKey target = FeatureKey.of(vector.get("target").asText());
    rows.put(target, rows(graph.plan(target), vector.get("current_rows")));
    String algorithm = vector.get("hash_algorithm").asText();
    return new ModelCase(0, graph, target, algorithm, false, rows, ModelRequest.NONE);
  }

  private static List<Map<String, Object>> rows(FeaturePlan plan, JsonNode given) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (JsonNode values : given) {
      Map<String, Object> row = new LinkedHashMap<>();
      values.properties().forEach(e -> row.put(e.getKey(), value(e.getValue())));
      row.computeIfPresent(DATA_VERSION_BY_FIELD, (k, v) -> byField(values.get(k)));
      row.put(FEATURE_VERSION, plan.versions().feature());
      row.put(UPDATED_AT, Instant.EPOCH);
      rows.add(row);
    }
    return rows;
  }

  private static Object value(JsonNode json) {
    return json.isNull() ? null : json.isIntegralNumber() ? (Object) json.asLong() : json.asText();
  }

  private static Map<String, String> byField(JsonNode json) {
    Map<String, String> byField = new TreeMap<>();
    json.properties().forEach(e -> byField.put(e.getKey(), e.getValue().asText()));
    return byField;
  }

  private static List<String> samples(FeaturePlan target, JsonNode rows) {
    List<String> samples = new ArrayList<>();
    rows.forEach(
        row -> samples.add(Outcome.sample(ids(target, row), row.get(PROVENANCE).asText())));
    return samples;
  }

  private static List<String> orphaned(FeaturePlan target, JsonNode rows) {
    List<String> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(Outcome.ids(ids(target, row))));
    return ids;
  }

  private static List<Object> ids(FeaturePlan target, JsonNode row) {
    return Values.key(target.inputIdColumns().stream().map(id -> value(row.get(id))).toList());
  }
}
