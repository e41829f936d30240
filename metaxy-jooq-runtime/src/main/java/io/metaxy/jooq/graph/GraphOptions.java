package io.metaxy.jooq.graph;

/**
 * What holds for every feature of a graph.
 *
 * @param hashTruncationLength the number of characters that are kept of every hash, at least 8
 * @param inferTableNames whether a spec without a table name gets it from its key
 * @param tablePrefix what every inferred table name begins with; empty for nothing
 * @param uniqueClassNames whether two features may not share one generated class name; {@code a_b}
 *     and {@code a/b} do, which matters only to generated code
 */
public record GraphOptions(
    int hashTruncationLength,
    boolean inferTableNames,
    String tablePrefix,
    boolean uniqueClassNames) {

  /** The length that hashes have by default, and the least that they can have, in characters. */
  public static final int MIN_HASH_LENGTH = 8;

  /** The peer's defaults: hashes of 8 characters, inferred table names without prefix. */
  public static final GraphOptions DEFAULT = new GraphOptions(MIN_HASH_LENGTH, true, "", false);

  /** The defaults with another length of hashes, in characters. */
  public static GraphOptions withHashLength(int length) {
    return new GraphOptions(length, true, "", false);
  }

  public GraphOptions {
    if (hashTruncationLength < MIN_HASH_LENGTH) {
      throw new IllegalArgumentException(
          "Invalid hash truncation length: "
              + hashTruncationLength
              + " (must be at least "
              + MIN_HASH_LENGTH
              + ")");
    }
  }
}
