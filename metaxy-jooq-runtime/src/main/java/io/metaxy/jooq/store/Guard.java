package io.metaxy.jooq.store;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a database says of a failed statement into one sentence; the statement stays in the
 * cause.
 */
final class Guard {

  /** PostgreSQL's and H2's states for what a role may not do. */
  private static final Set<String> NO_RIGHTS = Set.of("42501", "90096");

  private static final String CONNECTION_LOST = "08";
  private static final String SERVER_ENDED = "57P";

  private Guard() {}

  static <T> T sql(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw failed(what, e);
    }
  }

  private static StoreException failed(String what, DataAccessException e) {
    SQLException cause = first(e.getCause(SQLException.class));
    String message = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    // H2 and others append the statement, which the cause keeps.
    String reason =
        message
            .lines()
            .findFirst()
            .orElse("no reason given")
            .replaceFirst("; SQL statement:.*", "");
    String state = cause == null ? null : cause.getSQLState();
    return new StoreException(
        "Cannot " + what + ": the database says: " + reason + remedy(what, reason, state), e);
  }

  /** A failure of a batch tells the whole statement; the one behind it tells why. */
  private static @Nullable SQLException first(@Nullable SQLException cause) {
    return cause instanceof BatchUpdateException && cause.getNextException() != null
        ? cause.getNextException()
        : cause;
  }

  private static String remedy(String what, String reason, @Nullable String state) {
    if (state == null) {
      return "";
    }
    if (NO_RIGHTS.contains(state)) {
      return "; grant the role " + right(what, reason) + " on it";
    }
    return state.startsWith(CONNECTION_LOST) || state.startsWith(SERVER_ENDED)
        ? "; nothing of its transaction was written, connect again"
        : "";
  }

  /** PostgreSQL names what the right is for, not the right. */
  private static String right(String what, String reason) {
    if (reason.contains("for schema")) {
      return "USAGE";
    }
    if (reason.contains("temporary tables in database")) {
      return "TEMPORARY";
    }
    boolean writes = what.startsWith("write") || what.startsWith("delete");
    return writes ? "SELECT and INSERT" : "SELECT";
  }
}
