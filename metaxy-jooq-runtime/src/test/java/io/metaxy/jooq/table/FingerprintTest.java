package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fingerprints of a root feature's data. */
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
