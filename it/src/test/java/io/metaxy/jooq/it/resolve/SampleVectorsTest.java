package io.metaxy.jooq.it.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.PlanStore;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples that the peer resolved, with every lineage and algorithm: all of them on one database,
 * some on the others; each with {@code MERGE}, and some with {@code SQL}, whose planning is slow.
 * The profiles {@code vectors} and {@code exhaustive} run all on every database with both, and
 * {@code exhaustive} some on the databases' other kinds.
 */
@Tag("vectors")
@Tag("scaled")
@Execution(ExecutionMode.CONCURRENT)
class SampleVectorsTest {

  /** The percentage of cases that are also resolved with {@code SQL}. */
  private static final int PERCENT = Integer.getInteger("vectors.percent", 10);

  /** Databases resolve every n-th case, except the one for tests that can use any database. */
  private static final int SAMPLE = 4;

  /** The other kinds of a database resolve every n-th case. */
  private static final int OTHER_KINDS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> databasesAndFiles() throws IOException {
    List<Path> files = files();
    return (Boolean.getBoolean("engines.rest") ? Fixtures.every() : Fixtures.quickest())
        .stream().flatMap(fixture -> files.stream().map(file -> Arguments.of(fixture, file)));
  }

  /** Returns the committed file and those in the directory {@code -Dmetaxy.vectors}. */
  private static List<Path> files() throws IOException {
    List<Path> files =
        new ArrayList<>(samples(Path.of("../metaxy-jooq-runtime/src/test/resources/vectors")));
    String given = System.getProperty("metaxy.vectors", "");
    if (!given.isEmpty()) {
      Path base = Path.of(System.getProperty("metaxy.basedir", "."));
      List<Path> more = samples(base.resolve(given));
      assertTrue(!more.isEmpty(), "Cannot find a samples-*.json in " + base.resolve(given));
      files.addAll(more);
    }
    return files;
  }

  private static List<Path> samples(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.getFileName().toString().matches("samples-.*\\.json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("databasesAndFiles")
  void everySampleIsResolvedAsThePeerDid(DatabaseFixture fixture, Path file) throws Exception {
    List<String> failures = new ArrayList<>();
    int step = step(fixture);
    int cases = 0;
    try (TestDatabase database = fixture.open()) {
      for (JsonNode vector : JSON.readTree(file.toFile()).get("cases")) {
        if (cases++ % step != 0) {
          continue;
        }
        try {
          check(vector, new PlanStore(database, graph(vector), algorithm(vector)), engines(cases));
        } catch (AssertionError | RuntimeException e) {
          failures.add(vector.get("name").asText() + ": " + e);
        }
      }
    }
    System.out.println(
        fixture
            + ", "
            + file.getFileName()
            + ": "
            + cases
            + " cases, "
            + failures.size()
            + " failed");
    assertTrue(cases > 0);
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
  }

  private static int step(DatabaseFixture fixture) {
    if (!Fixtures.quickest().contains(fixture)) {
      return OTHER_KINDS;
    }
    return PERCENT == 100 || fixture == Fixtures.any() ? 1 : SAMPLE;
  }

  private static HashAlgorithm algorithm(JsonNode vector) {
    return HashAlgorithm.of(vector.get("hash_algorithm").asText());
  }

  private static List<Engine> engines(int number) {
    boolean statement = number * PERCENT / 100 > (number - 1) * PERCENT / 100;
    return statement ? List.of(Engine.values()) : List.of(Engine.MERGE);
  }

  private static void check(JsonNode vector, PlanStore store, List<Engine> engines)
      throws Exception {
    store.create();
    try {
      for (FeaturePlan plan : store.graph().plans()) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JsonNode row : vector.get("upstream_rows").path(plan.key().toString())) {
          rows.add(values(plan, row, row.get(SystemColumns.DATA_VERSION_BY_FIELD), "unread"));
        }
        store.insert(plan, rows);
      }
      FeaturePlan target = store.graph().plan(FeatureKey.of(vector.get("target").asText()));
      assertEquals(texts(vector.get("input_id_columns")), Set.copyOf(target.inputIdColumns()));
      assertResolved(Map.of("new", expected(vector)), vector, store, target, engines);
      JsonNode current = vector.get("current_rows");
      JsonNode resolve = vector.get("expect").get("resolve");
      if (current == null || current.isNull() || resolve.isNull()) {
        return;
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      for (JsonNode row : current) {
        JsonNode byField = row.get(SystemColumns.PROVENANCE_BY_FIELD);
        rows.add(values(target, row, byField, row.get(SystemColumns.PROVENANCE).asText()));
      }
      store.insert(target, rows);
      Map<String, Set<String>> compared = new HashMap<>();
      for (String status : List.of("new", "stale", "orphaned")) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode row : resolve.get(status)) {
          String hash = row.get(SystemColumns.PROVENANCE).asText();
          ids.add(ids(target, row) + (status.equals("orphaned") ? "" : " " + hash));
        }
        compared.put(status, ids);
      }
      assertResolved(compared, vector, store, target, engines);
    } finally {
      store.drop();
    }
  }

  /**
   * Asserts that each engine finds these samples, or reports that it does not support the
   * algorithm.
   */
  private static void assertResolved(
      Map<String, Set<String>> expected,
      JsonNode vector,
      PlanStore store,
      FeaturePlan target,
      List<Engine> engines) {
    HashAlgorithm algorithm = algorithm(vector);
    for (Engine engine : engines) {
      if (engine == Engine.SQL && !store.hashes(algorithm)) {
        assertEquals(
            "Cannot hash with " + algorithm.text() + "; use the engine MERGE",
            assertThrows(UnsupportedOperationException.class, () -> store.resolve(target, engine))
                .getMessage());
        continue;
      }
      Map<String, Set<String>> found = store.resolve(target, engine);
      expected.forEach(
          (status, samples) ->
              assertEquals(
                  samples, found.getOrDefault(status, Set.of()), status + " by " + engine));
    }
  }

  private static FeatureGraph graph(JsonNode vector) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (JsonNode feature : vector.get("features")) {
      definitions.add(
          FeatureDefinition.recorded(
              SpecJson.read(feature.get("spec").toString(), "test"),
              SchemaJson.parse(feature.get("feature_schema").toString(), "test"),
              feature.get("project").asText(),
              feature.get("feature_class_path").asText()));
    }
    return FeatureGraph.of(
        definitions, GraphOptions.withHashLength(vector.get("hash_truncation_length").asInt()));
  }

  private static Map<String, Object> values(
      FeaturePlan plan, JsonNode row, JsonNode byField, String provenance) {
    Map<String, String> hashes = new TreeMap<>();
    byField.properties().forEach(f -> hashes.put(f.getKey(), f.getValue().asText()));
    Map<String, Object> values = new HashMap<>();
    plan.definition()
        .columns()
        .forEach(
            column -> {
              JsonNode given = row.get(column.name());
              values.put(column.name(), given == null || given.isNull() ? null : given.asText());
            });
    values.put(SystemColumns.PROVENANCE_BY_FIELD, hashes);
    values.put(SystemColumns.PROVENANCE, provenance);
    values.put(SystemColumns.DATA_VERSION_BY_FIELD, hashes);
    values.put(SystemColumns.DATA_VERSION, provenance);
    values.put(SystemColumns.FEATURE_VERSION, plan.versions().feature());
    values.put(SystemColumns.PROJECT_VERSION, "unread");
    values.put(SystemColumns.CREATED_AT, Instant.EPOCH);
    values.put(SystemColumns.UPDATED_AT, Instant.EPOCH);
    return values;
  }

  private static Set<String> expected(JsonNode vector) {
    FeaturePlan target = graph(vector).plan(FeatureKey.of(vector.get("target").asText()));
    Set<String> expected = new TreeSet<>();
    for (JsonNode row : vector.get("expect").get("expected")) {
      expected.add(ids(target, row) + " " + row.get(SystemColumns.PROVENANCE).asText());
    }
    return expected;
  }

  private static String ids(FeaturePlan target, JsonNode row) {
    return target.inputIdColumns().stream().map(id -> row.get(id).asText()).toList().toString();
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
