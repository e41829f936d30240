package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What errors mean: by their SQL state, or by their message where the database tells no state.
 *
 * @param states the meaning of a state, or of the class that it begins with; the longest counts
 * @param messages the meaning of what a message begins with, when it has no state
 * @param codes the meaning of a code of the database's own, which comes before that of the state
 */
public record Failures(
    Map<String, Failure> states, Map<String, Failure> messages, Map<Integer, Failure> codes) {

  /** What the SQL standard says: 08 is a connection that is lost, 23505 a duplicate. */
  public static final Failures STANDARD =
      new Failures(
          Map.of(
              "08", Failure.LOST_CONNECTION,
              "23505", Failure.DUPLICATE,
              "25006", Failure.READ_ONLY,
              "42S02", Failure.MISSING_TABLE,
              "42501", Failure.NO_RIGHTS),
          Map.of(),
          Map.of());

  public Failures {
    states = Map.copyOf(states);
    messages = Map.copyOf(messages);
    codes = Map.copyOf(codes);
  }

  /** The standard's meanings with others of the database's own. */
  public Failures with(Map<String, Failure> own) {
    Map<String, Failure> all = new HashMap<>(states);
    all.putAll(own);
    return new Failures(all, messages, codes);
  }

  /** The same with the meanings of messages that have no state. */
  public Failures withMessages(Map<String, Failure> own) {
    return new Failures(states, own, codes);
  }

  /** The same with the meanings of codes whose states say too little. */
  public Failures withCodes(Map<Integer, Failure> own) {
    return new Failures(states, messages, own);
  }

  /** What an error means. */
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

  private Failure ofMessage(String message) {
    return messages.entrySet().stream()
        .filter(known -> message.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Failure.OTHER);
  }
}
