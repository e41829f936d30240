package io.metaxy.jooq.resolve.merge;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, as bytes, which cost the garbage collector less than objects: the flags, whether
 * another row has the same instant, the number of the instant, and the texts. The instants are
 * objects, one for successive rows that share it.
 */
final class KeptRows implements RowTexts {

  private static final int FIRST_CAPACITY = 1 << 16;

  /** The position of the instant's number after the flags and the mark of a tie. */
  private static final int MOMENT = 2;

  private static final int HEAD = MOMENT + Integer.BYTES;

  /** The size of an instant and its parts as objects. */
  private static final int MOMENT_BYTES = 80;

  private static final int NULL = -1;

  private final List<@Nullable Object> moments = new ArrayList<>();
  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);
  private int row;

  /** The approximate size of all rows, in bytes. */
  long size() {
    return bytes.capacity() + (long) MOMENT_BYTES * moments.size();
  }

  /**
   * Adds a row, and returns its position.
   *
   * @param texts the number of its texts to keep
   * @param json whether its JSON is kept, after the texts
   */
  int add(int flags, @Nullable Object moment, RowTexts from, int texts, boolean json)
      throws SQLException {
    if (moments.isEmpty() || !Objects.equals(moment, moments.get(moments.size() - 1))) {
      moments.add(moment);
    }
    int position = bytes.position();
    reserve(HEAD);
    bytes.put((byte) flags).put((byte) 0).putInt(moments.size() - 1);
    for (int i = 0; i < texts; i++) {
      add(from.text(i));
    }
    if (json) {
      add(from.json());
    }
    return position;
  }

  private void add(byte @Nullable [] text) {
    if (text == null) {
      reserve(Integer.BYTES);
      bytes.putInt(NULL);
    } else {
      reserve(Integer.BYTES + text.length);
      bytes.putInt(text.length).put(text);
    }
  }

  private void reserve(int more) {
    if (bytes.remaining() < more) {
      int capacity = Math.max(2 * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
  }

  /** The flags of a row, without its side. */
  int flags(int position) {
    return bytes.get(position);
  }

  /** Says that another row has the same instant. */
  void tie(int position) {
    bytes.put(position + 1, (byte) 1);
  }

  boolean isTied(int position) {
    return bytes.get(position + 1) != 0;
  }

  @Nullable Object moment(int position) {
    return moments.get(bytes.getInt(position + MOMENT));
  }

  /** The texts of a row; the returned object is the same for every row. */
  RowTexts at(int position) {
    row = position + HEAD;
    return this;
  }

  @Override
  public byte @Nullable [] text(int number) {
    int position = row;
    for (int i = 0; i < number; i++) {
      position += Integer.BYTES + Math.max(0, bytes.getInt(position));
    }
    int length = bytes.getInt(position);
    if (length == NULL) {
      return null;
    }
    byte[] text = new byte[length];
    bytes.get(position + Integer.BYTES, text);
    return text;
  }

  /** Rows of an upstream have no texts before it. */
  @Override
  public byte @Nullable [] json() {
    return text(0);
  }
}
