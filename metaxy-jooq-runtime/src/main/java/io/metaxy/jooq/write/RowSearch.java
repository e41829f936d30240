package io.metaxy.jooq.write;

import io.metaxy.jooq.context.StoreContext;
import io.metaxy.jooq.dialect.Capabilities.Transactions;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that makes a write fail: writes halves of the rows again, in a transaction that is
 * rolled back, and each row at most once. With savepoints, accepted rows stay until then, so that a
 * row is also found if it conflicts with one before it.
 *
 * @param <R> the rows
 */
final class RowSearch<R> {

  private final StoreContext store;
  private final BiConsumer<DSLContext, List<R>> append;

  /**
   * A search.
   *
   * @param append how rows are written
   */
  RowSearch(StoreContext store, BiConsumer<DSLContext, List<R>> append) {
    this.store = store;
    this.append = append;
  }

  /**
   * A row that makes a write fail.
   *
   * @param index the index of the row
   * @param failure why
   */
  record Found(int index, RuntimeException failure) {}

  /**
   * The first row that makes a write of the rows fail; null if it cannot be found.
   *
   * @throws RuntimeException if the search fails for another reason
   */
  @Nullable Found find(List<R> rows, RuntimeException failure) {
    if (rows.size() == 1) {
      return new Found(0, failure);
    }
    if (!store.survivesFailures()) {
      return null;
    }
    if (store.dialect().capabilities().transactions() != Transactions.SAVEPOINTS) {
      return search(rows, part -> store.undone(dsl -> append.accept(dsl, part)));
    }
    @Nullable Found[] found = {null};
    store.undone(dsl -> found[0] = search(rows, part -> probe(dsl, part)));
    return found[0];
  }

  /** With some transaction providers, jOOQ's nested transactions would end the caller's. */
  private void probe(DSLContext dsl, List<R> part) {
    dsl.connection(connection -> StoreContext.part(connection, () -> append.accept(dsl, part)));
  }

  private @Nullable Found search(List<R> rows, Consumer<List<R>> write) {
    int from = 0;
    int to = rows.size();
    while (from < to) {
      int middle = to - from == 1 ? to : (from + to) >>> 1;
      try {
        write.accept(rows.subList(from, middle));
        from = middle;
      } catch (RuntimeException e) {
        if (!store.isOfRow(e)) {
          throw e;
        }
        if (middle - from == 1) {
          return new Found(from, e);
        }
        to = middle;
      }
    }
    return null;
  }
}
