package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.graph.TextHasher;
import org.jooq.Field;

/**
 * How samples are hashed, in the database or in the JVM.
 *
 * @param algorithm the algorithm
 * @param length the number of characters kept of a hash
 */
public record SampleHash(HashAlgorithm algorithm, int length) {

  /** A hasher in the JVM; not thread-safe. */
  public TextHasher hasher() {
    return algorithm.hasher(length);
  }

  /** {@code left(md5(text), 8)}: the hash computed by the database; null for null. */
  Field<String> of(FeatureDialect dialect, Field<String> text) {
    Field<String> hash = dialect.functions().hash(algorithm, text);
    return length >= algorithm.maxLength() ? hash : left(hash, inline(length));
  }
}
