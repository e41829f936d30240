package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The meanings of errors: by SQL state, or by message if the database reports no state.
 *
 * @param states the meanings by state or class of states; the longest match applies
 * @param messages the meanings by prefix of the message, if it has no state
 * @param codes the meanings by vendor code, which take precedence over the state
 * @param rights the privilege to grant, by a part of the error message
 * @param statement the text between a message and the statement that the driver appends to it, or
 *     null if it appends none
 */
public record Failures(
    Map<String, Failure> states,
    Map<String, Failure> messages,
    Map<Integer, Failure> codes,
    Map<String, String> rights,
    @Nullable String statement) {

  /** The meanings of the SQL standard: 08 is a lost connection, 23505 a duplicate. */
  public static final Failures STANDARD =
      new Failures(
          Map.of(
              "08", Failure.LOST_CONNECTION,
              "23505", Failure.DUPLICATE,
              "25006", Failure.READ_ONLY,
              "40", Failure.CONFLICT,
              "42S02", Failure.MISSING_TABLE,
              "42501", Failure.NO_RIGHTS),
          Map.of(),
          Map.of(),
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
    return new Failures(all, messages, codes, rights, statement);
  }

  /** The same with meanings of messages without state. */
  public Failures withMessages(Map<String, Failure> own) {
    return new Failures(states, own, codes, rights, statement);
  }

  /** The same with meanings of codes whose states are ambiguous. */
  public Failures withCodes(Map<Integer, Failure> own) {
    return new Failures(states, messages, own, rights, statement);
  }

  /** The same with privileges that messages imply. */
  public Failures withRights(Map<String, String> own) {
    return new Failures(states, messages, codes, own, statement);
  }

  /** The same for a driver that appends the statement to a message. */
  public Failures withStatementAfter(String words) {
    return new Failures(states, messages, codes, rights, words);
  }

  /** The meaning of an error. */
  public Failure of(SQLException error) {
    Failure own = codes.get(error.getErrorCode());
    if (own != null) {
      return own;
    }
    String state = error.getSQLState();
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

  /** The first line of the database's message, without the statement. */
  public String reason(SQLException error) {
    String line = String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    int end = statement == null ? -1 : line.indexOf(statement);
    return end < 0 ? line : line.substring(0, end);
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
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Failure.OTHER);
  }
}
