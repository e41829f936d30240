package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.NewestHashes;
import io.metaxy.jooq.resolve.NewestHashes.Newest;
import io.metaxy.jooq.sql.FeatureSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a table whose rows were hashed by another algorithm, instead of reporting all of them as
 * stale ({@code docs/semantics.md} 5), by the form of the latest hashes. Without stale samples, no
 * table is queried.
 */
final class AlgorithmGuard {

  private static final int LOOKED_AT = 32;

  /**
   * The number of hashes without a letter that are taken for decimal; one hexadecimal hash of eight
   * characters has no letter with a chance of 1 in 43.
   */
  private static final int ENOUGH = 6;

  private final StoreContext store;
  private final FeatureSource source;
  private @Nullable Newest newest;
  private boolean passed;

  AlgorithmGuard(StoreContext store, FeatureSource source) {
    this.store = store;
    this.source = source;
  }

  /**
   * Checks once.
   *
   * @throws StoreException if the latest rows have another form
   */
  void check() {
    if (!passed) {
      store.sql(Operation.RESOLVE, source.plan(), this::look);
      passed = true;
    }
  }

  /** Ends the check, because the hashes of all stale rows have the form. */
  void pass() {
    passed = true;
  }

  /** When the newest row was written or deleted, or null if there was none; read once. */
  @Nullable Instant newest() {
    if (newest == null) {
      store.sql(Operation.RESOLVE, source.plan(), this::read);
    }
    return newest == null ? null : newest.instant();
  }

  private Newest read() {
    Newest found = new NewestHashes(source, LOOKED_AT).fetch(store.dsl());
    newest = found;
    return found;
  }

  private Void look() {
    Newest found = newest == null ? read() : newest;
    List<@Nullable String> hashes = found.hashes();
    HashAlgorithm algorithm = store.algorithm();
    int digits = 0;
    for (String hash : hashes) {
      if (hash == null || !algorithm.canMake(hash, store.hashLength())) {
        throw refused(String.valueOf(hash));
      }
      digits += hash.chars().allMatch(c -> c >= '0' && c <= '9') ? 1 : 0;
    }
    if (algorithm.hex() && digits == hashes.size() && digits >= ENOUGH) {
      throw refused(String.valueOf(hashes.get(0)));
    }
    return null;
  }

  private StoreException refused(String found) {
    int length = Math.min(store.hashLength(), store.algorithm().maxLength());
    return new StoreException(
        "Cannot resolve "
            + source.plan().key()
            + ": table "
            + source.table().getName()
            + " has rows of another hash algorithm or hash length, such as "
            + found
            + " ("
            + store.algorithm().text()
            + " produces "
            + length
            + (store.algorithm().hex() ? " hexadecimal" : " decimal")
            + " digits); use the algorithm and the hash length that wrote them");
  }
}
