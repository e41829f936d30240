package io.metaxy.jooq.it.database;

import java.sql.Connection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/** A pool that provides a limited number of connections at once; others wait for one. */
public final class BoundedPool implements ConnectionProvider {

  private static final int PATIENCE_SECONDS = 20;

  private final ConnectionProvider pool;
  private final int size;
  private final Semaphore free;

  /** Limits the number of connections of another pool. */
  public BoundedPool(ConnectionProvider pool, int size) {
    this.pool = pool;
    this.size = size;
    this.free = new Semaphore(size);
  }

  /** Returns the number of connections that are in use. */
  public int inUse() {
    return size - free.availablePermits();
  }

  @Override
  public Connection acquire() {
    try {
      if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new DataAccessException("Connection is not available");
      }
    } catch (InterruptedException e) {
      throw new DataAccessException("Interrupted while waiting for a connection", e);
    }
    return pool.acquire();
  }

  @Override
  public void release(Connection connection) {
    pool.release(connection);
    free.release();
  }
}
