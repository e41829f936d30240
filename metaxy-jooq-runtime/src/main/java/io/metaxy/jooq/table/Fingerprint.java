package io.metaxy.jooq.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Texts for {@code metaxy_provenance_by_field} of a root feature, whose samples come from outside:
 * a sample is stale when the text of one of its fields differs from that of its current row. Any
 * text of any length will do if it changes exactly when the field's data does; these are computed
 * from a file or from bytes.
 *
 * <pre>{@code
 * clip.setMetaxyProvenanceByField(
 *     Map.of("audio", Fingerprint.ofContent(wav), "frames", Fingerprint.ofSizeAndTime(mp4)))
 * }</pre>
 */
public final class Fingerprint {

  private static final int BUFFER = 1 << 16;

  private Fingerprint() {}

  /**
   * The SHA-256 of a file's content, in 64 lowercase hexadecimal digits, as {@code sha256sum}
   * prints it. Reads the whole file, in constant memory.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public static String ofContent(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The SHA-256 of bytes, such as the audio of a video, in 64 lowercase hexadecimal digits. */
  public static String ofContent(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
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

  private static UncheckedIOException unreadable(Path file, IOException e) {
    String reason = e.getMessage();
    if (!Files.exists(file)) {
      reason = "it does not exist";
    } else if (Files.isDirectory(file)) {
      reason = "it is a directory";
    }
    return new UncheckedIOException(
        "Cannot compute the fingerprint of " + file + ": " + reason + "; name a readable file", e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find SHA-256, which every JDK has", e);
    }
  }
}
