package io.metaxy.jooq.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of rows that came before. While ids come in ascending order, none can be there already,
 * and none is kept; from the first that does not, all are in a map.
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
  private @Nullable Map<Object, Integer> seen;

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
    if (seen == null) {
      if (ascends(id)) {
        last = id;
        return 0;
      }
      seen = before(position);
    }
    Integer other = seen.putIfAbsent(id, position);
    return other == null ? 0 : other;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of one class, which compares itself.
  private boolean ascends(Object id) {
    return last == null
        ? ORDERED.contains(id.getClass())
        : last.getClass() == id.getClass() && ((Comparable) last).compareTo(id) < 0;
  }

  private Map<Object, Integer> before(int end) {
    Map<Object, Integer> all = new HashMap<>(2 * rows.size());
    int position = 0;
    for (R row : rows) {
      if (++position == end) {
        break;
      }
      Object id = idOf.apply(row);
      if (id != null) {
        all.putIfAbsent(id, position);
      }
    }
    return all;
  }
}
