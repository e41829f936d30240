package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.types.UInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fingerprints of data. */
class FingerprintTest {

  /** As {@code printf hello | sha256sum} prints it. */
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("c1.mp4"), content);
  }

  private static byte[] hello() {
    return "hello".getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void ofContentIsTheSha256OfAFileOrOfBytes() throws IOException {
    assertEquals(HELLO, Fingerprint.ofContent(hello()));
    assertEquals(HELLO, Fingerprint.ofContent(file(hello())));
  }

  @Test
  void ofContentReadsFilesThatAreLongerThanItsBuffer() throws IOException {
    byte[] content = new byte[200_001];
    String before = Fingerprint.ofContent(file(content));
    content[200_000] = 1;

    assertNotEquals(before, Fingerprint.ofContent(file(content)));
    assertEquals(Fingerprint.ofContent(content), Fingerprint.ofContent(file(content)));
  }

  /** The stores' hashes of {@code a1|f1} in docs/semantics.md 5, not truncated. */
  private static final Map<HashAlgorithm, String> HASHES =
      Map.of(
          HashAlgorithm.MD5, "14c7e9458718c51042b943e38c9cc24a",
          HashAlgorithm.SHA256, "95e264593896b59e2426023e3275b11fea6e1bb969dd5d7b4e94fa11f4db8d9f",
          HashAlgorithm.XXHASH32, "1088853294",
          HashAlgorithm.XXHASH64, "10133978542674669399",
          HashAlgorithm.XXH3_64, "6776912817028008989",
          HashAlgorithm.WYHASH, "10259123651425533978");

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmHashesBytesFilesStreamsAndTexts(HashAlgorithm algorithm) throws IOException {
    byte[] content = "a1|f1".getBytes(StandardCharsets.UTF_8);
    String hash = HASHES.get(algorithm);

    assertEquals(hash, Fingerprint.ofContent(content, algorithm));
    assertEquals(hash, Fingerprint.ofContent(file(content), algorithm));
    assertEquals(hash, Fingerprint.ofContent(new ByteArrayInputStream(content), algorithm));
    assertEquals(hash, Fingerprint.ofText("a1|f1", algorithm));
  }

  /** Zeros whose reader may hold only a few of them. */
  private static final class Zeros extends InputStream {
    private long left;
    private boolean closed;

    Zeros(long count) {
      this.left = count;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int from, int count) {
      assertTrue(count <= 1 << 16, "A buffer of " + count);
      int read = (int) Math.min(Math.min(left, count), 10_007);
      left -= read;
      return read == 0 ? -1 : read;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsReadInConstantMemoryToItsEndAndStaysOpen(HashAlgorithm algorithm) {
    Zeros zeros = new Zeros(10_000_000);

    assertEquals(
        Fingerprint.ofContent(new byte[10_000_000], algorithm),
        Fingerprint.ofContent(zeros, algorithm));
    assertFalse(zeros.closed);
  }

  @Test
  void aStreamThatFails() {
    InputStream failing =
        new FilterInputStream(new ByteArrayInputStream(hello())) {
          @Override
          public int read(byte[] buffer, int from, int count) throws IOException {
            throw new IOException("the connection was reset");
          }
        };
    assertEquals(
        "Cannot compute the fingerprint of a stream: the connection was reset; provide a stream"
            + " that can be read to its end",
        assertThrows(UncheckedIOException.class, () -> Fingerprint.ofContent(failing))
            .getMessage());
  }

  @Test
  void ofTextIsTheHashOfItsUtf8() {
    assertEquals(HELLO, Fingerprint.ofText("hello"));
    assertEquals(
        "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f",
        Fingerprint.ofText("ü"));
    assertEquals(
        "Cannot compute the fingerprint of a text: it has half a surrogate pair, U+D83D at position"
            + " 2, so it is not valid Unicode; correct or remove it",
        refusedArgument(() -> Fingerprint.ofText("a\uD83D")));
  }

  /** As {@code hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()}. */
  @Test
  void ofRowIsThatOfPythonsJson() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("text", "ü \uD83D\uDE00");
    row.put("n", 3);
    row.put("x", 0.1);
    row.put("big", 1e16);
    row.put("ok", true);
    row.put("none", null);
    row.put("list", List.of(1, 2.5, "a"));
    row.put("map", Map.of("b", 1, "a", List.of()));

    assertEquals(
        "b3365d743596516d674219af25bd7ebab91778610c53f02f8c7207f8dcb8a697", Fingerprint.ofRow(row));
    assertEquals("c2f0a7f25ce1f8031d9a5b3ca9ebede3", Fingerprint.ofRow(row, HashAlgorithm.MD5));
  }

  private enum Kind {
    TALK
  }

  private record Box(int left, double top) {}

  private record Pair(Object one, Object other) {}

  @Test
  void ofRowDistinguishesNoValuesThatDatabasesStoreAlike() {
    UUID id = UUID.fromString("7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001");
    List<Pair> same =
        List.of(
            new Pair(new BigDecimal("12.5"), new BigDecimal("12.500")),
            new Pair(new BigDecimal("1000"), new BigDecimal("1E+3")),
            new Pair(-0.0, 0.0),
            new Pair(0.5f, 0.5),
            new Pair((byte) 1, 1L),
            new Pair((short) 1, BigInteger.ONE),
            new Pair(UInteger.valueOf(7), 7),
            new Pair(Double.NaN, "NaN"),
            new Pair(Kind.TALK, "TALK"),
            new Pair('c', "c"),
            new Pair(id, id.toString()),
            new Pair(Optional.of(1), 1),
            new Pair(new int[] {1, 2}, List.of(1, 2)),
            new Pair(new byte[] {1, 2, 3}, "AQID"),
            new Pair(Set.of("a", "b", "c"), List.of("a", "b", "c")),
            new Pair(new Box(1, 2), Map.of("left", 1, "top", 2)),
            new Pair(JSON.valueOf("{\"b\":1.0,\"a\":[1E+2]}"), Map.of("a", List.of(100), "b", 1)),
            new Pair(JSONB.valueOf("0.5"), 0.5),
            new Pair(
                Instant.parse("2026-01-31T12:00:00.123456789Z"),
                OffsetDateTime.parse("2026-01-31T13:00:00.123456+01:00")),
            new Pair(LocalDate.of(2026, 1, 31), "2026-01-31"),
            new Pair(Duration.ofSeconds(90), "PT1M30S"));
    for (Pair pair : same) {
      assertEquals(
          Fingerprint.ofRow(Map.of("x", pair.one)),
          Fingerprint.ofRow(Map.of("x", pair.other)),
          pair::toString);
    }
  }

  @Test
  void ofRowDistinguishesNamesTypesAndPlaces() {
    List<Map<String, Object>> rows =
        List.of(
            Map.of("x", "1"),
            Map.of("x", 1),
            Map.of("x", 1.0),
            Map.of("x", true),
            Map.of("x", List.of(1)),
            Map.of("y", 1),
            Map.of("x", "a", "y", ""),
            Map.of("x", "", "y", "a"),
            Map.of("x", new BigDecimal("0.1000000000000000055511151231257827")),
            Map.of("x", 0.1));

    assertEquals(rows.size(), rows.stream().map(Fingerprint::ofRow).distinct().count());
  }

  @Test
  void ofRowRefusesWhatHasNoText() {
    assertEquals(
        "Cannot compute the fingerprint of a row: its x has the class java.lang.Object; provide a"
            + " text, number, boolean, time, UUID, enum, byte[], list, map or record",
        refusedArgument(() -> Fingerprint.ofRow(Map.of("x", List.of(new Object())))));
    assertEquals(
        "Cannot compute the fingerprint of a row: its x has the key 1; use texts as keys",
        refusedArgument(() -> Fingerprint.ofRow(Map.of("x", Map.of(1, 2)))));
    assertEquals(
        "Cannot compute the fingerprint of a row: it has no columns of the feature's data; provide"
            + " at least one",
        refusedArgument(() -> Fingerprint.ofRow(Map.of())));
    Field<String> path = DSL.field(DSL.name("path"), String.class);
    Record joined = DSL.using(SQLDialect.DEFAULT).newRecord(path, path);
    assertEquals(
        "Cannot compute the fingerprint of a row: two of its columns have the name path; rename one"
            + " with as(…)",
        refusedArgument(() -> Fingerprint.ofRow(joined)));
  }

  @Test
  void ofEtagIsTheTagWithoutQuotes() {
    for (String etag : List.of("9b2c-3", "\"9b2c-3\"", "W/\"9b2c-3\"", " \"9b2c-3\" ")) {
      assertEquals("9b2c-3", Fingerprint.ofEtag(etag), etag);
    }
    String refused = "; provide the one from the source, or hash the content";
    assertEquals(
        "Cannot compute the fingerprint of an ETag: it is null" + refused,
        refusedArgument(() -> Fingerprint.ofEtag(null)));
    for (String blank : List.of("", " ", "\"\"", "W/\" \"")) {
      assertEquals(
          "Cannot compute the fingerprint of an ETag: it is blank" + refused,
          refusedArgument(() -> Fingerprint.ofEtag(blank)));
    }
  }

  @Test
  void ofVersionIsTheIdOfTheSource() {
    assertEquals("3/L4kqtJl", Fingerprint.ofVersion("3/L4kqtJl"));
    assertEquals(
        "Cannot compute the fingerprint of a version id: it is blank; provide the one from the"
            + " source, or hash the content",
        refusedArgument(() -> Fingerprint.ofVersion("")));
    assertEquals(
        "Cannot compute the fingerprint of the version id null: every object in a bucket without"
            + " versioning has it; use the ETag",
        refusedArgument(() -> Fingerprint.ofVersion("null")));
  }

  private static String refusedArgument(Executable fingerprint) {
    return assertThrows(IllegalArgumentException.class, fingerprint).getMessage();
  }

  @Test
  void ofSizeAndTimeReadsBoth() throws IOException {
    Path file = file(hello());
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));
    assertEquals("5@2026-01-31T12:00:00Z", Fingerprint.ofSizeAndTime(file));

    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-31T12:00:01Z")));
    assertEquals("5@2026-01-31T12:00:01Z", Fingerprint.ofSizeAndTime(file));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    refused(Fingerprint::ofContent);
    refused(Fingerprint::ofSizeAndTime);
  }

  private void refused(Function<Path, String> fingerprint) {
    Path none = folder.resolve("none.mp4");
    assertEquals(
        "Cannot compute the fingerprint of " + none + ": it does not exist; name a readable file",
        assertThrows(UncheckedIOException.class, () -> fingerprint.apply(none)).getMessage());
    assertEquals(
        "Cannot compute the fingerprint of " + folder + ": it is a directory; name a readable file",
        assertThrows(UncheckedIOException.class, () -> fingerprint.apply(folder)).getMessage());
  }
}
