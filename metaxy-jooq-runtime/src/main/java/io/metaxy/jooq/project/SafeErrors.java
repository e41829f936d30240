package io.metaxy.jooq.project;

import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Errors of drivers, whose messages may quote a URL, without the secrets of a store. */
final class SafeErrors {

  private SafeErrors() {}

  /**
   * The error itself if nothing in it and its causes is secret; otherwise a copy with its message,
   * state, code and stack, and one with the text of its cause.
   *
   * @param hide replaces the secrets in a text
   */
  static SQLException without(UnaryOperator<String> hide, SQLException error) {
    StringWriter all = new StringWriter();
    error.printStackTrace(new PrintWriter(all, true));
    for (SQLException next = error.getNextException();
        next != null;
        next = next.getNextException()) {
      next.printStackTrace(new PrintWriter(all, true));
    }
    if (hide.apply(all.toString()).equals(all.toString())) {
      return error;
    }
    SQLException safe =
        new SQLException(
            hide.apply(String.valueOf(error.getMessage())),
            error.getSQLState(),
            error.getErrorCode());
    safe.setStackTrace(error.getStackTrace());
    Throwable cause = error.getCause();
    if (cause != null) {
      SQLException safeCause = new SQLException(hide.apply(cause.toString()));
      safeCause.setStackTrace(cause.getStackTrace());
      safe.initCause(safeCause);
    }
    return safe;
  }

  /**
   * Says that the database of a store does not answer.
   *
   * @param dialect the dialect of the database; null if it is not known
   * @param hide replaces the secrets in a text
   */
  static StoreException cannotConnect(
      StoreConfig store,
      @Nullable FeatureDialect dialect,
      SQLException error,
      UnaryOperator<String> hide) {
    SQLException safe = without(hide, error);
    String says =
        dialect == null
            ? String.valueOf(safe.getMessage()).lines().findFirst().orElse("no reason given")
            : dialect.failures().reason(safe);
    return new StoreException(
        "Cannot connect to the store "
            + store.name()
            + ": the database says: "
            + says
            + "; check that the database is running, and stores."
            + store.name()
            + ".config",
        safe);
  }
}
