package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which indexes of a table get the names of requested ones. A rename waits until no other index or
 * key has its name; where each waits for another, as in a swap, one index is dropped, and created
 * again later.
 */
final class IndexRenames {

  private final TableState table;
  private final Map<KeyState, KeyState> kept = new LinkedHashMap<>();

  /**
   * Finds the requested index of each existing one.
   *
   * @param table the table after its columns were renamed
   */
  IndexRenames(TableState desired, TableState table) {
    this.table = table;
    List<KeyState> open = new ArrayList<>(desired.indexes());
    for (KeyState index : table.indexes()) {
      if (open.remove(index)) {
        kept.put(index, index);
      }
    }
    for (KeyState index : table.indexes()) {
      if (!kept.containsKey(index)) {
        open.stream()
            .filter(wanted -> wanted.isLike(index))
            .findFirst()
            .ifPresent(
                wanted -> {
                  open.remove(wanted);
                  kept.put(index, wanted);
                });
      }
    }
  }

  /** The indexes that are no longer requested, or are on other columns. */
  List<KeyState> unwanted() {
    return table.indexes().stream().filter(index -> !kept.containsKey(index)).toList();
  }

  /** The renames, after the unwanted indexes were dropped; each is built with the final table. */
  List<Function<TableState, Change>> changes() {
    List<Function<TableState, Change>> changes = new ArrayList<>();
    List<Map.Entry<KeyState, KeyState>> open = new ArrayList<>(kept.entrySet());
    List<KeyState> held = new ArrayList<>(kept.keySet());
    if (table.primaryKey() != null) {
      held.add(table.primaryKey());
    }
    open.removeIf(entry -> entry.getKey().equals(entry.getValue()));
    while (!open.isEmpty()) {
      Map.Entry<KeyState, KeyState> free =
          open.stream()
              .filter(entry -> isFree(entry.getValue(), entry.getKey(), held))
              .findFirst()
              .orElse(null);
      Map.Entry<KeyState, KeyState> next = free == null ? open.get(0) : free;
      KeyState index = next.getKey();
      KeyState wanted = next.getValue();
      open.remove(next);
      held.remove(index);
      if (free == null) {
        changes.add(after -> new DropIndex(after, index));
      } else {
        held.add(wanted);
        changes.add(after -> new RenameIndex(after, index, wanted));
      }
    }
    return changes;
  }

  /** Whether no other has the name, or one that may be the same on some database. */
  private static boolean isFree(KeyState wanted, KeyState index, List<KeyState> held) {
    String name = name(wanted);
    return held.stream().noneMatch(other -> !other.equals(index) && name(other).equals(name));
  }

  private static String name(KeyState key) {
    return Names.caseless(Names.plain(key.name()));
  }
}
