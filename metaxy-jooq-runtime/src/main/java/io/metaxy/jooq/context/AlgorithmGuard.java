package io.metaxy.jooq.context;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.HashedRows;
import io.metaxy.jooq.resolve.NewestHashes;
import io.metaxy.jooq.resolve.NewestHashes.Newest;
import io.metaxy.jooq.sql.FeatureSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a table whose rows were hashed by another algorithm ({@code docs/semantics.md} 5),
 * instead of adding rows to them or reporting all of them as stale: before anything else, by some
 * rows that show their algorithm; and if samples are stale, by the form of the latest hashes.
 */
public final class AlgorithmGuard {

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

  public AlgorithmGuard(StoreContext store, FeatureSource source) {
    this.store = store;
    this.source = source;
  }

  /**
   * Checks some rows, before others are added to them.
   *
   * @throws StoreException if one of them shows another algorithm
   */
  public void checkRows(Operation operation) {
    Map<HashAlgorithm, String> found =
        store.sql(
            operation,
            source.plan(),
            () ->
                new HashedRows(source, store.hashLength())
                    .algorithms(store.dsl(), store.algorithm()));
    for (Map.Entry<HashAlgorithm, String> each : found.entrySet()) {
      if (each.getKey() != store.algorithm()) {
        throw refused(operation, each.getKey(), each.getValue());
      }
    }
    if (!found.isEmpty()) {
      store.live().hashed(source.plan(), store.schema(), store.algorithm());
    }
  }

  /** The same, unless rows of the store's algorithm were seen before. */
  public void checkRowsOnce(Operation operation) {
    if (!store.live().isHashed(source.plan(), store.schema(), store.algorithm())) {
      checkRows(operation);
    }
  }

  /**
   * Checks once.
   *
   * @throws StoreException if the latest rows have another form
   */
  public void check() {
    if (!passed) {
      store.sql(Operation.RESOLVE, source.plan(), this::look);
      passed = true;
    }
  }

  /** Ends the check, because the hashes of all stale rows have the form. */
  public void pass() {
    passed = true;
  }

  /** When the newest row was written or deleted, or null if there was none; read once. */
  public @Nullable Instant newest() {
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

  private StoreException refused(Operation operation, HashAlgorithm algorithm, String hash) {
    return new StoreException(
        "Cannot "
            + operation.verb()
            + " "
            + source.plan().key()
            + ": table "
            + source.plan().tableName()
            + " has rows of another hash algorithm, such as "
            + hash
            + " of "
            + algorithm.text()
            + " (the store uses "
            + store.algorithm().text()
            + "); use store.withHashAlgorithm(HashAlgorithm."
            + algorithm.name()
            + "), or hash_algorithm = \""
            + algorithm.text()
            + "\" in the configuration of the store, or first "
            + (operation == Operation.WRITE
                ? "delete the rows"
                : "compute all samples with skipComparison()"));
  }

  private StoreException refused(String found) {
    int length = Math.min(store.hashLength(), store.algorithm().maxLength());
    return new StoreException(
        "Cannot resolve "
            + source.plan().key()
            + ": table "
            + source.plan().tableName()
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
