package io.metaxy.jooq.resolve;

import io.metaxy.jooq.graph.HashAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Whether hashes that were read have the form in which an algorithm writes them: hexadecimal or
 * decimal digits, as many as are kept.
 */
public final class HashForm {

  private final HashAlgorithm algorithm;
  private final int length;
  private boolean isOther;
  private boolean hasLetter;

  /**
   * @param length the number of characters kept of a hash
   */
  public HashForm(HashAlgorithm algorithm, int length) {
    this.algorithm = algorithm;
    this.length = length;
  }

  /** Adds a hash, as UTF-8; null is not a hash. */
  public void add(byte @Nullable [] hash) {
    if (hash == null || !algorithm.canMake(hash, length)) {
      isOther = true;
      return;
    }
    for (byte digit : hash) {
      hasLetter |= digit >= 'a';
    }
  }

  /** Says that more hashes exist than were added. */
  void unknown() {
    isOther = true;
  }

  /** Whether all hashes have the form, and hexadecimal ones are not all decimal, too. */
  public boolean isShown() {
    return !isOther && (hasLetter || !algorithm.hex());
  }
}
