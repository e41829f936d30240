package io.metaxy.jooq.dialect.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Batches of one insert statement: one is filled while the server executes the previous one. The
 * connection is used by one thread at a time: filling a batch does not use it.
 */
final class BatchInserts implements AutoCloseable {

  private final PreparedStatement[] inserts;
  private int filling;
  private @Nullable ExecutorService executor;
  private @Nullable Future<int[]> running;

  BatchInserts(Connection connection, String sql) throws SQLException {
    PreparedStatement first = connection.prepareStatement(sql);
    try {
      inserts = new PreparedStatement[] {first, connection.prepareStatement(sql)};
    } catch (SQLException | RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /** The statement whose batch is filled. */
  PreparedStatement next() {
    return inserts[filling];
  }

  /**
   * Begins to execute the batch that was filled, after the one before has ended.
   *
   * @throws SQLException if the one before failed
   */
  void begin() throws SQLException {
    await();
    PreparedStatement insert = next();
    running = executor().submit(insert::executeBatch);
    filling = 1 - filling;
  }

  /**
   * Executes the last batch, after the one before has ended.
   *
   * @throws SQLException if one of them failed
   */
  void executeLast() throws SQLException {
    await();
    next().executeBatch();
  }

  private ExecutorService executor() {
    ExecutorService existing = executor;
    if (existing != null) {
      return existing;
    }
    ExecutorService created =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "metaxy-insert");
              thread.setDaemon(true);
              return thread;
            });
    executor = created;
    return created;
  }

  /**
   * Waits until the batch that is executed has ended, even if the thread is interrupted, because
   * the connection can be used only then.
   *
   * @throws SQLException if it failed
   */
  private void await() throws SQLException {
    Future<int[]> batch = running;
    if (batch == null) {
      return;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          batch.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SQLException failure) {
        throw failure;
      }
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw new SQLException("Cannot execute a batch", cause);
    } finally {
      running = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      await();
    } finally {
      if (executor != null) {
        executor.shutdown();
      }
      try {
        inserts[0].close();
      } finally {
        inserts[1].close();
      }
    }
  }
}
