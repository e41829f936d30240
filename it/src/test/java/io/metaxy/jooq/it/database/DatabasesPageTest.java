package io.metaxy.jooq.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.value.TimeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** The page of databases shows what the dialects declare. */
class DatabasesPageTest {

  private static final Path PAGE = Path.of("../docs/databases.md");

  private static final List<FeatureDialect> DIALECTS =
      List.of(
          Dialects.of(SQLDialect.H2),
          Dialects.of(SQLDialect.POSTGRES),
          Dialects.of(SQLDialect.DUCKDB),
          Dialects.of(SQLDialect.MARIADB));

  private static final ListOf FLOATS =
      new ListOf(LogicalType.of(ColumnType.FLOAT32), false, null, null);

  private static String row(String title, Function<FeatureDialect, String> cell) {
    return DIALECTS.stream()
        .map(cell)
        .collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
  }

  private static String hashed(FeatureDialect dialect, HashAlgorithm... algorithms) {
    List<Boolean> hashes =
        List.of(algorithms).stream().map(dialect.functions()::hashes).distinct().toList();
    assertEquals(1, hashes.size(), dialect.name());
    return hashes.get(0) ? "database, JVM" : "JVM";
  }

  private static String type(FeatureDialect dialect, ListOf list) {
    return "`" + dialect.types().ddl(list) + "`";
  }

  private static String years(
      FeatureDialect dialect,
      Function<TimeLimits, Temporal> first,
      Function<TimeLimits, Temporal> last) {
    TimeLimits times = dialect.capabilities().times();
    return year(first.apply(times)) + " to " + year(last.apply(times));
  }

  private static String year(Temporal time) {
    int year = time.get(ChronoField.YEAR);
    return year > 0 ? String.valueOf(year) : 1 - year + " BC";
  }

  private static DatabaseSupport support(FeatureDialect dialect) {
    return Stream.of(MigrationDatabase.values())
        .filter(database -> database.folder().equals(dialect.access().type()))
        .map(Databases::of)
        .findFirst()
        .orElseThrow();
  }

  /** Whether migrations create an index on columns of a type. */
  private static boolean isIndexed(FeatureDialect dialect, ColumnType type, int columns) {
    List<ColumnState> all =
        IntStream.range(0, columns)
            .mapToObj(i -> new ColumnState("c" + i, Scalar.of(type), true, null, null))
            .toList();
    KeyState index = new KeyState("idx", all.stream().map(ColumnState::name).toList());
    TableState table =
        new TableState("clip", "clip", null, all, List.of("clip_id"), null, List.of(index));
    return support(dialect).limits(table).isEmpty();
  }

  @Test
  void theTableOfCapabilitiesIsTrue() throws IOException {
    List<String> expected =
        List.of(
            row("", FeatureDialect::name).replaceFirst("\\|  \\|", "| |"),
            "| --- | --- | --- | --- | --- |",
            row(
                "transactions",
                d ->
                    switch (d.capabilities().transactions()) {
                      case NONE -> "none";
                      case FLAT -> "one level";
                      case SAVEPOINTS -> "nested";
                    }),
            row(
                "results are streamed",
                d -> d.capabilities().streamsInTransactions() ? "in transactions" : "always"),
            row(
                "instants",
                d ->
                    d.capabilities().lacks(Lack.INSTANTS)
                        ? "UTC date and time"
                        : "timestamp with time zone"),
            row(
                "NaN and infinities",
                d -> d.capabilities().lacks(Lack.NOT_FINITE) ? "rejected" : "stored"),
            row(
                "U+0000 in texts",
                d -> d.capabilities().lacks(Lack.ZERO_CHARACTERS) ? "rejected" : "stored"),
            row("years of dates", d -> years(d, TimeLimits::firstDay, TimeLimits::lastDay)),
            row("years of dates with times", d -> years(d, TimeLimits::first, TimeLimits::last)),
            row("lists of floats", d -> type(d, FLOATS)),
            row(
                "vectors of 512 floats",
                d -> type(d, new ListOf(LogicalType.of(ColumnType.FLOAT32), false, 512, null))),
            row("lists of lists", d -> type(d, new ListOf(FLOATS, false, null, null))),
            row("by-field columns", d -> d.byField().types().replaceFirst(",? because.*", "")),
            row("md5, sha256", d -> hashed(d, HashAlgorithm.MD5, HashAlgorithm.SHA256)),
            row(
                "xxhash32, xxhash64, xxh3_64, wyhash",
                d ->
                    hashed(
                        d,
                        HashAlgorithm.XXHASH32,
                        HashAlgorithm.XXHASH64,
                        HashAlgorithm.XXH3_64,
                        HashAlgorithm.WYHASH)),
            row(
                "declared indexes",
                d -> {
                  assertTrue(isIndexed(d, ColumnType.INT32, 32), d.name());
                  return isIndexed(d, ColumnType.INT32, 33) ? "any columns" : "32 columns";
                }),
            row(
                "texts and bytes without a length in indexes",
                d -> {
                  boolean ofText = isIndexed(d, ColumnType.STRING, 1);
                  assertEquals(ofText, isIndexed(d, ColumnType.BINARY, 1), d.name());
                  return ofText ? "yes" : "no";
                }),
            row(
                "a table and its indexes are created",
                d -> support(d).commitsDdl() ? "one by one" : "all or none"));
    List<String> lines = Files.readAllLines(PAGE);
    int table = lines.indexOf("<!-- capabilities -->") + 2;
    assertEquals(expected, lines.subList(table, table + expected.size()));
  }
}
