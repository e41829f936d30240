package io.metaxy.jooq.store;

import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.FeatureDialect;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Turns a database's error into one sentence; the failed statement remains in the cause. */
final class Guard {

  private final FeatureDialect dialect;

  Guard(FeatureDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Runs work on the database.
   *
   * @param object the object of the operation, for messages
   * @throws StoreException if a statement of the work fails
   */
  <T extends @Nullable Object> T sql(Operation operation, String object, Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException | InvalidRowException | ComputationException e) {
      throw e;
    } catch (RuntimeException e) {
      // An execute listener or a transaction provider may have replaced jOOQ's exception.
      if (e instanceof DataAccessException || sqlCause(e) != null) {
        throw failed(operation, object, e);
      }
      throw e;
    }
  }

  private static @Nullable SQLException sqlCause(@Nullable Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException cause) {
        return cause;
      }
    }
    return null;
  }

  private StoreException failed(Operation operation, String object, RuntimeException e) {
    SQLException cause = first(sqlCause(e));
    if (cause == null) {
      return new StoreException(says(operation, object, String.valueOf(e.getMessage())), e);
    }
    String reason = dialect.failures().reason(cause);
    return new StoreException(
        says(operation, object, reason) + remedy(operation, reason, dialect.failures().of(cause)),
        e);
  }

  private static String says(Operation operation, String object, String reason) {
    return "Cannot " + operation.verb() + " " + object + ": the database says: " + reason;
  }

  /**
   * A batch failure quotes the whole statement; the next exception or the cause gives the reason.
   */
  private static @Nullable SQLException first(@Nullable SQLException cause) {
    if (!(cause instanceof BatchUpdateException)) {
      return cause;
    }
    if (cause.getNextException() != null) {
      return cause.getNextException();
    }
    return cause.getCause() instanceof SQLException inner ? inner : cause;
  }

  private String remedy(Operation operation, String reason, Failure failure) {
    return switch (failure) {
      case NO_RIGHTS ->
          "; grant "
              + dialect.failures().right(reason).orElse(operation.rights())
              + " on the table to the role of the connection";
      case LOST_CONNECTION -> "; its transaction was rolled back: reconnect and retry";
      case CONFLICT ->
          "; retry the whole transaction, because another one is writing the same rows";
      default -> "";
    };
  }
}
