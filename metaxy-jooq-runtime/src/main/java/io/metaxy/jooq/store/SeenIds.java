package io.metaxy.jooq.store;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of rows that came before. While ids come in ascending order, none can be there already;
 * they are hashed from the first that does not.
 */
final class SeenIds {

  /** Classes whose order and equality are one. */
  private static final Set<Class<?>> ORDERED =
      Set.of(Byte.class, Short.class, Integer.class, Long.class, String.class, UUID.class);

  private static final int GOLDEN_RATIO = 0x9E37_79B9;

  private final @Nullable Object[] ids;
  private final int[] positions;
  private int count;

  /** Open addressing: where an id is in {@code ids}, plus one; null while ids ascend. */
  private int @Nullable [] slots;

  SeenIds(int rows) {
    ids = new @Nullable Object[rows];
    positions = new int[rows];
  }

  /** Adds the id of the row at a position, counted from 1; the other row's that has it, or 0. */
  int add(Object id, int position) {
    if (slots == null && !ascends(id)) {
      slots = new int[Integer.highestOneBit(Math.max(ids.length, 1)) * 4];
      for (int i = 0; i < count; i++) {
        slots[slot(slots, ids[i])] = i + 1;
      }
    }
    if (slots != null) {
      int slot = slot(slots, id);
      if (slots[slot] != 0) {
        return positions[slots[slot] - 1];
      }
      slots[slot] = count + 1;
    }
    ids[count] = id;
    positions[count++] = position;
    return 0;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of one class, which compares itself.
  private boolean ascends(Object id) {
    Object last = count == 0 ? null : ids[count - 1];
    if (last == null) {
      return ORDERED.contains(id.getClass());
    }
    return last.getClass() == id.getClass() && ((Comparable) last).compareTo(id) < 0;
  }

  /** Where an id is, or where it goes. */
  private int slot(int[] table, Object id) {
    int slot = (id.hashCode() * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(table.length - 1);
    while (table[slot] != 0 && !id.equals(ids[table[slot] - 1])) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
