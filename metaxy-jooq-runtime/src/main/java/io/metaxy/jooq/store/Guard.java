package io.metaxy.jooq.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/**
 * Turns what a database says of a failed statement into one sentence; the statement stays in the
 * cause.
 */
final class Guard {

  private Guard() {}

  static <T> T sql(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw failed(what, e);
    }
  }

  private static StoreException failed(String what, DataAccessException e) {
    SQLException cause = e.getCause(SQLException.class);
    String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    // H2 and others append the statement, which the cause keeps.
    String reason =
        message
            .lines()
            .findFirst()
            .orElse("no reason given")
            .replaceFirst("; SQL statement:.*", "");
    return new StoreException("Cannot " + what + ": the database says: " + reason, e);
  }
}
