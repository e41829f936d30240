package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk writes, which take a different path from writes of a few rows but store the same values. */
class BulkWritesTest extends OnFastestKinds {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "plain",
          "'",
          "''",
          "\"quoted\"",
          "tab\there",
          "line\nbreak",
          "return\r\n",
          "\\",
          "\\N",
          "\\.",
          "\\n",
          "\\x41",
          "a,b;c|d",
          "{}",
          "null",
          "NULL",
          "%s {0} ? :x",
          "ü ß 音声 \uD83D\uDE00",
          "a\u0308 \u2028",
          "\u0001\u001f\u007f",
          "$$ $1 \b\f");

  BulkWritesTest() {
    super(Features.GRAPH, SHOT, MOMENT);
  }

  private static ShotRecord odd(int i) {
    String text = TEXTS.get(i % TEXTS.size());
    boolean full = i % 3 > 0;
    return shot(i, text + i, text)
        .setPath(text)
        .setOperatorName(full ? text : null)
        .setColor(full ? i % 2 == 0 : null)
        .setLens(i % 2 == 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE)
        .setReel(i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE)
        .setFrames(i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
        .setGain(i % 2 == 0 ? Float.MIN_NORMAL : -Float.MAX_VALUE)
        .setSeconds(i % 2 == 0 ? 1e-300 : -1.7976931348623157e308)
        .setCost(new BigDecimal(i % 2 == 0 ? "-9999999999.99" : "0.01"))
        .setThumbnail(full ? new byte[] {0, (byte) i, '\\', '\n', '\t', -1} : null)
        .setShotAt(Instant.parse("2026-01-02T03:04:05.678901Z").plusSeconds(i))
        .setScannedAt(
            full ? OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 1000, ZoneOffset.ofHours(5)) : null)
        .setDay(LocalDate.of(1 + i % 2000, 1, 2))
        .setSlate(LocalDateTime.of(1582, 10, 10, 23, 59, 59, 999_999_000))
        .setSunset(i % 2 == 0 ? LocalTime.MIDNIGHT : LocalTime.parse("23:59:59.999999"))
        .setMood(i % 2 == 0 ? Mood.CALM : Mood.TENSE)
        .setTags(i % 2 == 0 ? List.of() : List.of(text, "x"))
        .setCounts(full ? Map.of(text, i) : null)
        .setBox(full ? new Box(i, -i) : null);
  }

  private static void assertSame(ShotRecord expected, ShotRecord read) {
    for (Field<?> field : SHOT.fields()) {
      if (field.getName().startsWith("metaxy_")) {
        continue;
      }
      Object one = expected.get(field);
      Object other = read.get(field);
      String where = field.getName() + " of " + expected.getTake();
      if (one instanceof byte[] bytes) {
        assertArrayEquals(bytes, (byte[]) other, where);
      } else if (one instanceof OffsetDateTime time) {
        assertEquals(time.toInstant(), ((OffsetDateTime) other).toInstant(), where);
      } else if (one == null) {
        assertNull(other, where);
      } else {
        assertTrue(Objects.equals(one, other), where + ": " + one + " became " + other);
      }
    }
    assertEquals(expected.getMetaxyProvenanceByField(), read.getMetaxyProvenanceByField());
    assertEquals(
        expected.getMetaxyDataVersionByField() == null
            ? expected.getMetaxyProvenanceByField()
            : expected.getMetaxyDataVersionByField(),
        read.getMetaxyDataVersionByField());
    assertEquals(
        Shots.md5(
            expected.getMetaxyProvenanceByField().get("picture_raw")
                + "|"
                + expected.getMetaxyProvenanceByField().get("sound")),
        read.getMetaxyProvenance());
  }

  /** All databases write 15 rows singly and 10,000 in bulk; DuckDB writes 23 with its appender. */
  @ParameterizedTest
  @ValueSource(ints = {15, 23, 10_000})
  void everyColumnTypeAndEveryTextArrives(int rows) {
    List<ShotRecord> given = IntStream.range(0, rows).mapToObj(BulkWritesTest::odd).toList();
    assertEquals(rows, store.write(SHOT, given));
    Map<Integer, ShotRecord> read = new HashMap<>();
    store.read(SHOT).fetch().forEach(row -> read.put(row.getTake(), row));
    assertEquals(rows, read.size());
    given.forEach(row -> assertSame(row, read.get(row.getTake())));
    assertEquals(
        1, dsl.fetchCount(dsl.selectDistinct(SHOT.METAXY_UPDATED_AT).from(SHOT)), "one instant");
  }

  @Test
  void whatARowBringsIsKeptAmongMany() {
    Instant before = Instant.parse("2025-01-01T00:00:00.000001Z");
    List<ShotRecord> given =
        new ArrayList<>(IntStream.range(0, 100).mapToObj(BulkWritesTest::odd).toList());
    given
        .get(7)
        .setMetaxyDataVersionByField(Map.of("picture_raw", "mine\t\\", "sound", "'"))
        .setMetaxyCreatedAt(before)
        .setMetaxyMaterializationId("old run");
    store.write(SHOT, given);
    ShotRecord kept = store.read(SHOT).where(SHOT.TAKE.eq(7)).fetch().get(0);
    assertSame(given.get(7), kept);
    assertEquals(before, kept.getMetaxyCreatedAt());
    assertEquals("old run", kept.getMetaxyMaterializationId());
    assertEquals(Shots.md5("mine\t\\|'"), kept.getMetaxyDataVersion());
    ShotRecord other = store.read(SHOT).where(SHOT.TAKE.eq(8)).fetch().get(0);
    assertNull(other.getMetaxyMaterializationId());
    assertEquals(other.getMetaxyUpdatedAt(), other.getMetaxyCreatedAt());
  }

  /** With hashing in the database and in the JVM. */
  @ParameterizedTest
  @EnumSource
  @Tag("exhaustive")
  void manyAreHashedAsOneIs(HashAlgorithm algorithm) {
    for (int length : List.of(8, 11, 64)) {
      MetadataStore hashing =
          storeOf(dsl, FeatureTables.graph(GraphOptions.withHashLength(length), SHOT))
              .withHashAlgorithm(algorithm);
      List<ShotRecord> given = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        ShotRecord row = odd(i);
        given.add(i % 2 == 0 ? row.setMetaxyDataVersionByField(versions(i)) : row);
      }
      assertHashed(hashing, given.subList(0, 1), algorithm, length);
      assertHashed(hashing, given, algorithm, length);
      given.forEach(row -> row.setMetaxyDataVersionByField(null));
      assertHashed(hashing, given, algorithm, length);
    }
  }

  private static Map<String, String> versions(int i) {
    return Map.of("picture_raw", TEXTS.get(i % TEXTS.size()), "sound", "ü|" + i);
  }

  private void assertHashed(
      MetadataStore hashing, List<ShotRecord> given, HashAlgorithm algorithm, int length) {
    hashing.write(SHOT, given);
    Map<Integer, ShotRecord> read = new HashMap<>();
    hashing.read(SHOT).fetch().forEach(row -> read.put(row.getTake(), row));
    for (ShotRecord row : given) {
      ShotRecord written = Objects.requireNonNull(read.get(row.getTake()));
      Map<String, String> provenance = row.getMetaxyProvenanceByField();
      Map<String, String> version = row.getMetaxyDataVersionByField();
      assertEquals(hash(provenance, algorithm, length), written.getMetaxyProvenance());
      assertEquals(
          hash(version == null ? provenance : version, algorithm, length),
          written.getMetaxyDataVersion());
    }
    emptyTables();
  }

  private static String hash(Map<String, String> byField, HashAlgorithm algorithm, int length) {
    return algorithm
        .hasher(length)
        .add(byField.get("picture_raw") + "|" + byField.get("sound"))
        .finish();
  }

  @Test
  void idsOfEveryTypeArriveAmongMany() {
    List<MomentRecord> moments =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new MomentRecord()
                        .setFlag(i % 2 == 0)
                        .setTiny((byte) i)
                        .setSmall((short) -i)
                        .setBig((long) i)
                        .setRatio(i / 3.0)
                        .setAmount(BigDecimal.valueOf(i, 2))
                        .setDay(LocalDate.of(1500, 2, 28).plusDays(i))
                        .setWall(LocalDateTime.of(2026, 3, 29, 2, 30))
                        .setClock(LocalTime.MIDNIGHT.plusNanos(i * 1000L))
                        .setInstant(Instant.parse("1890-01-01T00:00:00.000001Z"))
                        .setOffset(OffsetDateTime.parse("2026-03-28T02:30:00.000001+02:00"))
                        .setMood(Mood.CALM)
                        .setWeight(new BigDecimal("0.000000000000000001"))
                        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.empty()))
                        .setMetaxyProvenanceByField(Map.of("default", "v" + i)))
            .toList();
    store.write(MOMENT, moments);
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        store.resolve(MOMENT, moments).counts().toString());
    assertEquals(
        0,
        new BigDecimal("0.000000000000000001")
            .compareTo(store.read(MOMENT).fetch().get(0).getWeight()));
  }

  @Test
  void nothingOfAFailingWriteIsThere() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(SHOT);
      MetadataStore into = MetadataStore.of(own.dsl(), Features.GRAPH);
      into.write(SHOT, List.of(odd(2_500)));
      own.dsl()
          .update(SHOT)
          .set(SHOT.METAXY_UPDATED_AT, Instant.parse("2026-05-01T12:00:00Z"))
          .execute();
      MetadataStore noon =
          into.withClock(Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC));
      List<ShotRecord> rows = IntStream.range(0, 3_000).mapToObj(BulkWritesTest::odd).toList();
      String says = refused(StoreException.class, () -> noon.write(SHOT, rows));
      assertTrue(
          says.matches(
              "Cannot write row 2501 of shot \\(shot_id=.*, take=.*\\): the database says: .*"),
          says);
      assertEquals(1, own.dsl().fetchCount(SHOT));
      assertEquals(3_000, noon.write(SHOT, rows));
    }
  }

  /** The message of PostgreSQL's driver would contain the whole statement of a batch. */
  @Test
  void aFailureIsToldWithoutTheStatement() {
    store = store.withClock(Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC));
    store.write(SHOT, List.of(odd(1)));
    MetadataStore again =
        MetadataStore.of(dsl, Features.GRAPH)
            .withClock(Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC));
    String says = refused(StoreException.class, () -> again.write(SHOT, List.of(odd(1))));
    assertTrue(
        says.matches("Cannot write row 1 of shot \\(.*\\): the database says: (?!.*insert into).*"),
        says);
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    List<ShotRecord> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(odd(i));
    }
    rows.get(50).setPath("x".repeat(201));
    if (!fixture.can(Capability.TEXT_LENGTHS)) {
      assertEquals(100, store.write(SHOT, rows), "the length is a remark");
      return;
    }
    String says = refused(InvalidRowException.class, () -> store.write(SHOT, rows));
    assertTrue(says.startsWith("Cannot write row 51 of shot "), says);
    assertEquals(0, dsl.fetchCount(SHOT));
  }
}
