package io.metaxy.jooq.dialect;

import java.net.UnknownHostException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The meanings of errors: by SQL state, or by message if the database reports no state.
 *
 * @param states the meanings by state or class of states; the longest match applies
 * @param messages the meanings by prefix of the message, if it has no state; the longest match
 *     applies
 * @param codes the meanings by vendor code, which take precedence over the state
 * @param driver the meanings that only the classes of the driver show, which take precedence over
 *     all others
 * @param rights the privilege to grant, by a part of the error message
 * @param statement the text between a message and the statement that the driver appends to it, or
 *     null if it appends none
 */
public record Failures(
    Map<String, Failure> states,
    Map<String, Failure> messages,
    Map<Integer, Failure> codes,
    Function<SQLException, Optional<Failure>> driver,
    Map<String, String> rights,
    @Nullable String statement) {

  /**
   * The meanings of the SQL standard: 08 is a lost connection, 08001 and 08004 one that cannot be
   * opened, 22 a value that does not fit, 23 a violated constraint, 23505 a duplicate, 28 a login
   * that is refused.
   */
  public static final Failures STANDARD =
      new Failures(
          Map.ofEntries(
              Map.entry("08", Failure.LOST_CONNECTION),
              Map.entry("08001", Failure.NO_CONNECTION),
              Map.entry("08004", Failure.NO_CONNECTION),
              Map.entry("22", Failure.REJECTED),
              Map.entry("23", Failure.REJECTED),
              Map.entry("23505", Failure.DUPLICATE),
              Map.entry("25006", Failure.READ_ONLY),
              Map.entry("28", Failure.NO_CONNECTION),
              Map.entry("40", Failure.CONFLICT),
              Map.entry("42S02", Failure.MISSING_TABLE),
              Map.entry("42501", Failure.NO_RIGHTS)),
          Map.of(),
          Map.of(),
          error -> Optional.empty(),
          Map.of(),
          null);

  public Failures {
    states = Map.copyOf(states);
    messages = Map.copyOf(messages);
    codes = Map.copyOf(codes);
    rights = Map.copyOf(rights);
  }

  /** The same with additional states of the database. */
  public Failures with(Map<String, Failure> own) {
    Map<String, Failure> all = new HashMap<>(states);
    all.putAll(own);
    return new Failures(all, messages, codes, driver, rights, statement);
  }

  /** The same with meanings of messages without state. */
  public Failures withMessages(Map<String, Failure> own) {
    return new Failures(states, own, codes, driver, rights, statement);
  }

  /** The same with meanings of codes whose states are ambiguous. */
  public Failures withCodes(Map<Integer, Failure> own) {
    return new Failures(states, messages, own, driver, rights, statement);
  }

  /** The same with meanings that only the classes of the driver show. */
  public Failures withDriver(Function<SQLException, Optional<Failure>> own) {
    return new Failures(states, messages, codes, own, rights, statement);
  }

  /** The same with privileges that messages imply. */
  public Failures withRights(Map<String, String> own) {
    return new Failures(states, messages, codes, driver, own, statement);
  }

  /** The same for a driver that appends the statement to a message. */
  public Failures withStatementAfter(String words) {
    return new Failures(states, messages, codes, driver, rights, words);
  }

  /**
   * The database's error that a failure comes from, or null if it comes from elsewhere. The error
   * of a batch quotes the whole statement; its next error, or its cause, gives the reason.
   */
  public static @Nullable SQLException cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BatchUpdateException batch) {
        if (batch.getNextException() != null) {
          return batch.getNextException();
        }
        return batch.getCause() instanceof SQLException inner ? inner : batch;
      }
      if (each instanceof SQLException error) {
        return error;
      }
    }
    return null;
  }

  /** The meaning of an error. */
  public Failure of(SQLException error) {
    Optional<Failure> shown = driver.apply(error);
    if (shown.isPresent()) {
      return shown.get();
    }
    Failure own = codes.get(error.getErrorCode());
    if (own != null) {
      return own;
    }
    String state = error.getSQLState();
    if (state == null && error instanceof SQLTransientConnectionException) {
      return Failure.EXHAUSTED_POOL;
    }
    if (state == null) {
      return ofMessage(String.valueOf(error.getMessage()));
    }
    for (int length = state.length(); length > 0; length--) {
      Failure failure = states.get(state.substring(0, length));
      if (failure != null) {
        return failure;
      }
    }
    return Failure.OTHER;
  }

  /**
   * The first line of the database's message, without the statement, and without a period at its
   * end, which a remedy can follow.
   */
  public String reason(SQLException error) {
    String line = line(error);
    int end = statement == null ? -1 : line.indexOf(statement);
    return end < 0 ? line : line.substring(0, end);
  }

  /**
   * The first line of a message, without a period at its end, with the name of a host that is not
   * known, of which only the cause has the name.
   */
  public static String line(Throwable error) {
    String line =
        String.valueOf(error.getMessage())
            .lines()
            .findFirst()
            .orElse("no reason given")
            .strip()
            .replaceFirst("(?<![.])[.]$", "");
    for (Throwable each = error.getCause(); each != null; each = each.getCause()) {
      if (each instanceof UnknownHostException) {
        return line + ": unknown host " + String.valueOf(each.getMessage()).replaceFirst(":.*", "");
      }
    }
    return line;
  }

  /** The privilege that an error of {@link Failure#NO_RIGHTS} requires, if its message shows it. */
  public Optional<String> right(String reason) {
    return rights.entrySet().stream()
        .filter(known -> reason.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private Failure ofMessage(String message) {
    return messages.entrySet().stream()
        .filter(known -> message.startsWith(known.getKey()))
        .max(Comparator.comparingInt(known -> known.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(Failure.OTHER);
  }
}
