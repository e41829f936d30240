package io.metaxy.jooq.store;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of rows that came before. While ids come in ascending order, none can be there already,
 * and none is kept; from the first that does not, all are hashed.
 *
 * @param <R> the rows
 */
final class SeenIds<R> {

  /** Classes whose order and equality are one. */
  private static final Set<Class<?>> ORDERED =
      Set.of(Byte.class, Short.class, Integer.class, Long.class, String.class, UUID.class);

  private final Collection<R> rows;
  private final Function<R, @Nullable Object> idOf;
  private @Nullable Object last;
  private @Nullable Hashed hashed;

  /**
   * None so far.
   *
   * @param rows all rows
   * @param idOf the id of a row; null when it has none, and is not added
   */
  SeenIds(Collection<R> rows, Function<R, @Nullable Object> idOf) {
    this.rows = rows;
    this.idOf = idOf;
  }

  /** Adds the id of the row at a position, counted from 1; the other row's that has it, or 0. */
  int add(Object id, int position) {
    if (hashed == null) {
      if (ascends(id)) {
        last = id;
        return 0;
      }
      hashed = before(position);
    }
    return hashed.add(id, position);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of one class, which compares itself.
  private boolean ascends(Object id) {
    return last == null
        ? ORDERED.contains(id.getClass())
        : last.getClass() == id.getClass() && ((Comparable) last).compareTo(id) < 0;
  }

  private Hashed before(int end) {
    Hashed all = new Hashed(rows.size());
    int position = 0;
    for (R row : rows) {
      if (++position == end) {
        break;
      }
      Object id = idOf.apply(row);
      if (id != null) {
        all.add(id, position);
      }
    }
    return all;
  }

  /** A table with open addressing. */
  private static final class Hashed {
    private static final int GOLDEN_RATIO = 0x9E37_79B9;

    private final @Nullable Object[] ids;
    private final int[] positions;

    Hashed(int rows) {
      int capacity = 4 * Integer.highestOneBit(Math.max(rows, 1));
      ids = new @Nullable Object[capacity];
      positions = new int[capacity];
    }

    int add(Object id, int position) {
      int slot = (id.hashCode() * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(ids.length - 1);
      while (ids[slot] != null) {
        if (id.equals(ids[slot])) {
          return positions[slot];
        }
        slot = (slot + 1) & (ids.length - 1);
      }
      ids[slot] = id;
      positions[slot] = position;
      return 0;
    }
  }
}
