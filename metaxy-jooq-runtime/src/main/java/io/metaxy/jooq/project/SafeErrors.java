package io.metaxy.jooq.project;

import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.exception.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Errors, whose messages may quote a URL, without the secrets of a database. */
public final class SafeErrors {

  private SafeErrors() {}

  /**
   * The error itself if nothing in it and its causes is secret; otherwise a copy of each of them
   * with its text and its stack. A copy of an {@link SQLException} has its message, state and code.
   *
   * @param hide replaces the secrets in a text
   */
  public static Throwable without(UnaryOperator<String> hide, Throwable error) {
    StringWriter all = new StringWriter();
    error.printStackTrace(new PrintWriter(all, true));
    for (SQLException next = next(error); next != null; next = next.getNextException()) {
      next.printStackTrace(new PrintWriter(all, true));
    }
    return hide.apply(all.toString()).equals(all.toString()) ? error : copy(hide, error);
  }

  /** The same for an error of a driver. */
  static SQLException without(UnaryOperator<String> hide, SQLException error) {
    return (SQLException) without(hide, (Throwable) error);
  }

  private static @Nullable SQLException next(Throwable error) {
    return error instanceof SQLException sql ? sql.getNextException() : null;
  }

  private static Throwable copy(UnaryOperator<String> hide, Throwable error) {
    Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> causesFirst = new ArrayDeque<>();
    for (Throwable each = error; each != null && chain.add(each); each = each.getCause()) {
      causesFirst.push(each);
    }
    Throwable safe = null;
    for (Throwable each : causesFirst) {
      Throwable cause = safe;
      safe =
          each instanceof SQLException sql
              ? new SQLException(
                  hide.apply(String.valueOf(sql.getMessage())),
                  sql.getSQLState(),
                  sql.getErrorCode(),
                  cause)
              : new Exception(hide.apply(each.toString()), cause);
      safe.setStackTrace(each.getStackTrace());
    }
    return Objects.requireNonNull(safe);
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
        hide.apply(dialect == null ? Failures.line(error) : dialect.failures().reason(error));
    boolean mayNotRun =
        dialect == null
            || Set.of(Failure.NO_CONNECTION, Failure.LOST_CONNECTION)
                .contains(dialect.failures().of(error));
    return new StoreException(
        "Cannot connect to the store "
            + store.name()
            + ": the database says: "
            + says
            + (mayNotRun ? "; check that the database is running, and stores." : "; check stores.")
            + store.name()
            + ".config",
        safe);
  }
}
