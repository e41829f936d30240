package io.metaxy.jooq.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureDialect;
import io.metaxy.jooq.table.PlanTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The samples that the peer resolved, of the shapes and the algorithm that the store knows, on H2.
 */
@Tag("vectors")
class SampleVectorsTest {

  private static final Set<String> SHAPES =
      Set.of("identity", "identity2", "rename", "composite", "optional", "all_optional", "filter");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyOneToOneSampleIsResolvedAsThePeerDid() throws IOException {
    Path file = Path.of("src/test/resources/vectors/samples-1.json");
    List<String> failures = new ArrayList<>();
    int cases = 0;
    for (JsonNode vector : JSON.readTree(file.toFile()).get("cases")) {
      if (SHAPES.contains(vector.get("shape").asText())
          && vector.get("hash_algorithm").asText().equals("md5")) {
        cases++;
        try (CloseableDSLContext dsl = DSL.using("jdbc:h2:mem:")) {
          check(vector, dsl);
        } catch (AssertionError | RuntimeException e) {
          failures.add(vector.get("name").asText() + ": " + e.getMessage());
        }
      }
    }
    System.out.println(
        file.getFileName()
            + ": "
            + (cases - failures.size())
            + " cases of 1:1 with md5 passed, "
            + failures.size()
            + " failed");
    assertTrue(cases > 0);
    if (!failures.isEmpty()) {
      fail(String.join("\n", failures));
    }
  }

  private static void check(JsonNode vector, DSLContext dsl) {
    FeatureGraph graph = graph(vector);
    for (FeaturePlan plan : graph.plans()) {
      PlanTable table = new PlanTable(plan);
      dsl.createTable(table).columns(table.fields()).execute();
      for (JsonNode row : vector.get("upstream_rows").path(plan.key().toString())) {
        insert(dsl, plan, row, row.get(SystemColumns.DATA_VERSION_BY_FIELD), "unread");
      }
    }
    FeaturePlan target = graph.plan(FeatureKey.of(vector.get("target").asText()));
    assertEquals(texts(vector.get("input_id_columns")), Set.copyOf(target.inputIdColumns()));
    assertEquals(expected(vector), found(dsl, graph, target, Set.of(Status.NEW)).get("new"));

    JsonNode current = vector.get("current_rows");
    if (current == null || current.isNull()) {
      return;
    }
    if (vector.get("expect").get("resolve").isNull()) {
      return;
    }
    for (JsonNode row : current) {
      JsonNode byField = row.get(SystemColumns.PROVENANCE_BY_FIELD);
      insert(dsl, target, row, byField, row.get(SystemColumns.PROVENANCE).asText());
    }
    Map<String, Set<String>> found =
        found(dsl, graph, target, EnumSet.of(Status.NEW, Status.STALE, Status.ORPHANED));
    for (String status : List.of("new", "stale", "orphaned")) {
      Set<String> ids = new TreeSet<>();
      for (JsonNode row : vector.get("expect").get("resolve").get(status)) {
        String hash = row.get(SystemColumns.PROVENANCE).asText();
        ids.add(ids(target, row) + (status.equals("orphaned") ? "" : " " + hash));
      }
      assertEquals(ids, found.getOrDefault(status, Set.of()), status);
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

  private static void insert(
      DSLContext dsl, FeaturePlan plan, JsonNode row, JsonNode byField, String provenance) {
    Map<String, String> hashes = new TreeMap<>();
    byField.properties().forEach(f -> hashes.put(f.getKey(), f.getValue().asText()));
    Map<String, Object> values = new HashMap<>();
    for (Field<?> column : new PlanTable(plan).fields()) {
      JsonNode given = row.get(column.getName());
      if (given != null && !column.getName().startsWith(SystemColumns.PREFIX)) {
        values.put(column.getName(), given.isNull() ? null : given.asText());
      }
    }
    values.put(SystemColumns.PROVENANCE_BY_FIELD, hashes);
    values.put(SystemColumns.PROVENANCE, provenance);
    values.put(SystemColumns.DATA_VERSION_BY_FIELD, hashes);
    values.put(SystemColumns.DATA_VERSION, provenance);
    values.put(SystemColumns.FEATURE_VERSION, plan.versions().feature());
    values.put(SystemColumns.PROJECT_VERSION, "unread");
    values.put(SystemColumns.CREATED_AT, Instant.EPOCH);
    values.put(SystemColumns.UPDATED_AT, Instant.EPOCH);
    Record record = new PlanTable(plan).newRecord();
    record.fromMap(values);
    dsl.insertInto(new PlanTable(plan)).set(record).execute();
  }

  private static Map<String, Set<String>> found(
      DSLContext dsl, FeatureGraph graph, FeaturePlan target, Set<Status> statuses) {
    ResolveStatement statement =
        new ResolveStatement(
            target, graph.options(), new PlanTable(target), FeatureDialect.of(dsl.dialect()), null);
    Map<String, Set<String>> found = new HashMap<>();
    for (Record row : dsl.fetch(statement.rows(statuses))) {
      Status status = ResolveStatement.status(row);
      StringBuilder text = new StringBuilder(statement.ids(row).values().toString());
      if (status != Status.ORPHANED) {
        text.append(' ').append(statement.sampleHash(row));
      }
      found.computeIfAbsent(status.word(), s -> new TreeSet<>()).add(text.toString());
    }
    return found;
  }

  private static Set<String> expected(JsonNode vector) {
    FeaturePlan target = graph(vector).plan(FeatureKey.of(vector.get("target").asText()));
    Set<String> expected = new TreeSet<>();
    for (JsonNode row : vector.get("expect").get("expected")) {
      expected.add(ids(target, row) + " " + row.get(SystemColumns.PROVENANCE).asText());
    }
    return expected.isEmpty() ? null : expected;
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
