package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSettings;
import io.metaxy.jooq.spec.FeatureSettings.OfColumn;
import io.metaxy.jooq.spec.FeatureSettings.StoredAs;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldsMapping;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All problems of a graph are reported at once, each with its feature, place and remedy. */
class GraphRulesTest {

  private static final FeatureDefinition VIDEO =
      define(FeatureSpec.of("video").id("video_id").fields("audio", "frames"), "video_id", "path");

  private static FeatureDefinition define(FeatureSpecBuilder spec, String... columns) {
    FeatureSpec built = spec.build();
    List<ColumnSpec> all = new ArrayList<>();
    for (String column : columns) {
      all.add(ColumnSpec.of(column, ColumnType.STRING, column.endsWith("_or_null")));
    }
    return FeatureDefinition.of(built, all, "test", "test." + built.key().className());
  }

  private static FeatureSpecBuilder crop() {
    return FeatureSpec.of("crop").id("video_id");
  }

  private static List<String> problems(FeatureDefinition... definitions) {
    return problems(GraphOptions.DEFAULT, definitions);
  }

  private static List<String> problems(GraphOptions options, FeatureDefinition... definitions) {
    List<FeatureDefinition> all = List.of(definitions);
    SpecException refused = assertThrows(SpecException.class, () -> FeatureGraph.of(all, options));
    return refused.problems().stream().map(Problem::toString).toList();
  }

  private static void refused(String problem, FeatureDefinition... definitions) {
    assertEquals(List.of(problem), problems(definitions));
  }

  @Test
  void allProblemsAreSaidAtOnce() {
    FeatureDefinition bad =
        define(
            FeatureSpec.of("Crop/a__b").id("nope").dependsOn("video").dependsOn("ghost"),
            "video_id");
    SpecException refused =
        assertThrows(SpecException.class, () -> FeatureGraph.of(List.of(VIDEO, bad)));
    assertEquals(
        """
        Cannot build the feature graph: 4 problems
          [bad-key] Crop/a__b: Invalid feature key: "Crop/a__b" (part "Crop" must match [a-z_][a-z0-9_-]*); rename the feature
          [bad-key] Crop/a__b: Invalid feature key: "Crop/a__b" (part "a__b" contains __, which separates parts in table names); rename the feature
          [unknown-id] Crop/a__b, id nope: Cannot find the id column among the columns [video_id]; add the column or correct the id
          [missing-dependency] Crop/a__b, dependency on ghost: Cannot find feature ghost; add its definition or correct the key""",
        refused.getMessage());
  }

  @Nested
  class Names {

    @Test
    void oneKeyTwice() {
      refused(
          "[duplicate-key] video: Cannot have two features with the same key: test.Video and"
              + " test.Video; give one of them another key",
          VIDEO,
          VIDEO);
    }

    @Test
    void anExternalDefinitionYieldsToTheProjectsOwn() {
      FeatureGraph graph = FeatureGraph.of(List.of(VIDEO.asExternal(null), VIDEO));
      assertEquals(false, graph.plan(VIDEO.key()).definition().external());
    }

    @Test
    void oneTable() {
      refused(
          "[table-name-clash] a-b: Cannot give two features the same table: a_b and a-b both become"
              + " a_b; rename one of them",
          define(FeatureSpec.of("a_b").id("id"), "id"),
          define(FeatureSpec.of("a-b").id("id"), "id"));
    }

    @Test
    void oneClassWhereCodeIsGenerated() {
      FeatureDefinition parts = define(FeatureSpec.of("a/b").id("id"), "id");
      FeatureDefinition word = define(FeatureSpec.of("a_b").id("id"), "id");
      assertEquals(
          List.of(
              "[class-name-clash] a_b: Cannot give two features the same class: a/b and a_b both"
                  + " become AB; rename one of them"),
          problems(new GraphOptions(8, true, "", true), parts, word));
      assertEquals(2, FeatureGraph.of(List.of(parts, word)).plans().size());
    }

    @Test
    void oneStructKey() {
      refused(
          "[struct-key-clash] video, field audio_fr: Cannot give two fields the same struct key:"
              + " audio/fr and audio_fr both become audio_fr; rename one of them",
          define(FeatureSpec.of("video").id("id").fields("audio/fr", "audio_fr"), "id"));
    }

    @Test
    void oneFieldTwice() {
      refused(
          "[duplicate-field] video, field audio: Cannot have two fields with the same key: audio;"
              + " remove or rename one of them",
          define(FeatureSpec.of("video").id("id").fields("audio", "audio"), "id"));
    }

    @Test
    void aTableWithoutNameWhereNothingIsInferred() {
      GraphOptions options = new GraphOptions(8, false, "", false);
      assertEquals(
          List.of(
              "[no-table-name] video: Cannot name the table of a spec without a table name, because"
                  + " inferring table names is switched off; add .table(\"...\") to the spec"),
          problems(options, VIDEO));
    }

    @Test
    void aBadProject() {
      refused(
          "[bad-project] video: Invalid project name: \"a__b\" (must be letters, digits, _ and -,"
              + " without __); rename the project",
          FeatureDefinition.of(VIDEO.spec(), VIDEO.columns(), "a__b", "test.Video"));
    }
  }

  @Nested
  class Columns {

    @Test
    void noId() {
      refused(
          "[no-id] video: Cannot identify samples without id columns; add .id(\"...\") to the spec",
          define(FeatureSpec.of("video"), "path"));
    }

    @Test
    void anIdTwice() {
      refused(
          "[duplicate-id] video, id id: Cannot list an id column twice; remove one",
          define(FeatureSpec.of("video").id("id", "id"), "id"));
    }

    @Test
    void anIdThatMayBeNull() {
      refused(
          "[nullable-id] video, id id_or_null: Cannot identify samples by a nullable column; make"
              + " it not null",
          define(FeatureSpec.of("video").id("id_or_null"), "id_or_null"));
    }

    @Test
    void anIdWithoutOrder() {
      FeatureSpec spec = FeatureSpec.of("video").id("tags").build();
      refused(
          "[unordered-id] video, id tags: Cannot identify samples by a column of type JSON, which"
              + " has no order that all databases share; use another column",
          FeatureDefinition.of(
              spec, List.of(ColumnSpec.of("tags", ColumnType.JSON, false)), "test", "test.Video"));
    }

    @Test
    void aReservedName() {
      refused(
          "[reserved-column] video, column created_at: Cannot use the name created_at, because"
              + " names that begin with metaxy_, and those of the system columns without it, are"
              + " reserved; rename the column",
          define(FeatureSpec.of("video").id("id"), "id", "created_at"));
    }

    @Test
    void aNameWithOurPrefix() {
      refused(
          "[reserved-column] video, column metaxy_foo: Cannot use the name metaxy_foo, because"
              + " names that begin with metaxy_, and those of the system columns without it, are"
              + " reserved; rename the column",
          define(FeatureSpec.of("video").id("id"), "id", "metaxy_foo"));
    }

    @Test
    void olderRowsThatLackNoColumn() {
      OfColumn stale = new OfColumn(null, true);
      assertEquals(
          List.of(
              "[older-rows] video, column id: Cannot declare older rows for an id column,"
                  + " because every row has its ids; remove the declaration",
              "[older-rows] video, column note_or_null: Cannot declare older rows for a nullable"
                  + " column, because newer rows may also have null; make the column not null,"
                  + " or remove the declaration",
              "[older-rows] video, column pth: Cannot find this column among the columns"
                  + " [id, path, note_or_null]; correct its name in the settings"),
          problems(
              define(FeatureSpec.of("video").id("id"), "id", "path", "note_or_null")
                  .withSettings(
                      new FeatureSettings(
                          Map.of(
                              "id", stale, "note_or_null", stale, "path", stale, "pth", stale)))));
    }

    @Test
    void jsonOfAColumnThatIsNotJson() {
      refused(
          "[stored-as] video, column path: Cannot store this column as json (must be one of the"
              + " lists and JSON columns []); correct the name in the settings, or remove stored_as",
          define(FeatureSpec.of("video").id("id"), "id", "path")
              .withSettings(new FeatureSettings(Map.of("path", OfColumn.NONE.as(StoredAs.JSON)))));
    }

    @Test
    void aVectorOfPgvectorThatIsNoVector() {
      refused(
          "[stored-as] video, column path: Cannot store this column as halfvec (must be one of"
              + " the vectors of 32-bit numbers []); correct the name in the settings, or remove stored_as",
          define(FeatureSpec.of("video").id("id"), "id", "path")
              .withSettings(
                  new FeatureSettings(Map.of("path", OfColumn.NONE.as(StoredAs.HALFVEC)))));
    }

    @Test
    void aColumnTwice() {
      refused(
          "[duplicate-column] video, column path: Cannot have two columns with the same name;"
              + " rename one of them",
          define(FeatureSpec.of("video").id("id"), "id", "path", "path"));
    }
  }

  @Nested
  class Dependencies {

    @Test
    void aCycle() {
      refused(
          "[cycle] a: Cannot depend on itself: a -> b -> a; remove one of these dependencies",
          define(FeatureSpec.of("a").id("id").dependsOn("b"), "id"),
          define(FeatureSpec.of("b").id("id").dependsOn("a"), "id"));
    }

    @Test
    void oneFeatureTwice() {
      refused(
          "[duplicate-dependency] crop, dependency on video: Cannot depend on the same feature"
              + " twice; merge the two dependencies",
          VIDEO,
          define(crop().dependsOn("video").dependsOn("video"), "video_id"));
    }

    @Test
    void aRenameOfNothing() {
      refused(
          "[unknown-column] crop, dependency on video: Cannot rename pth to p: the upstream has"
              + " only the columns [path, video_id]; correct the name",
          VIDEO,
          define(crop().dependsOn("video", d -> d.rename("pth", "p")), "video_id"));
    }

    @Test
    void aRenameToNoName() {
      refused(
          "[bad-rename] crop, dependency on video: Cannot rename path to \"\": a column needs a"
              + " name; choose one",
          VIDEO,
          define(crop().dependsOn("video", d -> d.rename("path", "")), "video_id"));
    }

    @Test
    void aRenameToASystemColumn() {
      refused(
          "[rename-to-system-column] crop, dependency on video: Cannot rename path to"
              + " metaxy_provenance: it is a system column's name; choose another",
          VIDEO,
          define(
              crop().dependsOn("video", d -> d.rename("path", "metaxy_provenance")), "video_id"));
    }

    @Test
    void aRenameToAnId() {
      refused(
          "[rename-to-id] crop, dependency on video: Cannot rename path to video_id: it is an id"
              + " column of the upstream; choose another",
          VIDEO,
          define(crop().dependsOn("video", d -> d.rename("path", "video_id")), "video_id"));
    }

    @Test
    void twoColumnsOfOneName() {
      refused(
          "[rename-clash] crop, dependency on wide: Cannot rename b to c: a already has that name;"
              + " choose another",
          define(FeatureSpec.of("wide").id("video_id"), "video_id", "a", "b"),
          define(crop().dependsOn("wide", d -> d.rename("a", "c").rename("b", "c")), "video_id"));
    }

    @Test
    void aSelectOfNothing() {
      refused(
          "[unknown-column] crop, dependency on video: Cannot select size (must be one of [path,"
              + " video_id]); correct the name",
          VIDEO,
          define(crop().dependsOn("video", d -> d.select("size")), "video_id"));
    }

    @Test
    void aSelectOfWhatIsRenamedAway() {
      refused(
          "[select-renamed] crop, dependency on video: Cannot select path, which is renamed to"
              + " video_path; select it by the new name",
          VIDEO,
          define(
              crop().dependsOn("video", d -> d.rename("path", "video_path").select("path")),
              "video_id"));
    }

    @Test
    void oneColumnFromTwoUpstreams() {
      refused(
          "[column-clash] crop, dependency on other: Cannot get column path from both video and"
              + " other; rename one of them or do not select it",
          VIDEO,
          define(FeatureSpec.of("other").id("video_id"), "video_id", "path"),
          define(
              crop()
                  .dependsOn("video", d -> d.select("path"))
                  .dependsOn("other", d -> d.select("path")),
              "video_id"));
    }

    @Test
    void anAggregationByWhatTheUpstreamLacks() {
      refused(
          "[unknown-column] crop, dependency on video: Cannot relate samples by speaker_id, which"
              + " the upstream does not have (must be one of [path, video_id]); rename a column or"
              + " correct the lineage",
          VIDEO,
          define(
              crop().dependsOn("video", d -> d.lineage(Lineage.aggregation("speaker_id"))),
              "video_id"));
    }

    @Test
    void aFilterThatCannotBeRead() {
      refused(
          "[bad-filter] crop, dependency on video: Cannot read filter \"lower(path) = 'x'\" at"
              + " position 6: functions are not supported; compare columns with values",
          VIDEO,
          define(crop().dependsOn("video", d -> d.where("lower(path) = 'x'")), "video_id"));
    }

    @Test
    void anExpansionWithoutParent() {
      refused(
          "[expansion-without-parent] crop, dependency on video: Cannot expand without the parent's"
              + " id columns; name them in the lineage",
          VIDEO,
          define(crop().dependsOn("video", d -> d.lineage(Lineage.expansion())), "video_id"));
    }
  }

  @Nested
  class Fields {

    @Test
    void anUnknownField() {
      refused(
          "[unknown-field] crop, field audio: Cannot find field sound of video (must be one of"
              + " [audio, frames]); correct the name",
          VIDEO,
          define(
              crop().dependsOn("video").field("audio", f -> f.from("video", "sound")), "video_id"));
    }

    @Test
    void aFieldOfWhatTheFeatureDoesNotDependOn() {
      refused(
          "[not-a-dependency] crop, field audio: Cannot depend on video, which is not a dependency"
              + " of the feature; add .dependsOn(\"video\") to the spec",
          VIDEO,
          define(crop().field("audio", f -> f.from("video", "audio")), "video_id"));
    }

    @Test
    void aFieldOfWhatIsNotThere() {
      refused(
          "[unknown-feature] crop, field audio: Cannot depend on vide, which is not a feature (must"
              + " be one of [video]); correct the key",
          VIDEO,
          define(
              crop().dependsOn("video").field("audio", f -> f.from("vide", "audio")), "video_id"));
    }

    @Test
    void aMappingThatMatchesNothing() {
      refused(
          "[mapping-matches-nothing] crop, field text: Cannot find what the field depends on: no"
              + " fields mapping of [video] matches it; change a mapping or name its fields with"
              + " .from(...)",
          VIDEO,
          define(
              crop()
                  .dependsOn(
                      "video",
                      d ->
                          d.mapping(
                              FieldsMapping.specific(
                                  Map.of(FieldKey.of("other"), Set.of(FieldKey.of("audio"))))))
                  .fields("text"),
              "video_id"));
    }

    @Test
    void aGivenVersionOfNoField() {
      refused(
          "[unknown-field] video, field nope: Cannot set a version for a field that the feature"
              + " does not have (must be one of [audio, frames]); correct the name",
          VIDEO.asExternal(Map.of(FieldKey.of("nope"), "1234abcd")));
    }
  }

  /** What a resolve would refuse, where features must be resolvable. */
  @Nested
  class Resolves {

    private static final GraphOptions RESOLVABLE = new GraphOptions(8, true, "", true, true);

    private static final FeatureDefinition SHOT =
        typed(
            FeatureSpec.of("shot").id("shot_id"),
            Map.of(
                "shot_id", ColumnType.STRING,
                "take", ColumnType.INT32,
                "seconds", ColumnType.FLOAT64,
                "color", ColumnType.BOOLEAN,
                "mood", ColumnType.ENUM,
                "day", ColumnType.LOCAL_DATE,
                "shot_at", ColumnType.INSTANT,
                "scanned_at", ColumnType.OFFSET_DATE_TIME,
                "tags", ColumnType.JSON,
                "thumbnail", ColumnType.BINARY));

    private static FeatureDefinition typed(
        FeatureSpecBuilder spec, Map<String, ColumnType> columns) {
      FeatureSpec built = spec.build();
      List<ColumnSpec> all = new ArrayList<>();
      new TreeMap<>(columns).forEach((name, kind) -> all.add(ColumnSpec.of(name, kind, false)));
      return FeatureDefinition.of(built, all, "test", "test." + built.key().className());
    }

    private static FeatureDefinition grade(String... filters) {
      return define(
          FeatureSpec.of("grade")
              .id("shot_id")
              .dependsOn(
                  "shot",
                  dep -> {
                    List.of(filters).forEach(dep::where);
                    return dep.rename("take", "number");
                  }),
          "shot_id");
    }

    private static void refusedGrade(String problem, FeatureDefinition... definitions) {
      assertEquals(
          List.of(
              "["
                  + problem.replaceFirst("] ", "] grade, dependency on ")
                  + "; if another program computes the feature, set metaxy.resolvable to \"except"
                  + " grade\""),
          problems(RESOLVABLE, definitions));
      assertEquals(definitions.length, FeatureGraph.of(List.of(definitions)).plans().size());
    }

    private static void accepted(FeatureDefinition... definitions) {
      assertEquals(
          definitions.length, FeatureGraph.of(List.of(definitions), RESOLVABLE).plans().size());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        quoteCharacter = '`',
        textBlock =
            """
            take > 1          ~ 1  ~ unknown-column ~ there is no column take (must be one of [color, day, mood, number, scanned_at, seconds, shot_at, shot_id, tags, thumbnail]); correct the name
            seconds = 'x'     ~ 1  ~ filter-type ~ column seconds has type FLOAT64, which does not match x; correct the value
            mood > 3          ~ 1  ~ filter-type ~ column mood has type ENUM, which does not match 3; correct the value
            number IN (1, '2') ~ 1 ~ filter-type ~ column number has type INT32, which does not match 2; correct the value
            mood              ~ 1  ~ filter-type ~ column mood has type ENUM, which does not match true; correct the value
            color = 'yes'     ~ 1  ~ filter-type ~ column color has type BOOLEAN, which does not match yes; correct the value
            number > 0 AND NOT (5 < day) ~ 25 ~ filter-type ~ column day has type LOCAL_DATE, which does not match 5; correct the value
            mood = number     ~ 8  ~ filter-type ~ column mood has type ENUM and number has type INT32; compare columns of the same type
            day < shot_at     ~ 7  ~ filter-type ~ column day has type LOCAL_DATE and shot_at has type INSTANT; compare columns of the same type
            tags = 'x'        ~ 1  ~ filter-type ~ column tags has type JSON, which filters cannot compare; test it with IS NULL, or leave it out
            thumbnail         ~ 1  ~ filter-type ~ column thumbnail has type BINARY, which filters cannot compare; test it with IS NULL, or leave it out
            day = 'today'     ~ 1  ~ filter-value ~ column day has type LOCAL_DATE, which does not match today; correct the value
            'noon' < shot_at  ~ 10 ~ filter-value ~ column shot_at has type INSTANT, which does not match noon; correct the value
            scanned_at IN ('2021-01-01T00:00:00Z', 'now') ~ 1 ~ filter-value ~ column scanned_at has type OFFSET_DATE_TIME, which does not match now; correct the value
            number = 1e400    ~ 1  ~ filter-type ~ column number cannot hold a value as large as 1E+400; correct the value
            """)
    void aFilterThatDoesNotFit(String filter, int position, String code, String reason) {
      refusedGrade(
          code
              + "] shot: Cannot use filter \""
              + filter
              + "\" at position "
              + position
              + ": "
              + reason,
          SHOT,
          grade(filter));
    }

    @Test
    void everyPlaceOfEveryFilterThatDoesNotFit() {
      assertEquals(
          List.of(
              "bad-filter",
              "unknown-column",
              "filter-type",
              "filter-type",
              "filter-type",
              "filter-type"),
          codes(SHOT, grade("nope IS NULL OR color = 1 OR color = 2", "tags = tags", "number +")));
    }

    private static List<String> codes(FeatureDefinition... definitions) {
      List<FeatureDefinition> all = List.of(definitions);
      return assertThrows(SpecException.class, () -> FeatureGraph.of(all, RESOLVABLE))
          .problems()
          .stream()
          .map(Problem::code)
          .toList();
    }

    @Test
    void noFilterThatFits() {
      accepted(
          SHOT,
          grade(
              "number > 2.5 AND seconds < number AND NOT color",
              "color = TRUE OR color IS NULL",
              "mood IN ('CALM', 'x') OR mood = shot_id OR mood = \"shot_id\"",
              "day >= '2021-01-01' AND shot_at < scanned_at AND scanned_at <> '2021-01-01T00:00:00Z'",
              "tags IS NULL AND thumbnail = NULL",
              "seconds = 12345678901234567890123456789012345678901234567890"));
    }

    @Test
    void aFilterThatDoesNotFitAnExternalUpstream() {
      refusedGrade(
          "filter-type] shot: Cannot use filter \"seconds = 'x'\" at position 1: column seconds has"
              + " type FLOAT64, which does not match x; correct the value",
          SHOT.asExternal(null),
          grade("seconds = 'x'"));
    }

    @Test
    void noFilterOnAColumnThatIsNotKnownOfAnExternalUpstream() {
      FeatureDefinition unknown =
          FeatureDefinition.of(SHOT.spec(), List.of(), "test", "test.Shot").asExternal(null);
      accepted(SHOT.asExternal(null), grade("nope = 1"));
      accepted(unknown, grade("nope = 1 AND seconds = 'x'"));
    }

    @Test
    void nothingOfAnExternalFeature() {
      accepted(
          SHOT,
          grade("nope = 1 AND seconds = 'x'").asExternal(null),
          define(FeatureSpec.of("sum").id("day").dependsOn("shot"), "day").asExternal(null));
    }

    @Test
    void otherIdsThanTheSamples() {
      refusedGrade(
          "unrelated-ids] frame: Cannot relate samples with the ids [shot_id] to rows that are"
              + " identified by [shot_id, frame]; give both the same ids with a rename, or relate"
              + " them with a lineage (aggregation or expansion)",
          SHOT,
          define(FeatureSpec.of("frame").id("shot_id", "frame"), "shot_id", "frame"),
          define(
              FeatureSpec.of("grade").id("shot_id").dependsOn("shot").dependsOn("frame"),
              "shot_id"));
    }

    @Test
    void otherGroupsThanTheSamples() {
      refusedGrade(
          "unrelated-ids] frame: Cannot relate samples with the ids [shot_id] to rows that are"
              + " identified by [shot_id, reel]; give both the same ids with a rename, or relate"
              + " them with a lineage (aggregation or expansion)",
          SHOT,
          define(FeatureSpec.of("frame").id("frame"), "frame", "shot_id", "reel"),
          define(
              FeatureSpec.of("grade")
                  .id("shot_id")
                  .dependsOn("shot")
                  .dependsOn("frame", dep -> dep.lineage(Lineage.aggregation("shot_id", "reel"))),
              "shot_id"));
    }

    @Test
    void idsThatTheFeatureLacks() {
      refusedGrade(
          "unrelated-ids] shot: Cannot identify samples by shot_id, which the feature's ids [id]"
              + " lack; add it to the ids, or rename the upstream's column",
          SHOT,
          define(FeatureSpec.of("grade").id("id").dependsOn("shot"), "id"));
    }

    @Test
    void parentsThatTheFeatureLacks() {
      refusedGrade(
          "unrelated-ids] shot: Cannot identify samples by shot_id, which the feature expands by and"
              + " lacks; add it as an id, or as another column that is not null",
          SHOT,
          define(expandedGrade(), "id"));
    }

    @Test
    void parentsThatCanBeNull() {
      refusedGrade(
          "unrelated-ids] shot: Cannot identify samples by shot_or_null, which the feature expands by"
              + " and which is nullable; make it not null",
          SHOT,
          define(
              FeatureSpec.of("grade")
                  .id("id")
                  .dependsOn(
                      "shot",
                      dep ->
                          dep.rename("shot_id", "shot_or_null")
                              .lineage(Lineage.expansion("shot_or_null"))),
              "id",
              "shot_or_null"));
    }

    @Test
    void parentsWithoutAnOrder() {
      refusedGrade(
          "unrelated-ids] shot: Cannot identify samples by shot_id, which the feature expands by and"
              + " whose type JSON has no order that all databases share; use a column of another"
              + " type",
          SHOT,
          typed(expandedGrade(), Map.of("id", ColumnType.STRING, "shot_id", ColumnType.JSON)));
    }

    @Test
    void parentsOfOlderRows() {
      OfColumn older = new OfColumn("1", false);
      assertEquals(
          List.of(
              "[older-rows] grade, column shot_id: Cannot declare older rows for a column that the"
                  + " feature expands by, because older rows would then have no parent, or all have the"
                  + " same one; remove the declaration, and fill the column of older rows in a migration"),
          problems(
              SHOT,
              define(expandedGrade(), "id", "shot_id")
                  .withSettings(new FeatureSettings(Map.of("shot_id", older)))));
    }

    @Test
    void parentsThatAreNoIds() {
      accepted(SHOT, define(expandedGrade(), "id", "shot_id"));
    }

    @Test
    void parentsThatAreNoIdsOfAnotherType() {
      refusedGrade(
          "id-type] shot: Cannot compare the id shot_id of type INT64 with the upstream's, which"
              + " has type STRING; use the same type for both",
          SHOT,
          typed(expandedGrade(), Map.of("id", ColumnType.STRING, "shot_id", ColumnType.INT64)));
    }

    private FeatureSpecBuilder expandedGrade() {
      return FeatureSpec.of("grade")
          .id("id")
          .dependsOn("shot", dep -> dep.lineage(Lineage.expansion("shot_id")));
    }

    @Test
    void idsOfAnotherType() {
      refusedGrade(
          "id-type] shot: Cannot compare the id shot_id of type INT64 with the upstream's, which"
              + " has type STRING; use the same type for both",
          SHOT,
          typed(
              FeatureSpec.of("grade").id("shot_id").dependsOn("shot"),
              Map.of("shot_id", ColumnType.INT64)));
    }

    @Test
    void renamedIdsOfAnotherType() {
      refusedGrade(
          "id-type] shot: Cannot compare the id at of type LOCAL_DATE_TIME with the upstream's,"
              + " which has type INSTANT; use the same type for both",
          SHOT,
          typed(
              FeatureSpec.of("grade")
                  .id("at")
                  .dependsOn(
                      "shot", dep -> dep.rename("shot_at", "at").lineage(Lineage.aggregation())),
              Map.of("at", ColumnType.LOCAL_DATE_TIME)));
    }

    @ParameterizedTest
    @CsvSource({
      "STRING, UUID",
      "INT64, STRING",
      "BOOLEAN, INT8",
      "LOCAL_DATE_TIME, LOCAL_DATE",
      "INSTANT, LOCAL_DATE_TIME",
      "FLOAT64, INT64",
      "DECIMAL, INT64",
      "FLOAT64, FLOAT32",
      "DECIMAL, FLOAT64",
      "FLOAT32, DECIMAL",
      "INT64, FLOAT64",
      "INT32, FLOAT32"
    })
    void anIdThatDoesNotHoldTheUpstreams(ColumnType upstream, ColumnType own) {
      refusedGrade(
          "id-type] shot: Cannot compare the id id of type "
              + own
              + " with the upstream's, which has type "
              + upstream
              + "; use the same type for both",
          typed(FeatureSpec.of("shot").id("id"), Map.of("id", upstream)),
          typed(FeatureSpec.of("grade").id("id").dependsOn("shot"), Map.of("id", own)));
    }

    @ParameterizedTest
    @CsvSource({"INT64, INT32", "INT64, INT8", "INT32, INT16", "INT16, INT8"})
    void anIdThatIsNarrowerThanTheUpstreams(ColumnType upstream, ColumnType own) {
      refusedGrade(
          "id-type] shot: Cannot store every id of the upstream in id of type "
              + own
              + ", which is narrower than the upstream's "
              + upstream
              + "; use the same type for both",
          typed(FeatureSpec.of("shot").id("id"), Map.of("id", upstream)),
          typed(FeatureSpec.of("grade").id("id").dependsOn("shot"), Map.of("id", own)));
    }

    @ParameterizedTest
    @CsvSource({
      "12, 2, 10, 2, 'DECIMAL(10, 2), which is narrower than the upstream''s DECIMAL(12, 2)'",
      "12, 2, 12, 1, 'DECIMAL(12, 1), which is narrower than the upstream''s DECIMAL(12, 2)'",
      "12, 2, 14, 5, 'DECIMAL(14, 5), which is narrower than the upstream''s DECIMAL(12, 2)'",
      "12, 2, 13, 3, ",
      "12, 2, 12, 2, "
    })
    void decimalsAreComparedByTheirDigits(
        int precision, int scale, int ownPrecision, int ownScale, @Nullable String narrower) {
      FeatureDefinition[] both = {
        decimal(FeatureSpec.of("shot").id("id"), precision, scale),
        decimal(FeatureSpec.of("grade").id("id").dependsOn("shot"), ownPrecision, ownScale)
      };
      if (narrower == null) {
        accepted(both);
      } else {
        refusedGrade(
            "id-type] shot: Cannot store every id of the upstream in id of type "
                + narrower
                + "; use the same type for both",
            both);
      }
    }

    private static FeatureDefinition decimal(FeatureSpecBuilder spec, int precision, int scale) {
      FeatureSpec built = spec.build();
      Decimal type = new Decimal(new Digits(precision, scale));
      return FeatureDefinition.of(
          built,
          List.of(new ColumnSpec("id", type, false, null)),
          "test",
          "test." + built.key().className());
    }

    @ParameterizedTest
    @CsvSource({
      "LOCAL_DATE, LOCAL_DATE_TIME",
      "INT32, INT64",
      "INT64, DECIMAL",
      "INT32, FLOAT64",
      "INT16, FLOAT32",
      "FLOAT32, FLOAT64",
      "ENUM, STRING",
      "STRING, ENUM",
      "OFFSET_DATE_TIME, INSTANT"
    })
    void noIdThatHoldsTheUpstreams(ColumnType upstream, ColumnType own) {
      accepted(
          typed(FeatureSpec.of("shot").id("id"), Map.of("id", upstream)),
          typed(FeatureSpec.of("grade").id("id").dependsOn("shot"), Map.of("id", own)));
    }

    @Test
    void noIdWhoseDecimalIsAnInteger() {
      ColumnSpec id = new ColumnSpec("id", new Decimal(new Digits(18, 0)), false, null);
      accepted(
          FeatureDefinition.of(
              FeatureSpec.of("shot").id("id").build(), List.of(id), "test", "test.Shot"),
          typed(
              FeatureSpec.of("grade").id("id").dependsOn("shot"), Map.of("id", ColumnType.INT64)));
    }
  }

  @Test
  void aPlanPrintsWhatItIsMadeFrom() {
    FeatureGraph graph =
        FeatureGraph.of(
            List.of(
                VIDEO,
                define(
                    crop()
                        .dependsOn("video", d -> d.rename("path", "video_path").optional())
                        .fields("audio"),
                    "video_id")));
    FeaturePlan plan = graph.plans().get(1);
    assertEquals(
        "crop@"
            + plan.versions().feature()
            + " (table crop, ids [video_id])\n  from video@"
            + graph.plans().get(0).versions().feature()
            + " 1:1 optional, columns {video_id=video_id, video_path=path}\n  audio@"
            + plan.versions().byField().get(FieldKey.of("audio"))
            + " <- [video.audio]",
        plan.toString());
  }

  @Test
  void anUnknownFeatureIsNamedWithTheKnownOnes() {
    FeatureGraph graph = FeatureGraph.of(List.of(VIDEO));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> graph.plan(crop().build().key()));
    assertEquals(
        "Cannot find feature crop in the graph (must be one of [video]); add its definition to the"
            + " graph",
        refused.getMessage());
  }

  @Test
  void aHashHasFrom8To64Characters() {
    assertEquals(64, GraphOptions.withHashLength(64).hashTruncationLength());
    for (int length : new int[] {7, 65}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> GraphOptions.withHashLength(length));
      assertEquals(
          "Invalid hash truncation length: " + length + " (must be from 8 to 64)",
          refused.getMessage());
    }
  }
}
