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
                        + ", or set the column type with @Column(type = ...)")
            .toList(),
        codegen.problems());
  }
}
