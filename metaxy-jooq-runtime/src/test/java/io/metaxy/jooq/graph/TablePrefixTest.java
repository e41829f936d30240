package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another prefix changes the inferred table names, and nothing else. */
class TablePrefixTest {

  private static final FeatureSpec VIDEO =
      FeatureSpec.of("video/raw").id("id").field("frames", f -> f).build();
  private static final FeatureSpec CROP =
      FeatureSpec.of("crop").id("id").dependsOn("video/raw").field("frames", f -> f).build();

  private static FeatureGraph graph(GraphOptions options, FeatureSpec... specs) {
    return FeatureGraph.of(Arrays.stream(specs).map(TablePrefixTest::definition).toList(), options);
  }

  private static FeatureDefinition definition(FeatureSpec spec) {
    List<ColumnSpec> columns =
        List.of(new ColumnSpec("id", LogicalType.of(ColumnType.STRING), false, null));
    return FeatureDefinition.of(spec, columns, "p", "acme." + spec.key().tableName());
  }

  private static List<String> tables(FeatureGraph graph) {
    return graph.plans().stream().map(FeaturePlan::tableName).toList();
  }

  @Test
  void replacesTheEarlierOne() {
    GraphOptions mx = new GraphOptions(8, true, "mx_", false);
    FeatureGraph inferred = graph(mx, VIDEO, CROP);
    FeatureGraph generated = graph(mx, VIDEO.withTable("mx_video__raw"), CROP.withTable("mx_crop"));
    for (FeatureGraph each : List.of(inferred, generated)) {
      assertEquals(List.of("mx_video__raw", "mx_crop"), tables(each));
      FeatureGraph dev = each.withTablePrefix("dev_");
      assertEquals(List.of("dev_video__raw", "dev_crop"), tables(dev));
      assertEquals(List.of("video__raw", "crop"), tables(dev.withTablePrefix("")));
      assertEquals(List.of("x_video__raw", "x_crop"), tables(dev.withTablePrefix("x_")));
      assertEquals(each.projectVersion("p"), dev.projectVersion("p"));
      assertEquals(
          each.plans().stream().map(FeaturePlan::versions).toList(),
          dev.plans().stream().map(FeaturePlan::versions).toList());
      assertEquals("dev_", dev.options().tablePrefix());
    }
  }

  @Test
  void leavesTheTablesThatASpecNames() {
    FeatureGraph graph = graph(GraphOptions.DEFAULT, VIDEO, CROP.withTable("own"));
    assertEquals(List.of("dev_video__raw", "own"), tables(graph.withTablePrefix("dev_")));
    FeatureGraph named =
        graph(
            new GraphOptions(8, false, "", false),
            CROP.withTable("crop"),
            VIDEO.withTable("video__raw"));
    assertEquals(tables(named), tables(named.withTablePrefix("dev_")));
  }

  @Test
  void twoFeaturesDoNotShareATable() {
    FeatureGraph graph = graph(GraphOptions.DEFAULT, VIDEO, CROP.withTable("dev_video__raw"));
    String message =
        assertThrows(SpecException.class, () -> graph.withTablePrefix("dev_")).getMessage();
    assertEquals(
        "Cannot build the feature graph: 1 problem\n"
            + "  [table-name-clash] crop: Cannot give two features the same table: video/raw and crop"
            + " both become dev_video__raw; rename one of them",
        message);
  }
}
