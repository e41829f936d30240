package io.metaxy.jooq.row;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of preceding rows. While ids arrive in ascending order, duplicates are impossible and
 * none is kept; after that, all are in a map.
 *
 * @param <R> the rows
 */
public final class SeenIds<R> {

  /** Classes whose order is consistent with equality. */
  private static final Set<Class<?>> ORDERED =
      Set.of(Byte.class, Short.class, Integer.class, Long.class, String.class, UUID.class);

  private final Collection<R> rows;
  private final Function<R, @Nullable Object> idOf;
  private @Nullable Object last;
  private @Nullable Map<Object, Integer> seen;

  /**
   * No ids yet.
   *
   * @param rows all rows
   * @param idOf the id of a row, or null for a row that is not added
   */
  public SeenIds(Collection<R> rows, Function<R, @Nullable Object> idOf) {
    this.rows = rows;
    this.idOf = idOf;
  }

  /**
   * Adds the id of the row at a position (from 1); returns the position of the other row that has
   * it, or 0.
   */
  public int add(Object id, int position) {
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

  @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of the same comparable class.
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
