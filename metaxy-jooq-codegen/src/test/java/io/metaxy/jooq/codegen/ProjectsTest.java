package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.codegen.speech.Review;
import io.metaxy.jooq.codegen.speech.Utterance;
import io.metaxy.jooq.codegen.speech.raw.Waveform;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several projects in one build. */
class ProjectsTest {

  /** A feature whose project has no valid name. */
  @Project("a__b")
  public record Bad(String id) {
    public static final FeatureSpec SPEC = FeatureSpec.of("bad").id("id").build();
  }

  @TempDir Path directory;

  @Test
  void recordsPackagesAndFilesNameTheirProject() throws Exception {
    Files.writeString(
        directory.resolve("clip.json"),
        """
        {"project": "clips",
         "feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
           "fields": [{"key": "default", "code_version": "1", "deps": []}]},
         "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
           "properties": {"clip_id": {"type": "string"}}}}
        """);
    Codegen codegen =
        Codegen.of(directory, "io.metaxy.jooq.codegen.speech, clip.json")
            .property("metaxy.project", "acme");

    codegen.run();

    FeatureGraph graph =
        (FeatureGraph) Compiled.of(codegen.out()).load("Features").getField("GRAPH").get(null);
    assertEquals(
        Map.of("utterance", "speech", "review", "reviews", "waveform", "acme", "clip", "clips"),
        graph.plans().stream()
            .map(FeaturePlan::definition)
            .collect(Collectors.toMap(each -> each.key().toString(), FeatureDefinition::project)));
    assertEquals(
        4,
        Stream.of("speech", "reviews", "acme", "clips")
            .map(graph::projectVersion)
            .distinct()
            .count());
  }

  @Test
  void onlyTheVersionOfTheProjectDependsOnIt() {
    FeatureGraph several =
        FeatureGraph.of(
            List.of(
                definition(Utterance.class), definition(Review.class), definition(Waveform.class)));
    FeatureGraph one =
        FeatureGraph.of(several.plans().stream().map(ProjectsTest::ofOneProject).toList());

    for (FeaturePlan plan : several.plans()) {
      assertEquals(one.plan(plan.key()).versions(), plan.versions());
    }
    assertNotEquals(one.projectVersion("acme"), several.projectVersion("acme"));
  }

  private static FeatureDefinition definition(Class<?> record) {
    return FeatureModel.definition(record, "acme");
  }

  private static FeatureDefinition ofOneProject(FeaturePlan plan) {
    FeatureDefinition definition = plan.definition();
    return FeatureDefinition.of(
            definition.spec(), definition.columns(), "acme", definition.featureClass())
        .withSettings(definition.settings());
  }

  @Test
  void aProjectHasAValidName() {
    assertEquals(
        List.of(
            "[bad-project] bad: Invalid project name: \"a__b\" (must be letters, digits, _ and -,"
                + " without __); rename the project"),
        Codegen.of(directory, Bad.class).problems());
  }
}
