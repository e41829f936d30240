package io.metaxy.jooq.graph;

/**
 * Options for all features of a graph.
 *
 * @param hashTruncationLength the number of characters kept of every hash, at least 8
 * @param inferTableNames whether to infer the table names of specs without one from their keys
 * @param tablePrefix the prefix of every inferred table name; may be empty
 * @param uniqueClassNames whether generated class names must be unique; {@code a_b} and {@code a/b}
 *     share one, which matters only to generated code
 * @param resolvable whether a resolve must accept every feature; false if some features are only
 *     read, or are computed by another program
 */
public record GraphOptions(
    int hashTruncationLength,
    boolean inferTableNames,
    String tablePrefix,
    boolean uniqueClassNames,
    boolean resolvable) {

  /** The default and minimum length of hashes, in characters. */
  public static final int MIN_HASH_LENGTH = 8;

  /**
   * The defaults of the Python original: hashes of 8 characters, inferred table names without a
   * prefix.
   */
  public static final GraphOptions DEFAULT = new GraphOptions(MIN_HASH_LENGTH, true, "", false);

  /** The defaults with another hash length, in characters. */
  public static GraphOptions withHashLength(int length) {
    return new GraphOptions(length, true, "", false);
  }

  /** Options for features that need not be resolvable, as in generated code. */
  public GraphOptions(
      int hashTruncationLength,
      boolean inferTableNames,
      String tablePrefix,
      boolean uniqueClassNames) {
    this(hashTruncationLength, inferTableNames, tablePrefix, uniqueClassNames, false);
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
