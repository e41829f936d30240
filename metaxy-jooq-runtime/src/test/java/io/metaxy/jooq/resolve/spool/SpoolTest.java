package io.metaxy.jooq.resolve.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples leave a spool as they entered it, whether they waited in memory or in its file. */
class SpoolTest {

  private static final int ALL_IN_MEMORY = 1 << 20;

  private static final FeatureSpec CLIP = FeatureSpec.of("clip").id("clip_id").build();
  private static final FeatureSpec MARK =
      FeatureSpec.of("mark")
          .id("name")
          .dependsOn(CLIP, dep -> dep.select("name", "value").lineage(Lineage.aggregation("name")))
          .build();
  private static final FeaturePlan PLAN =
      FeatureGraph.of(List.of(definition(CLIP), definition(MARK))).plan(MARK.key());
  private static final List<Field<?>> TEXT_IDS = List.of(DSL.field("name", SQLDataType.VARCHAR));

  /** Values at the edges of every class, and of a class that only the user knows. */
  private static final List<@Nullable Object> VALUES =
      Arrays.asList(
          null,
          "",
          "plain",
          "Latin \u00FF",
          "wide \u0100 \uD83C\uDFAC",
          "half \uD83C a pair, and \u0000",
          Long.MIN_VALUE,
          Integer.MAX_VALUE,
          Short.MIN_VALUE,
          Byte.MIN_VALUE,
          true,
          false,
          -0.0,
          Double.NaN,
          Double.MIN_VALUE,
          Float.NEGATIVE_INFINITY,
          new BigDecimal("1E+3"),
          new BigDecimal("-0.000"),
          new BigDecimal("12345678901234567890.123456789012345678"),
          new UUID(-1, 1),
          JSON.json("{\"a\": \"\u4E2D\"}"),
          JSONB.jsonb("null"),
          Instant.MIN,
          Instant.MAX,
          OffsetDateTime.MIN,
          OffsetDateTime.parse("2026-01-02T03:04:05.123456789+05:45"),
          LocalDateTime.MIN,
          LocalDateTime.MAX,
          LocalDate.MIN,
          LocalDate.MAX,
          LocalTime.MAX,
          BigInteger.TEN);

  @TempDir Path directory;

  private static FeatureDefinition definition(FeatureSpec spec) {
    List<ColumnSpec> columns =
        Stream.of("clip_id", "name", "value")
            .map(name -> ColumnSpec.of(name, ColumnType.STRING, false))
            .toList();
    return FeatureDefinition.of(spec, columns, "p", "acme." + spec.key().className());
  }

  /** A sample whose upstream has a row for each value. */
  private record Given(int given, @Nullable Object id, List<@Nullable Object> values)
      implements ResolvedRow {

    @Override
    public Status status() {
      return Status.STALE;
    }

    @Override
    public List<@Nullable Object> ids() {
      return Arrays.asList(id);
    }

    @Override
    public String fieldHash(int field) {
      return "field" + field;
    }

    @Override
    public String sampleHash() {
      return "sample" + given;
    }

    @Override
    public List<InputRow> inputs(int dep) {
      List<InputRow> rows = new ArrayList<>();
      values.forEach(value -> rows.add(column -> column.equals("value") ? value : column));
      return rows;
    }
  }

  private Spool spool(int inMemory) {
    return new Spool(PLAN, TEXT_IDS, directory, inMemory);
  }

  private static ResolvedRow next(Spool spool) {
    return Objects.requireNonNull(spool.next());
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3_000, ALL_IN_MEMORY})
  void everyValueIsKept(int inMemory) {
    try (Spool spool = spool(inMemory)) {
      for (int i = 0; i < 100; i++) {
        spool.add(new Given(i, "id" + i, VALUES));
      }
      for (int i = 0; i < 100; i++) {
        ResolvedRow read = next(spool);
        assertEquals(Status.STALE, read.status());
        assertEquals(i, read.given());
        assertEquals(List.of("id" + i), read.ids());
        assertEquals("field0", read.fieldHash(0));
        assertEquals("sample" + i, read.sampleHash());
        List<InputRow> rows = read.inputs(0);
        assertEquals(VALUES, rows.stream().map(row -> row.get("value")).toList());
        assertEquals("name", rows.get(0).get("name"));
        assertNull(rows.get(0).get("other"));
      }
      assertNull(spool.next());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ALL_IN_MEMORY})
  void listsAreKept(int inMemory) {
    List<Object> lists =
        List.of(
            new Float[] {1f, null, Float.NaN},
            new String[0],
            new String[] {"a", "\u0100"},
            new byte[][] {{1}, null},
            new Double[][] {{-0.0}, {}, null},
            new String[][] {{null}});
    try (Spool spool = spool(inMemory)) {
      spool.add(new Given(0, "id", lists));
      List<InputRow> read = next(spool).inputs(0);
      for (int i = 0; i < lists.size(); i++) {
        Object list = Objects.requireNonNull(read.get(i).get("value"));
        assertEquals(lists.get(i).getClass(), list.getClass());
        assertArrayEquals((Object[]) lists.get(i), (Object[]) list);
        assertFalse(list == lists.get(i), "kept in memory");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ALL_IN_MEMORY})
  void bytesOfAnyLengthAreKept(int inMemory) {
    List<byte[]> all = new ArrayList<>();
    for (int length : new int[] {0, 1, 100_000, 5, 3_000_000, 2}) {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      all.add(bytes);
    }
    try (Spool spool = spool(inMemory)) {
      all.forEach(bytes -> spool.add(new Given(0, "id", List.of(bytes))));
      for (byte[] bytes : all) {
        assertArrayEquals(bytes, (byte[]) next(spool).inputs(0).get(0).get("value"));
      }
      assertNull(spool.next());
    }
  }

  @Test
  void anEmptySpoolHasNone() {
    try (Spool spool = spool(ALL_IN_MEMORY)) {
      assertNull(spool.next());
    }
  }

  /** An id of a user's class, such as an enum. */
  private record Name(String text) {}

  private static List<Field<?>> ids(Converter<String, Name> converter) {
    return List.of(DSL.field("name", SQLDataType.VARCHAR.asConvertedDataType(converter)));
  }

  @Test
  void anIdOfTheUsersClassIsWrittenAsItIsStored() {
    Converter<String, Name> converter =
        Converter.of(String.class, Name.class, Name::new, Name::text);
    try (Spool spool = new Spool(PLAN, ids(converter), directory, 0)) {
      Name name = new Name("n");
      spool.add(new Given(0, name, List.of()));
      spool.add(new Given(0, null, List.of()));
      List<@Nullable Object> read = next(spool).ids();
      assertEquals(List.of(name), read);
      assertFalse(read.get(0) == name, "kept in memory");
      assertEquals(Arrays.asList((Object) null), next(spool).ids());
    }
  }

  @Test
  void aValueOfAClassThatCannotBeWrittenIsTheSame() {
    Object value = new Object();
    try (Spool spool = spool(0)) {
      spool.add(new Given(0, value, List.of(value)));
      ResolvedRow read = next(spool);
      assertSame(value, read.ids().get(0));
      assertSame(value, read.inputs(0).get(0).get("value"));
    }
  }

  /** What was added before stays whole. */
  @Test
  void aSampleThatCannotBeReadIsNotAdded() {
    Converter<String, Name> failing =
        Converter.of(
            String.class,
            Name.class,
            Name::new,
            name -> {
              if (name.text().isEmpty()) {
                throw new IllegalStateException("no name");
              }
              return name.text();
            });
    try (Spool spool = new Spool(PLAN, ids(failing), directory, 0)) {
      spool.add(new Given(1, new Name("n"), VALUES));
      assertEquals(
          "no name",
          assertThrows(
                  IllegalStateException.class, () -> spool.add(new Given(2, new Name(""), VALUES)))
              .getMessage());
      assertEquals(1, next(spool).given());
      assertNull(spool.next());
    }
  }

  /** Directories on Windows cannot lose an open file. */
  @Test
  void noOtherProcessFindsTheFileAndNoneIsLeft() throws IOException {
    boolean hides = Files.getFileStore(directory).supportsFileAttributeView("posix");
    try (Spool one = spool(0);
        Spool other = spool(0)) {
      for (int i = 0; i < 1_000; i++) {
        one.add(new Given(i, "one" + i, List.of()));
        other.add(new Given(i, "other" + i, List.of()));
      }
      assertEquals(hides ? 0 : 2, files());
      for (int i = 0; i < 1_000; i++) {
        assertEquals(List.of("one" + i), next(one).ids());
        assertEquals(List.of("other" + i), next(other).ids());
      }
    }
    assertEquals(0, files());
  }

  @Test
  void smallSpoolsHaveNoFile() throws IOException {
    Path missing = directory.resolve("missing");
    try (Spool spool = new Spool(PLAN, TEXT_IDS, missing, ALL_IN_MEMORY)) {
      for (int i = 0; i < 1_000; i++) {
        spool.add(new Given(i, "id", List.of()));
      }
      assertEquals(0, next(spool).given());
    }
    assertEquals(0, files());
  }

  @Test
  void directoriesMayHaveAnyName() throws IOException {
    Path named = Files.createDirectory(directory.resolve("a b \u00FC"));
    try (Spool spool = new Spool(PLAN, TEXT_IDS, named, 0)) {
      fill(spool);
      assertEquals(0, next(spool).given());
    }
  }

  private static void fill(Spool spool) {
    String text = "t".repeat(1_000);
    for (int i = 0; i < 1_000; i++) {
      spool.add(new Given(i, "id", List.of(text)));
    }
  }

  @Test
  void aFileThatCannotBeCreatedIsNamed() {
    Path missing = directory.resolve("missing");
    try (Spool spool = new Spool(PLAN, TEXT_IDS, missing, 0)) {
      SpoolException refused = assertThrows(SpoolException.class, () -> fill(spool));
      String says = refused.getMessage();
      String start = "java.nio.file.NoSuchFileException: " + missing.resolve("metaxy-");
      assertTrue(says.startsWith(start), says);
      assertFalse(refused.isInterrupted());
    }
  }

  @Test
  void aThreadThatIsInterruptedCannotWriteOrRead() {
    try (Spool spool = spool(0)) {
      Thread.currentThread().interrupt();
      assertTrue(assertThrows(SpoolException.class, () -> fill(spool)).isInterrupted());
      assertTrue(Thread.interrupted());
    }
    try (Spool spool = spool(0)) {
      fill(spool);
      Thread.currentThread().interrupt();
      assertTrue(assertThrows(SpoolException.class, spool::next).isInterrupted());
      assertTrue(Thread.interrupted());
    }
  }
}
