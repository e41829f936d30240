package io.metaxy.jooq.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of rows that came before. While ids come in ascending order, none can be there already;
 * they go into a map from the first that does not.
 */
final class SeenIds {

  /** Classes whose order and equality are one. */
  private static final Set<Class<?>> ORDERED =
      Set.of(Byte.class, Short.class, Integer.class, Long.class, String.class, UUID.class);

  private final List<Object> ids;
  private final List<Integer> positions;
  private @Nullable Map<Object, Integer> map;

  SeenIds(int rows) {
    ids = new ArrayList<>(rows);
    positions = new ArrayList<>(rows);
  }

  /** Adds the id of the row at a position, counted from 1; the other row's that has it, or 0. */
  int add(Object id, int position) {
    if (map == null && !ascends(id)) {
      map = new HashMap<>(2 * ids.size());
      for (int i = 0; i < ids.size(); i++) {
        map.put(ids.get(i), positions.get(i));
      }
    }
    if (map != null) {
      Integer other = map.putIfAbsent(id, position);
      return other == null ? 0 : other;
    }
    ids.add(id);
    positions.add(position);
    return 0;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Both are of one class, which compares itself.
  private boolean ascends(Object id) {
    if (!ORDERED.contains(id.getClass())) {
      return false;
    }
    Object last = ids.isEmpty() ? null : ids.get(ids.size() - 1);
    return last == null
        || (last.getClass() == id.getClass() && ((Comparable) last).compareTo(id) < 0);
  }
}
