package io.metaxy.jooq.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first version of wyhash with seed 0, which the Python original uses; hash4j has final
 * versions 3 and 4, whose hashes differ. M(a, b) is the xor of the two halves of the 128-bit
 * product of a and b, and r are the little-endian words of the bytes:
 *
 * <pre>
 * for each 32 bytes  seed = M(seed ^ p0, M(r0 ^ p1, r1 ^ p2) ^ M(r2 ^ p3, r3 ^ p4))
 * then               seed = seed ^ p0
 * for the rest       1 word: M(seed, r0 ^ p1)      2: M(r0 ^ seed, r1 ^ p2)
 *                    3: the 2 of r0, r1 xored with M(seed, r2 ^ p3)
 *                    4: the 2 of r0, r1 xored with M(r2 ^ seed, r3 ^ p4)
 * finally            M(seed, length ^ p5)
 * </pre>
 */
final class Wyhash {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long P0 = 0xa0761d6478bd642fL;
  private static final long P1 = 0xe7037ed1a0b428dbL;
  private static final long P2 = 0x8ebc6af09c88c6e3L;
  private static final long P3 = 0x589965cc75374cc3L;
  private static final long P4 = 0x1d8e4e27c47d124fL;
  private static final long P5 = 0xeb44accab455d165L;

  private static final int BLOCK = 32;
  private static final int WORD = Long.BYTES;

  private Wyhash() {}

  static long hash(byte[] bytes, int size) {
    long seed = 0;
    int at = 0;
    for (; at + BLOCK <= size; at += BLOCK) {
      seed = block(bytes, at, seed);
    }
    return end(bytes, at, size, seed, size);
  }

  private static long block(byte[] bytes, int at, long seed) {
    long left = mixed(word(bytes, at) ^ P1, word(bytes, at + WORD) ^ P2);
    long right = mixed(word(bytes, at + 2 * WORD) ^ P3, word(bytes, at + 3 * WORD) ^ P4);
    return mixed(seed ^ P0, left ^ right);
  }

  private static long end(byte[] bytes, int at, int size, long blocks, long length) {
    long seed = blocks ^ P0;
    return mixed(at < size ? rest(bytes, at, size, seed) : seed, length ^ P5);
  }

  /** Hashes bytes that arrive in parts. */
  static final class Stream {

    private final byte[] rest = new byte[BLOCK];
    private int size;
    private long seed;
    private long length;

    void add(byte[] bytes, int from, int count) {
      length += count;
      int at = from;
      int end = from + count;
      if (size > 0) {
        at += fill(bytes, at, end);
        if (size < BLOCK) {
          return;
        }
        seed = block(rest, 0, seed);
        size = 0;
      }
      for (; at + BLOCK <= end; at += BLOCK) {
        seed = block(bytes, at, seed);
      }
      fill(bytes, at, end);
    }

    private int fill(byte[] bytes, int at, int end) {
      int count = Math.min(BLOCK - size, end - at);
      System.arraycopy(bytes, at, rest, size, count);
      size += count;
      return count;
    }

    long hash() {
      return end(rest, 0, size, seed, length);
    }
  }

  private static long rest(byte[] bytes, int at, int size, long seed) {
    int left = size - at;
    long first = last(bytes, at, size);
    if (left <= WORD) {
      return mixed(seed, first ^ P1);
    }
    long two = mixed(first ^ seed, last(bytes, at + WORD, size) ^ P2);
    if (left <= 2 * WORD) {
      return two;
    }
    long third = last(bytes, at + 2 * WORD, size);
    return left <= 3 * WORD
        ? two ^ mixed(seed, third ^ P3)
        : two ^ mixed(third ^ seed, last(bytes, at + 3 * WORD, size) ^ P4);
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /** Reads up to eight bytes in parts of four, two and one, largest first, each little-endian. */
  private static long last(byte[] bytes, int from, int size) {
    int left = Math.min(WORD, size - from);
    if (left == WORD) {
      return Long.rotateLeft(word(bytes, from), Integer.SIZE);
    }
    long number = 0;
    int at = from;
    for (int part = Integer.BYTES; part > 0; part /= 2) {
      if ((left & part) != 0) {
        for (int i = at + part - 1; i >= at; i--) {
          number = (number << Byte.SIZE) | (bytes[i] & 0xff);
        }
        at += part;
      }
    }
    return number;
  }

  private static long mixed(long a, long b) {
    long high =
        Math.multiplyHigh(a, b) + ((a >> (Long.SIZE - 1)) & b) + ((b >> (Long.SIZE - 1)) & a);
    return high ^ (a * b);
  }
}
