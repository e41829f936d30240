package io.metaxy.jooq.project;

import io.metaxy.jooq.config.StoreConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

/** Errors of drivers, whose messages may quote a URL, without the secrets of a store. */
final class SafeErrors {

  private SafeErrors() {}

  /**
   * The error itself if nothing in it and its causes is secret; otherwise a copy with its message,
   * state, code and stack, and one with the text of its cause.
   */
  static SQLException without(StoreConfig store, SQLException error) {
    StringWriter all = new StringWriter();
    error.printStackTrace(new PrintWriter(all, true));
    for (SQLException next = error.getNextException();
        next != null;
        next = next.getNextException()) {
      next.printStackTrace(new PrintWriter(all, true));
    }
    if (store.withoutSecrets(all.toString()).equals(all.toString())) {
      return error;
    }
    SQLException safe =
        new SQLException(
            store.withoutSecrets(String.valueOf(error.getMessage())),
            error.getSQLState(),
            error.getErrorCode());
    safe.setStackTrace(error.getStackTrace());
    Throwable cause = error.getCause();
    if (cause != null) {
      SQLException safeCause = new SQLException(store.withoutSecrets(cause.toString()));
      safeCause.setStackTrace(cause.getStackTrace());
      safe.initCause(safeCause);
    }
    return safe;
  }
}
