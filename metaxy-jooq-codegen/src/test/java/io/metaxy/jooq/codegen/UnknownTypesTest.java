package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that no column has: the error names what to use instead. */
class UnknownTypesTest {

  private static final Map<String, String> INSTEAD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("java.time.Period", "a String"),
              Map.entry("java.net.URI", "a String"),
              Map.entry("java.net.URL", "a String"),
              Map.entry("java.nio.file.Path", "a String"),
              Map.entry("java.io.File", "a String"),
              Map.entry("java.time.Year", "an int"),
              Map.entry("java.time.YearMonth", "a LocalDate of its first day, or a String"),
              Map.entry("java.time.OffsetTime", "a LocalTime"),
              Map.entry("java.time.ZonedDateTime", "an Instant or an OffsetDateTime"),
              Map.entry("java.util.Date", "an Instant"),
              Map.entry("java.math.BigInteger", "a BigDecimal with a length"),
              Map.entry("char[]", "a String"),
              Map.entry("java.util.Set<java.lang.String>", "a List"),
              Map.entry("java.lang.Object", "one of these"),
              Map.entry("java.lang.StringBuilder", "one of these")));

  @TempDir Path directory;

  @Test
  void eachNamesWhatToUseInstead() {
    List<String> types = List.copyOf(INSTEAD.keySet());
    String components =
        types.stream()
            .map(type -> type + " c" + types.indexOf(type))
            .collect(Collectors.joining(", "));
    Codegen codegen =
        Codegen.of(directory, "bad.Types")
            .loader(
                Compiled.of(
                        directory,
                        """
                        package bad;
                        import io.metaxy.jooq.spec.*;
                        public record Types(String id, %s) {
                          static final FeatureSpec SPEC = FeatureSpec.of("types").id("id").build();
                        }
                        """
                            .formatted(components))
                    .loader());
    assertEquals(
        types.stream()
            .map(
                type ->
                    "[unknown-type] bad.Types, component c"
                        + types.indexOf(type)
                        + ": Invalid type: "
                        + type
                        + " (must be String, a primitive type or its wrapper, BigDecimal, UUID,"
                        + " byte[], Instant, OffsetDateTime, LocalDate, LocalDateTime, LocalTime,"
                        + " Duration, an enum, Map, List, an array of values, a record, or an"
                        + " Optional of one); use "
                        + INSTEAD.get(type)
                        + ", or store it as JSON with @Column(type = ColumnType.JSON)")
            .toList(),
        codegen.problems());
  }

  private List<String> problems(String record) {
    return Codegen.of(directory, "bad.Types")
        .loader(
            Compiled.of(
                    directory,
                    "package bad;\nimport com.fasterxml.jackson.annotation.*;\n"
                        + "import io.metaxy.jooq.spec.*;\nimport java.util.*;\n"
                        + record)
                .loader())
        .problems();
  }

  private static String declared(String components) {
    return "public record Types(String id, "
        + components
        + ") {\n"
        + "  static final FeatureSpec SPEC = FeatureSpec.of(\"types\").id(\"id\").build();\n";
  }

  @Test
  void aGivenColumnTypeHasTheValuesOfTheComponent() {
    assertEquals(
        List.of(
            "[unknown-type] bad.Types, component length: Invalid column type: INT64 (must be JSON,"
                + " or a type that has the values of java.time.Duration); use"
                + " ColumnType.DURATION",
            "[unknown-type] bad.Types, component day: Invalid column type: INT32 (must be JSON, or"
                + " a type that has the values of java.time.LocalDate); use ColumnType.LOCAL_DATE"),
        problems(
            declared(
                    "@Column(type = ColumnType.INT64) java.time.Duration length,"
                        + " @Column(type = ColumnType.INT32) java.time.LocalDate day,"
                        + " @Column(type = ColumnType.INT64) int count,"
                        + " @Column(type = ColumnType.JSON) java.time.Duration json")
                + "}"));
  }

  @Test
  void listsAndMapsNameTheTypesOfTheirValues() {
    assertEquals(
        List.of(
            "[unknown-type] bad.Types, component raw: Invalid type: java.util.List (must name the"
                + " type of its values); use Object for values of any type",
            "[unknown-type] bad.Types, component any: Invalid type: java.util.List<?> (must name"
                + " the type of its values); use Object for values of any type",
            "[unknown-type] bad.Types, component inner: Invalid type:"
                + " java.util.Map<java.lang.String, java.util.List<?>> (must name the type of its"
                + " values); use Object for values of any type"),
        problems(
            declared(
                    "List raw, List<?> any, Map<String, List<?>> inner, List<Object> objects,"
                        + " List<? extends Number> numbers")
                + "}"));
  }

  @Test
  void annotationsOfColumnsAreRefusedInDocuments() {
    String start = "[nested-annotation] bad.Types, component ";
    String end = ", which is not a column, but a member of a document; ";
    assertEquals(
        List.of(
            start
                + "box: Cannot use @Column on left of bad.Types$Box"
                + end
                + "name its key with @JsonProperty, or make it a column of its own: a component of"
                + " the feature's record",
            start
                + "box: Cannot use @RenamedFrom on label of bad.Types$Inner"
                + end
                + "name its old key with @JsonAlias",
            start
                + "boxes: Cannot use @OlderRows on top of bad.Types$Other"
                + end
                + "use @JsonSetter(nulls = Nulls.AS_EMPTY) for zero, false or an empty text or"
                + " list, or replace null in the record's constructor"),
        problems(
            declared("Box box, Map<String, Other[]> boxes, Good good")
                + """
                  public record Box(@Column(name = "l") int left, List<Inner> inner) {}
                  public record Inner(@RenamedFrom("text") String label, Box box) {}
                  public record Other(@OlderRows(readAs = "0") int top) {}
                  public record Good(@JsonProperty("l") int left, @JsonAlias("text") String label,
                      @JsonSetter(nulls = Nulls.AS_EMPTY) int top) {}
                }
                """));
  }

  @Test
  void problemsOfRecordsAreReportedWithThoseOfOtherRecords() {
    assertEquals(
        List.of("unknown-type", "older-rows"),
        Codegen.of(directory, "bad.Types,bad.Others")
            .loader(
                Compiled.of(
                        directory,
                        "package bad;\nimport io.metaxy.jooq.spec.*;\n"
                            + declared("java.net.URI uri")
                            + "}",
                        "package bad;\nimport io.metaxy.jooq.spec.*;\n"
                            + "public record Others(String id, @OlderRows(readAs = \"x\")"
                            + " java.util.UUID uuid) {\n"
                            + "  static final FeatureSpec SPEC ="
                            + " FeatureSpec.of(\"others\").id(\"id\").build();\n}")
                    .loader())
            .problems()
            .stream()
            .map(problem -> problem.replaceFirst("\\[([\\w-]+)].*", "$1"))
            .toList());
  }
}
