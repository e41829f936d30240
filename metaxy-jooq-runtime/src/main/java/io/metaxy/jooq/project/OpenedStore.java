package io.metaxy.jooq.project;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.store.MetadataStore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store by name, which its first use opens. Other uses wait for it, but neither those of other
 * stores nor closing do. Thread-safe.
 */
final class OpenedStore {

  private final String name;
  private final Object opening = new Object();
  private @Nullable StoreConnections connections;
  private @Nullable MetadataStore store;
  private boolean closed;

  OpenedStore(String name) {
    this.name = name;
  }

  /**
   * Its connections.
   *
   * @param open opens them, if they are not yet; what it throws, the next use tries again
   * @throws StoreException if this is closed
   */
  StoreConnections connections(Supplier<StoreConnections> open) {
    synchronized (opening) {
      StoreConnections known = known();
      if (known != null) {
        return known;
      }
      StoreConnections late = open.get();
      synchronized (this) {
        if (!closed) {
          connections = late;
          return late;
        }
      }
      late.close();
      throw closed(name);
    }
  }

  /** The one store on these connections. */
  MetadataStore store(
      Supplier<StoreConnections> open, Function<DSLContext, MetadataStore> configured) {
    DSLContext dsl = connections(open).dsl();
    synchronized (opening) {
      MetadataStore known = store;
      if (known == null) {
        known = configured.apply(dsl);
        store = known;
      }
      return known;
    }
  }

  private synchronized @Nullable StoreConnections known() {
    if (closed) {
      throw closed(name);
    }
    return connections;
  }

  /** Closes its connections, also those that are being opened. */
  void close() {
    StoreConnections all;
    synchronized (this) {
      closed = true;
      all = connections;
      connections = null;
    }
    if (all != null) {
      all.close();
    }
  }

  static StoreException closed(String name) {
    return new StoreException(
        "Cannot open the store " + name + ": this Metaxy is closed; close it after its last use");
  }
}
