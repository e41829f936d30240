package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features that a resolve would refuse fail the build, unless another program computes them. */
class UnresolvableFeaturesTest {

  private static final String SHOT =
      """
      package acme;
      import io.metaxy.jooq.spec.FeatureSpec;
      import java.time.*;
      import java.util.*;
      public record Shot(UUID shotId, int take, String path, LocalDate day, LocalTime sunset,
          LocalDateTime slate, Instant shotAt, OffsetDateTime scannedAt, boolean color, Mood mood,
          Map<String, String> tags) {
        public enum Mood { CALM }
        public static final FeatureSpec SPEC = FeatureSpec.of("shot").id("shot_id").build();
      }
      """;

  @TempDir Path directory;

  private Codegen codegen(String... grades) {
    String[] sources = new String[grades.length + 1];
    sources[0] = SHOT;
    System.arraycopy(grades, 0, sources, 1, grades.length);
    return Codegen.of(directory, "acme").loader(Compiled.of(directory, sources).loader());
  }

  private static String grade(String name, String ids, String dep) {
    return """
    package acme;
    import io.metaxy.jooq.spec.*;
    public record %s(%s) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("%s").id("shot_id").dependsOn("shot", dep -> dep%s).build();
    }
    """
        .formatted(name, ids, name.toLowerCase(java.util.Locale.ROOT), dep);
  }

  private static String filtered(String filter) {
    return grade(
        "Grade", "java.util.UUID shotId", ".where(\"" + filter.replace("\"", "\\\"") + "\")");
  }

  @Test
  void areAllReportedAtOnce() {
    assertEquals(
        List.of(
            "[missing-dependency] c, dependency on ghost: Cannot find feature ghost; add its"
                + " definition or correct the key",
            "[unknown-column] a, dependency on shot: Cannot use filter \"size > 3\" at position 1:"
                + " there is no column size (must be one of [color, day, mood, path, scanned_at,"
                + " shot_at, shot_id, slate, sunset, tags, take]); correct the name; if another"
                + " program computes the feature, set metaxy.resolvable to \"except a\"",
            "[filter-type] a, dependency on shot: Cannot use filter \"take = 'x'\" at position 1:"
                + " column take has type INT32, which does not match x; correct the value; if"
                + " another program computes the feature, set metaxy.resolvable to \"except a\"",
            "[filter-value] a, dependency on shot: Cannot use filter \"day = 'today'\" at position"
                + " 1: column day has type LOCAL_DATE, which does not match today; correct the"
                + " value; if another program computes the feature, set metaxy.resolvable to"
                + " \"except a\"",
            "[id-type] b, dependency on shot: Cannot compare the id shot_id of type STRING with the"
                + " upstream's, which has type UUID; use the same type for both; if another program"
                + " computes the feature, set metaxy.resolvable to \"except b\""),
        codegen(
                grade(
                    "A",
                    "java.util.UUID shotId",
                    ".where(\"size > 3\").where(\"take = 'x'\").where(\"day = 'today'\")"),
                grade("B", "String shotId", ""),
                grade("C", "java.util.UUID shotId", "").replace("\"shot\"", "\"ghost\""))
            .problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "day = '01.02.2024'",
        "day >= '2024-13-01'",
        "sunset < 'noon'",
        "slate = 'x'",
        "shot_at = '2024'",
        "scanned_at IN ('now')",
        "shot_id = '1'",
        "'x' = shot_id"
      })
  void areThoseWithAValueThatIsNotOfItsColumnsType(String filter) {
    List<String> problems = codegen(filtered(filter)).problems();

    assertEquals(1, problems.size());
    assertTrue(
        problems
            .get(0)
            .matches(
                "\\[filter-value] grade, dependency on shot: Cannot use filter \"\\Q"
                    + filter
                    + "\\E\" at position \\d: column \\w+ has type \\w+, which does not match"
                    + " [^;]+; correct the value; if another program computes the feature, set"
                    + " metaxy.resolvable to \"except grade\""),
        problems.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "day = '2024-02-01' AND sunset < '17:30' AND slate = '2024-02-01 12:00:00'",
        "shot_at = '2024-02-01T12:00:00Z' AND scanned_at <> '2024-02-01T12:00:00+02:00'",
        "shot_id = '00000000-0000-0000-0000-000000000000' AND path = 'today' AND mood = 'X'"
      })
  void areNotThoseWithValuesOfTheType(String filter) {
    assertTrue(codegen(filtered(filter)).run().containsKey("tables/Grade.java"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"except a", "except acme.A", "except b, a", "except acme", "except ghost a"})
  void canBeAllowedByName(String resolvable) {
    Codegen codegen =
        codegen(
            grade("A", "java.util.UUID shotId", ".where(\"size > 3 AND day = 'today'\")"),
            grade("B", "String shotId", ""));
    codegen.property("metaxy.resolvable", resolvable);

    List<String> expected = new ArrayList<>();
    if (resolvable.contains("ghost")) {
      expected.add(
          "[bad-option] metaxy.resolvable: Cannot find ghost among the keys, classes and packages of"
              + " the features; correct the name");
    }
    if (!resolvable.contains("b,") && !resolvable.endsWith("acme")) {
      expected.add(
          "[id-type] b, dependency on shot: Cannot compare the id shot_id of type STRING with the"
              + " upstream's, which has type UUID; use the same type for both; if another program"
              + " computes the feature, set metaxy.resolvable to \"except b\"");
    }
    if (expected.isEmpty()) {
      assertTrue(codegen.run().keySet().containsAll(List.of("tables/A.java", "tables/B.java")));
    } else {
      assertEquals(
          expected.stream().sorted().toList(), codegen.problems().stream().sorted().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "except", "exceptional a"})
  void areNotAllowedByAnotherValue(String resolvable) {
    assertEquals(
        List.of(
            "[bad-option] configuration: Invalid ext.jooq.resolvable in argument metaxy.resolvable: \""
                + resolvable
                + "\" (must be true, false, or \"except\" with keys of features or packages); correct"
                + " the value"),
        codegen().property("metaxy.resolvable", resolvable).problems());
  }

  @Test
  void areGeneratedIfAnotherProgramComputesThem() {
    Map<String, String> files =
        codegen(
                grade(
                    "A",
                    "java.util.UUID shotId",
                    ".where(\"size > 3 AND take = 'x' AND day = 'today'\")"),
                grade("B", "String shotId", ""))
            .property("metaxy.resolvable", "false")
            .run();

    assertTrue(files.containsKey("tables/A.java"));
    assertTrue(files.containsKey("tables/B.java"));
  }
}
