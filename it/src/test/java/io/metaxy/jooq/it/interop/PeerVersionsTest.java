package io.metaxy.jooq.it.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.interop.db.Features;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The peer computes the same versions for our recorded definitions as we do. */
@Tag("interop")
class PeerVersionsTest {

  static Stream<FeatureGraph> graphs() {
    FeatureGraph own = Features.GRAPH;
    return Stream.of(
        own,
        FeatureGraph.of(
            own.plans().stream().map(FeaturePlan::definition).toList(),
            GraphOptions.withHashLength(32)),
        io.metaxy.jooq.it.db.Features.GRAPH,
        io.metaxy.jooq.example.db.Features.GRAPH);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void thePeerHasOurVersions(FeatureGraph graph) {
    JsonNode answer = Peer.running(false).ask("versions", graph, Map.of());
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    for (FeaturePlan plan : graph.plans()) {
      String key = plan.key().toString();
      JsonNode feature = answer.get("features").get(key);
      expected.put(key, feature.get("feature").asText());
      actual.put(key, plan.versions().feature());
      expected.put(key + " as defined", feature.get("definition").asText());
      actual.put(key + " as defined", plan.versions().definition());
      plan.versions()
          .byField()
          .forEach(
              (field, version) -> {
                expected.put(
                    key + "." + field, feature.get("fields").get(field.toString()).asText());
                actual.put(key + "." + field, version);
              });
      String project = plan.definition().project();
      expected.put("project " + project, answer.get("projects").get(project).asText());
      actual.put("project " + project, graph.projectVersion(project));
    }
    assertEquals(expected, actual);
  }
}
