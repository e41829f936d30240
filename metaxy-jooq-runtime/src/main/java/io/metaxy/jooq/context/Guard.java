package io.metaxy.jooq.context;

import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.DataTypeException;
import org.jspecify.annotations.Nullable;

/** Turns a database's error into one sentence; the failed statement remains in the cause. */
public final class Guard {

  private static final String SAYS = "the database says: ";

  private final FeatureDialect dialect;

  public Guard(FeatureDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Runs work on the database.
   *
   * @param object the object of the operation, for messages
   * @throws StoreException if a statement of the work fails
   */
  public <T extends @Nullable Object> T sql(Operation operation, String object, Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException
        | InvalidRowException
        | ComputationException
        | UnreadableValueException e) {
      throw e;
    } catch (RuntimeException e) {
      // An execute listener or a transaction provider may have replaced jOOQ's exception.
      if (e instanceof DataAccessException || Failures.cause(e) != null) {
        throw failed(operation, object, e);
      }
      throw e;
    }
  }

  private StoreException failed(Operation operation, String object, RuntimeException e) {
    SQLException cause = Failures.cause(e);
    String reason =
        cause != null
            ? reason(operation, cause)
            : (e instanceof DataTypeException ? "" : SAYS) + e.getMessage();
    return new StoreException("Cannot " + operation.verb() + " " + object + ": " + reason, e);
  }

  /** What the database says, with the remedy. */
  public String reason(Operation operation, SQLException error) {
    String reason = dialect.failures().reason(error);
    return SAYS + reason + remedy(operation, reason, dialect.failures().of(error));
  }

  private String remedy(Operation operation, String reason, Failure failure) {
    return switch (failure) {
      case NO_RIGHTS ->
          "; grant "
              + dialect.failures().right(reason).orElse(operation.rights())
              + " on the table to the role of the connection";
      case NO_CONNECTION ->
          "; check that the database is running, and the URL, user and password of the data source";
      case EXHAUSTED_POOL -> "; enlarge the pool, or check that the database is running";
      case LOST_CONNECTION -> "; its transaction was rolled back: reconnect and retry";
      case POLICY -> "; change the row, or the row-level security policies of the table";
      case CONFLICT ->
          "; retry the whole transaction, because another one is writing the same rows";
      case STALE_PLAN ->
          "; retry the whole transaction, because the table was changed after the statement was"
              + " prepared";
      default -> "";
    };
  }
}
