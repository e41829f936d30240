package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.NewestHashes;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a table whose rows another algorithm has hashed, instead of calling all of them stale
 * ({@code docs/semantics.md} 5): by the form of the hashes that were written last. Where nothing is
 * stale, nothing is called so wrongly, and no table is asked.
 */
final class AlgorithmGuard {

  private static final int LOOKED_AT = 32;

  /**
   * So many hexadecimal hashes without a letter are decimal: eight digits are by chance 1 in 43.
   */
  private static final int ENOUGH = 6;

  private final StoreContext store;
  private final FeatureSource source;
  private boolean passed;

  AlgorithmGuard(StoreContext store, FeatureSource source) {
    this.store = store;
    this.source = source;
  }

  /**
   * Looks once.
   *
   * @throws StoreException when the latest rows have another form
   */
  void check() {
    if (!passed) {
      store.sql(Operation.RESOLVE, source.plan(), this::look);
      passed = true;
    }
  }

  private Void look() {
    List<@Nullable String> hashes = new NewestHashes(source, LOOKED_AT).fetch(store.dsl());
    HashAlgorithm algorithm = store.algorithm();
    int digits = 0;
    for (String found : hashes) {
      if (found == null || !algorithm.canMake(found, store.hashLength())) {
        throw refused(String.valueOf(found));
      }
      digits += found.chars().allMatch(c -> c >= '0' && c <= '9') ? 1 : 0;
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
            + " has rows that another hash algorithm or length made, such as "
            + found
            + " ("
            + store.algorithm().text()
            + " makes "
            + length
            + (store.algorithm().hex() ? " hexadecimal" : " decimal")
            + " digits); use the algorithm and the hash length that wrote them");
  }
}
