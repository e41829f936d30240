package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FeatureVersions;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Keys;
import io.metaxy.jooq.spec.Keys.Index;
import io.metaxy.jooq.spec.OlderRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What columns do to versions: nothing to those of fields, features and specs. The constants are
 * those of the versions before lists had columns of their own and before definitions had settings.
 */
class VersionsOfColumnsTest {

  private static final String SAME_FOR_ALL_COLUMNS =
      "fields {default=367fa4e4}, feature 70053180, code fd359803, spec 08a294d7";

  /** A spec with these columns. */
  public static final class Scalars {
    private Scalars() {}

    public record Clip(
        String clipId,
        @Nullable Integer width,
        double seconds,
        UUID take,
        Map<String, Integer> tags) {
      public static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();
    }
  }

  /** The same with declarations that are settings. */
  public static final class Settings {
    private Settings() {}

    @Keys(primaryKey = true, index = true)
    @Index(columns = "seconds", name = "by_seconds")
    @Index(
        columns = {"take", "width"},
        unique = true)
    public record Clip(
        String clipId,
        @Nullable Integer width,
        @OlderRows(readAs = "0", stale = true) double seconds,
        UUID take,
        @Column(type = ColumnType.JSON) Map<String, Integer> tags) {
      public static final FeatureSpec SPEC = Scalars.Clip.SPEC;
    }
  }

  /** A spec with lists. */
  @SuppressWarnings("ArrayRecordComponent")
  public static final class Lists {
    private Lists() {}

    public record Clip(
        String clipId, List<String> labels, @Column(vector = 4) float[] vector, double[] scores) {
      public static final FeatureSpec SPEC = Scalars.Clip.SPEC;
    }
  }

  /** The same lists, stored otherwise. */
  @SuppressWarnings("ArrayRecordComponent")
  public static final class StoredLists {
    private StoredLists() {}

    public record Clip(
        String clipId,
        @Column(type = ColumnType.JSON) List<String> labels,
        @Column(vector = 4, storedAs = StoredAs.HALFVEC) float[] vector,
        @Column(storedAs = StoredAs.JSON) double[] scores) {
      public static final FeatureSpec SPEC = Scalars.Clip.SPEC;
    }
  }

  private static FeaturePlan plan(Class<?> record) {
    Properties properties = new Properties();
    properties.setProperty("metaxy.features", record.getName());
    return FeatureModel.of(properties, Path.of(""), record.getClassLoader()).features().get(0);
  }

  /** All six versions. */
  private static String versions(Class<?> record) {
    FeaturePlan plan = plan(record);
    FeatureVersions versions = plan.versions();
    return "fields "
        + versions.byField()
        + ", feature "
        + versions.feature()
        + ", code "
        + versions.code()
        + ", spec "
        + versions.spec()
        + ", definition "
        + versions.definition()
        + ", project "
        + FeatureGraph.of(List.of(plan.definition())).projectVersion("default");
  }

  @Test
  void scalarsMapsAndSettingsChangeNone() {
    String before = SAME_FOR_ALL_COLUMNS + ", definition 77d8262e, project a04ccc5f";

    assertEquals(before, versions(Scalars.Clip.class));
    assertEquals(before, versions(Settings.Clip.class));
  }

  @Test
  void listsChangeOnlyTheDefinitionAndTheProject() {
    assertEquals(
        SAME_FOR_ALL_COLUMNS + ", definition 3aa5780d, project b7e41aa2",
        versions(Lists.Clip.class));
  }

  @Test
  void howListsAreStoredChangesNone() {
    FeaturePlan stored = plan(StoredLists.Clip.class);

    assertEquals(versions(Lists.Clip.class), versions(StoredLists.Clip.class));
    assertEquals(plan(Lists.Clip.class).definition().schema(), stored.definition().schema());
    assertEquals(
        "{\"columns\": {\"labels\": {\"stored_as\": \"json\"}, \"scores\": {\"stored_as\": \"json\"},"
            + " \"vector\": {\"stored_as\": \"halfvec\"}}}",
        stored.definition().settings().text());
  }
}
