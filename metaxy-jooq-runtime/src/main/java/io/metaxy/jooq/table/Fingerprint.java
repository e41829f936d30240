package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.ByteHasher;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.value.Unicode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Texts that change exactly when data does: for {@code metaxy_provenance_by_field} of a root
 * feature, whose samples come from outside, and for data versions of your own. A root's sample is
 * stale when the text of one of its fields differs from that of its current row.
 *
 * <pre>{@code
 * clip.setMetaxyProvenanceByField(
 *     Map.of("audio", Fingerprint.ofContent(wav), "frames", Fingerprint.ofSizeAndTime(mp4)))
 * sample.record().setText(text).setDataVersion("text", Fingerprint.ofText(text))
 * }</pre>
 *
 * <p>Hashes are SHA-256 in 64 lowercase hexadecimal digits, or of another algorithm in the text of
 * the stores ({@code docs/semantics.md} 5), not truncated. Any text of any length will do: it need
 * not be of the store's algorithm. Use the same method and algorithm for all samples and runs: with
 * another one, all texts change.
 */
public final class Fingerprint {

  private static final int BUFFER = 1 << 16;
  private static final String CANNOT = "Cannot compute the fingerprint of ";
  private static final Unicode UNICODE = new Unicode(true);

  private Fingerprint() {}

  /**
   * The SHA-256 of a file's content, as {@code sha256sum} prints it. Reads the whole file, in
   * constant memory.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String ofContent(Path file) {
    return ofContent(file, HashAlgorithm.SHA256);
  }

  /**
   * The hash of a file's content. Reads the whole file, in constant memory.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String ofContent(Path file, HashAlgorithm algorithm) {
    try (InputStream content = Files.newInputStream(file)) {
      return hash(content, algorithm);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The SHA-256 of bytes, such as the audio of a video. */
  public static String ofContent(byte[] content) {
    return ofContent(content, HashAlgorithm.SHA256);
  }

  /** The hash of bytes. */
  public static String ofContent(byte[] content, HashAlgorithm algorithm) {
    return algorithm.byteHasher().add(content).finish();
  }

  /**
   * The SHA-256 of all bytes that a stream has left, which are read in constant memory; does not
   * close the stream.
   *
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static String ofContent(InputStream content) {
    return ofContent(content, HashAlgorithm.SHA256);
  }

  /**
   * The hash of all bytes that a stream has left, which are read in constant memory; does not close
   * the stream.
   *
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static String ofContent(InputStream content, HashAlgorithm algorithm) {
    try {
      return hash(content, algorithm);
    } catch (IOException e) {
      throw new UncheckedIOException(
          CANNOT + "a stream: " + reason(e) + "; provide a stream that can be read to its end", e);
    }
  }

  private static String hash(InputStream content, HashAlgorithm algorithm) throws IOException {
    ByteHasher hasher = algorithm.byteHasher();
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      hasher.add(buffer, 0, read);
    }
    return hasher.finish();
  }

  /**
   * The SHA-256 of a text in UTF-8.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair, which UTF-8 lacks
   */
  public static String ofText(String text) {
    return ofText(text, HashAlgorithm.SHA256);
  }

  /**
   * The hash of a text in UTF-8.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair, which UTF-8 lacks
   */
  public static String ofText(String text, HashAlgorithm algorithm) {
    UNICODE
        .refused(text)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(CANNOT + "a text: it " + reason);
            });
    return ofContent(text.getBytes(StandardCharsets.UTF_8), algorithm);
  }

  /**
   * The SHA-256 of a record's columns with their names, without the system columns; {@code
   * record.into(T.PATH, T.SECONDS)} selects some. A record has the same hash before it is written
   * and after it is read, on every database. The order of the columns does not matter.
   *
   * @throws IllegalArgumentException if two columns have the same name, or the record has none
   */
  public static String ofRow(Record row) {
    return ofRow(row, HashAlgorithm.SHA256);
  }

  /**
   * The same with another algorithm.
   *
   * @throws IllegalArgumentException if two columns have the same name, or the record has none
   */
  public static String ofRow(Record row, HashAlgorithm algorithm) {
    return ofText(RowJson.of(row), algorithm);
  }

  /**
   * The SHA-256 of named values: texts, numbers, booleans, times, UUIDs, enums, bytes, null, and
   * lists, maps and records of these. For texts, numbers and booleans, it is that of Python's
   * {@code json.dumps(row, sort_keys=True)}. The order of the names does not matter.
   *
   * @throws IllegalArgumentException if a value is of another class, or there are none
   */
  public static String ofRow(Map<String, ? extends @Nullable Object> row) {
    return ofRow(row, HashAlgorithm.SHA256);
  }

  /**
   * The same with another algorithm.
   *
   * @throws IllegalArgumentException if a value is of another class, or there are none
   */
  public static String ofRow(Map<String, ? extends @Nullable Object> row, HashAlgorithm algorithm) {
    return ofText(RowJson.of(row), algorithm);
  }

  /**
   * The size of a file in bytes, and the instant of its last modification, as in {@code
   * 1048576@2026-01-31T12:00:00.123Z}. It is fast because the file is not read. It also changes
   * when a file is copied without its time, and does not change when a program restores the time of
   * a file whose content it has modified without changing its size.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String ofSizeAndTime(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new IOException("it is a directory");
      }
      return attributes.size() + "@" + attributes.lastModifiedTime().toInstant();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The ETag of an object in a bucket or of an HTTP response, without its quotes, which some
   * clients remove, and without the {@code W/} of a weak ETag, which compression adds: {@code
   * "9b2c"}, {@code W/"9b2c"} and {@code 9b2c} are {@code 9b2c}.
   *
   * @throws IllegalArgumentException if it is null or blank
   */
  public static String ofEtag(@Nullable String etag) {
    String tag = present("an ETag", etag).strip();
    if (tag.startsWith("W/\"")) {
      tag = tag.substring(2);
    }
    return tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
        ? present("an ETag", tag.substring(1, tag.length() - 1))
        : tag;
  }

  /**
   * The id that the source assigns to a version, such as that of an object in a bucket, a commit,
   * or the version of a row; unchanged.
   *
   * @throws IllegalArgumentException if it is null or blank, or the text {@code null}, which is the
   *     id of every object in a bucket without versioning
   */
  public static String ofVersion(@Nullable String version) {
    String id = present("a version id", version);
    if (id.strip().toLowerCase(Locale.ROOT).equals("null")) {
      throw new IllegalArgumentException(
          CANNOT
              + "the version id "
              + id
              + ": every object in a bucket without versioning has it; use the ETag");
    }
    return id;
  }

  private static String present(String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          CANNOT
              + what
              + ": it is "
              + (text == null ? "null" : "blank")
              + "; provide the one from the source, or hash the content");
    }
    return text;
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    String reason = reason(e);
    if (!Files.exists(file)) {
      reason = "it does not exist";
    } else if (Files.isDirectory(file)) {
      reason = "it is a directory";
    }
    return new UncheckedIOException(CANNOT + file + ": " + reason + "; name a readable file", e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "no reason given" : e.getMessage();
  }
}
