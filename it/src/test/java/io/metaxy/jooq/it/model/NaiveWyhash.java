package io.metaxy.jooq.it.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first version of wyhash, as in the peer, with seed 0: 32 bytes at a time, then the rest in
 * blocks of 8. Later versions return different hashes.
 */
public final class NaiveWyhash {

  private static final long[] PRIMES = {
    0xa0761d6478bd642fL,
    0xe7037ed1a0b428dbL,
    0x8ebc6af09c88c6e3L,
    0x589965cc75374cc3L,
    0x1d8e4e27c47d124fL,
    0xeb44accab455d165L
  };

  private static final int BLOCK = 32;
  private static final int WORD = 8;
  private static final int[] PARTS = {4, 4, 2, 1};

  private final byte[] bytes;

  private NaiveWyhash(byte[] bytes) {
    this.bytes = bytes;
  }

  public static long of(byte[] bytes) {
    return new NaiveWyhash(bytes).hash();
  }

  private long hash() {
    long seed = 0;
    int at = 0;
    for (; at + BLOCK <= bytes.length; at += BLOCK) {
      seed =
          mixed(
              seed ^ PRIMES[0],
              mixed(word(at) ^ PRIMES[1], word(at + WORD) ^ PRIMES[2])
                  ^ mixed(word(at + 2 * WORD) ^ PRIMES[3], word(at + 3 * WORD) ^ PRIMES[4]));
    }
    seed ^= PRIMES[0];
    if (at < bytes.length) {
      seed =
          switch ((bytes.length - at - 1) / WORD) {
            case 0 -> mixed(seed, rest(at) ^ PRIMES[1]);
            case 1 -> mixed(rest(at) ^ seed, rest(at + WORD) ^ PRIMES[2]);
            case 2 ->
                mixed(rest(at) ^ seed, rest(at + WORD) ^ PRIMES[2])
                    ^ mixed(seed, rest(at + 2 * WORD) ^ PRIMES[3]);
            default ->
                mixed(rest(at) ^ seed, rest(at + WORD) ^ PRIMES[2])
                    ^ mixed(rest(at + 2 * WORD) ^ seed, rest(at + 3 * WORD) ^ PRIMES[4]);
          };
    }
    return mixed(seed, bytes.length ^ PRIMES[5]);
  }

  /** Returns the XOR of both halves of the 128-bit product of two unsigned numbers. */
  private static long mixed(long left, long right) {
    BigInteger product = unsigned(left).multiply(unsigned(right));
    return product.longValue() ^ product.shiftRight(Long.SIZE).longValue();
  }

  private static BigInteger unsigned(long number) {
    return new BigInteger(Long.toUnsignedString(number));
  }

  private long word(int at) {
    return ByteBuffer.wrap(bytes, at, WORD).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Reads at most eight bytes in parts of 4, 4, 2 and 1, each little-endian. */
  private long rest(int from) {
    int at = from;
    int end = Math.min(from + WORD, bytes.length);
    long number = 0;
    for (int size : PARTS) {
      if (size <= end - at) {
        for (int i = at + size - 1; i >= at; i--) {
          number = (number << Byte.SIZE) | (bytes[i] & 0xff);
        }
        at += size;
      }
    }
    return number;
  }
}
