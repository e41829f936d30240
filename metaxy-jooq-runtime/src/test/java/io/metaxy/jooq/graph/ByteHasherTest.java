package io.metaxy.jooq.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes in parts have the hash of all of them. */
class ByteHasherTest {

  private static final int LONGEST = 300;

  @ParameterizedTest
  @EnumSource
  void theHashDoesNotDependOnTheParts(HashAlgorithm algorithm) {
    Random random = new Random(15);
    for (int length = 0; length <= LONGEST; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String whole = algorithm.hasher(Integer.MAX_VALUE).add(bytes).finish();

      assertEquals(whole, algorithm.byteHasher().add(bytes).finish(), "length " + length);
      ByteHasher parts = algorithm.byteHasher();
      for (int at = 0; at < length; ) {
        int count = random.nextInt(Math.min(70, length - at) + 1);
        parts.add(bytes, at, count);
        at += count;
      }
      assertEquals(whole, parts.finish(), "parts of length " + length);
    }
  }
}
