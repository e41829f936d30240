package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import java.util.Set;

/**
 * Options for all features of a graph.
 *
 * @param hashTruncationLength the number of characters kept of every hash, from 8 to 64
 * @param inferTableNames whether to infer the table names of specs without one from their keys
 * @param tablePrefix the prefix of every inferred table name; may be empty
 * @param uniqueClassNames whether generated class names must be unique; {@code a_b} and {@code a/b}
 *     share one, which matters only to generated code
 * @param resolvable whether a resolve must accept the features; false if they are only read, or are
 *     computed by another program
 * @param unresolved the features for which it need not: their keys, the names of their classes, or
 *     packages of these
 */
public record GraphOptions(
    int hashTruncationLength,
    boolean inferTableNames,
    String tablePrefix,
    boolean uniqueClassNames,
    boolean resolvable,
    Set<String> unresolved) {

  /** The default and minimum length of hashes, in characters. */
  public static final int MIN_HASH_LENGTH = 8;

  /** The maximum length of hashes, in characters: that of the longest hash. */
  public static final int MAX_HASH_LENGTH = 64;

  /**
   * The defaults of the Python original: hashes of 8 characters, inferred table names without a
   * prefix.
   */
  public static final GraphOptions DEFAULT = new GraphOptions(MIN_HASH_LENGTH, true, "", false);

  /** The defaults with another hash length, in characters. */
  public static GraphOptions withHashLength(int length) {
    return new GraphOptions(length, true, "", false);
  }

  /** Options for features that all must be resolvable, or none. */
  public GraphOptions(
      int hashTruncationLength,
      boolean inferTableNames,
      String tablePrefix,
      boolean uniqueClassNames,
      boolean resolvable) {
    this(
        hashTruncationLength, inferTableNames, tablePrefix, uniqueClassNames, resolvable, Set.of());
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
    unresolved = Set.copyOf(unresolved);
    if (hashTruncationLength < MIN_HASH_LENGTH || hashTruncationLength > MAX_HASH_LENGTH) {
      throw new IllegalArgumentException(
          "Invalid hash truncation length: "
              + hashTruncationLength
              + " (must be from "
              + MIN_HASH_LENGTH
              + " to "
              + MAX_HASH_LENGTH
              + ")");
    }
  }

  /** The same options with another prefix. */
  GraphOptions withTablePrefix(String prefix) {
    return new GraphOptions(
        hashTruncationLength, inferTableNames, prefix, uniqueClassNames, resolvable, unresolved);
  }

  /** Whether a resolve must accept a feature. */
  public boolean mustResolve(FeatureDefinition feature) {
    return resolvable
        && !feature.external()
        && unresolved.stream().noneMatch(name -> names(name, feature));
  }

  /** Whether a name is the key of a feature, the name of its class, or a package of this class. */
  public static boolean names(String name, FeatureDefinition feature) {
    return feature.key().toString().equals(name)
        || feature.featureClass().equals(name)
        || feature.featureClass().startsWith(name + ".");
  }

  /** How to allow a feature that no resolve accepts, as the end of an error. */
  public static String remedy(FeatureDefinition feature) {
    return "; if another program computes the feature, set metaxy.resolvable to \"except "
        + feature.key()
        + "\"";
  }
}
