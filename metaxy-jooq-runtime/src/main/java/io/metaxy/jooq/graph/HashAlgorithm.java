package io.metaxy.jooq.graph;

import com.dynatrace.hash4j.hashing.HashStream32;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hasher32;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a store hashes its samples ({@code docs/semantics.md} 5): over UTF-8 bytes, as lowercase hex
 * or, for the 32-bit and 64-bit hashes (seed 0), as an unsigned decimal integer; then truncated to
 * the graph's hash length. All stores that share tables must use the same algorithm.
 */
public enum HashAlgorithm {
  MD5("md5", 32, true),
  SHA256("sha256", 64, true),
  XXHASH32("xxhash32", 10, false),
  XXHASH64("xxhash64", 20, false),
  XXH3_64("xxh3_64", 20, false),
  WYHASH("wyhash", 20, false);

  private final String text;
  private final int maxLength;
  private final boolean hex;

  HashAlgorithm(String text, int maxLength, boolean hex) {
    this.text = text;
    this.maxLength = maxLength;
    this.hex = hex;
  }

  /** The name that the Python original uses, such as {@code xxhash64}. */
  public String text() {
    return text;
  }

  /**
   * The algorithm with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static HashAlgorithm of(String text) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid hash algorithm: "
                        + text
                        + " (must be one of "
                        + Arrays.stream(values()).map(HashAlgorithm::text).toList()
                        + ")"));
  }

  /** Whether its text is hexadecimal; decimal otherwise. */
  public boolean hex() {
    return hex;
  }

  /** The maximum number of characters of its text before truncation. */
  public int maxLength() {
    return maxLength;
  }

  /**
   * Whether a text can be a hash of this algorithm, truncated to a length. Decimal text can be
   * shorter.
   */
  public boolean canMake(String hash, int length) {
    return canMake(hash.getBytes(StandardCharsets.UTF_8), length);
  }

  /** The same for the UTF-8 bytes of a text. */
  public boolean canMake(byte[] hash, int length) {
    int longest = Math.min(length, maxLength);
    if (hex ? hash.length != longest : hash.length == 0 || hash.length > longest) {
      return false;
    }
    for (byte digit : hash) {
      boolean decimal = digit >= '0' && digit <= '9';
      if (!decimal && !(hex && digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * The algorithm that made a hash of texts, joined with {@code |}; empty if none of them did.
   *
   * @param length the number of characters kept of a hash
   * @param first the algorithm that is tried first
   */
  public static Optional<HashAlgorithm> thatMade(
      String hash, List<String> texts, int length, HashAlgorithm first) {
    String text = String.join("|", texts);
    return Stream.concat(Stream.of(first), Arrays.stream(values()))
        .filter(algorithm -> algorithm.hasher(length).add(text).finish().equals(hash))
        .findFirst();
  }

  /** A hasher of texts that truncates hashes to a length; not thread-safe. */
  public TextHasher hasher(int length) {
    return switch (this) {
      case MD5 -> TextHasher.digest("MD5", length);
      case SHA256 -> TextHasher.digest("SHA-256", length);
      case XXHASH32 -> {
        Hasher32 hasher = Hashing.xxh32();
        yield TextHasher.decimal(
            (bytes, size) -> hasher.hashBytesToInt(bytes, 0, size) & 0xFFFF_FFFFL, length);
      }
      case XXHASH64 -> decimal(Hashing.xxh64(), length);
      case XXH3_64 -> decimal(Hashing.xxh3_64(), length);
      case WYHASH -> TextHasher.decimal(Wyhash::hash, length);
    };
  }

  /** A hasher for any number of bytes; its text is not truncated. */
  public ByteHasher byteHasher() {
    return switch (this) {
      case MD5 -> ByteHasher.digest("MD5");
      case SHA256 -> ByteHasher.digest("SHA-256");
      case XXHASH32 -> {
        HashStream32 stream = Hashing.xxh32().hashStream();
        yield ByteHasher.decimal(stream::putBytes, () -> stream.getAsInt() & 0xFFFF_FFFFL);
      }
      case XXHASH64 -> decimal(Hashing.xxh64().hashStream());
      case XXH3_64 -> decimal(Hashing.xxh3_64().hashStream());
      case WYHASH -> {
        Wyhash.Stream stream = new Wyhash.Stream();
        yield ByteHasher.decimal(stream::add, stream::hash);
      }
    };
  }

  private static ByteHasher decimal(HashStream64 stream) {
    return ByteHasher.decimal(stream::putBytes, stream::getAsLong);
  }

  private static TextHasher decimal(Hasher64 hasher, int length) {
    return TextHasher.decimal((bytes, size) -> hasher.hashBytesToLong(bytes, 0, size), length);
  }
}
