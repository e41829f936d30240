package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The build refuses the features that a resolve refuses, and no others. */
class UnresolvableFeaturesTest extends ByEveryEngine {

  UnresolvableFeaturesTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  private static FeatureSpecBuilder grade() {
    return FeatureSpec.of("shot/grade").fields("raw", "style", "everything");
  }

  /** Returns the codes of the build's problems with another spec of a feature. */
  private static List<String> problems(FeatureSpec spec) {
    Properties properties = new Properties();
    properties.setProperty(CodegenOptions.FEATURES, "features");
    CodegenOptions options = CodegenOptions.of(properties, new ArrayList<>());
    List<FeatureDefinition> definitions =
        Features.GRAPH.plans().stream()
            .map(FeaturePlan::definition)
            .map(each -> each.key().equals(spec.key()) ? each.withSpec(spec) : each)
            .toList();
    try {
      FeatureModel.of(options, definitions);
      return List.of();
    } catch (SpecException e) {
      return e.problems().stream().map(Problem::code).toList();
    }
  }

  private void assertResolvable(FeatureSpec spec) {
    MetadataStore changed = storeWith(spec);
    changed.write(SHOT, List.of(shot(1, "p", "s")));
    assertEquals(0, changed.resolve(SHOT_GRADE).counts().stale());
  }

  private void assertRefused(String sentence, FeatureSpec spec) {
    MetadataStore changed = storeWith(spec);
    String message =
        refused(IllegalArgumentException.class, () -> changed.resolve(SHOT_GRADE).counts());
    assertTrue(message.startsWith(sentence), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          path = 'x'                                ~
          gain < 2.5 AND seconds > frames           ~
          color AND NOT (lens = 1 OR color IS NULL) ~
          mood = 'NONE' OR mood <> path             ~
          shot_at <= scanned_at                     ~
          tags IS NOT NULL AND thumbnail = NULL     ~
          day >= '2021-01-01'                       ~
          sunset < '17:30' AND sunset > '17:30:01'  ~
          slate = '2021-01-01 01:02:03'             ~
          shot_at > '2021-01-01T00:00:00Z'          ~
          scanned_at > '2021-01-01T00:00:00+02:00'  ~
          shot_id <> '00000000-0000-0000-0000-000000000001' ~
          size = 1                                  ~ unknown-column
          size IS NULL                              ~ unknown-column
          metaxy_created_at IS NULL                 ~ unknown-column
          reel = '1'                                ~ filter-type
          path IN ('x', 2)                          ~ filter-type
          path                                      ~ filter-type
          color > 0                                 ~ filter-type
          day < 2021                                ~ filter-type
          day = slate                               ~ filter-type
          shot_id = path                            ~ filter-type
          tags = 'x'                                ~ filter-type
          box = box                                 ~ filter-type filter-type
          thumbnail <> 'x'                          ~ filter-type
          frames < 1e400                            ~ filter-type
          day = 'today'                             ~ filter-value
          day = '01.02.2024'                        ~ filter-value
          day = '2024-13-01'                        ~ filter-value
          sunset IN ('17:30', 'noon')               ~ filter-value
          slate = '2021'                            ~ filter-value
          shot_at = 'now'                           ~ filter-value
          'x' < scanned_at                          ~ filter-value
          shot_id = '1'                             ~ filter-value
          """)
  void areThoseWhoseFiltersDoNotFit(String filter, String codes) {
    FeatureSpec spec =
        grade().id("shot_id", "take").dependsOn("shot", dep -> dep.where(filter)).build();

    assertEquals(codes == null ? "" : codes, String.join(" ", problems(spec)));
    if (codes == null) {
      assertResolvable(spec);
    } else {
      assertRefused("Cannot use filter \"" + filter + "\" on shot at position ", spec);
    }
  }

  static Stream<Arguments> ids() {
    return Stream.of(
        Arguments.of("", grade().id("shot_id", "take").dependsOn("shot")),
        Arguments.of("", grade().id("shot_id", "take", "grade").dependsOn("shot")),
        Arguments.of(
            "",
            grade().id("take").dependsOn("shot", dep -> dep.lineage(Lineage.aggregation("take")))),
        Arguments.of(
            "",
            grade()
                .id("take", "shot_id", "grade")
                .dependsOn("shot", dep -> dep.lineage(Lineage.expansion("take", "shot_id")))),
        Arguments.of(
            "",
            grade()
                .id("grade")
                .dependsOn("shot", dep -> dep.lineage(Lineage.expansion("take", "shot_id")))),
        Arguments.of(
            "unrelated-ids",
            grade()
                .id("grade")
                .dependsOn(
                    "shot",
                    dep ->
                        dep.rename("take", "number")
                            .lineage(Lineage.expansion("number", "shot_id")))),
        Arguments.of("unrelated-ids", grade().id("shot_id").dependsOn("shot")),
        Arguments.of(
            "unrelated-ids",
            grade().id("shot_id", "take").dependsOn("shot", dep -> dep.rename("take", "number"))),
        Arguments.of(
            "unrelated-ids",
            grade().id("shot_id", "take").dependsOn("shot").dependsOn("shot/note-2")),
        Arguments.of(
            "unrelated-ids",
            grade()
                .id("shot_id", "take")
                .dependsOn("shot")
                .dependsOn(
                    "shot/note-2",
                    dep -> dep.rename("take_number", "take").lineage(Lineage.aggregation("take")))),
        Arguments.of(
            "unrelated-ids",
            grade()
                .id("shot_id", "take")
                .dependsOn("shot", dep -> dep.lineage(Lineage.expansion("shot_id")))));
  }

  @ParameterizedTest
  @MethodSource
  void ids(String codes, FeatureSpecBuilder builder) {
    FeatureSpec spec = builder.build();

    assertEquals(
        codes, String.join(" ", problems(spec).stream().distinct().toList()), spec.toString());
    if (codes.isEmpty()) {
      assertResolvable(spec);
    } else {
      assertRefused("Cannot resolve shot/grade", spec);
    }
  }
}
