package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What errors mean: by their SQL state, or by their message where the database tells no state.
 *
 * @param states the meaning of a state, or of the class that it begins with; the longest counts
 * @param messages the meaning of what a message begins with, when it has no state
 * @param codes the meaning of a code of the database's own, which comes before that of the state
 * @param rights the right to grant, by what the message of an error without it contains
 * @param statement what stands between a message and the statement that the driver appends to it;
 *     null when it appends none
 */
public record Failures(
    Map<String, Failure> states,
    Map<String, Failure> messages,
    Map<Integer, Failure> codes,
    Map<String, String> rights,
    @Nullable String statement) {

  /** What the SQL standard says: 08 is a connection that is lost, 23505 a duplicate. */
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

  /** The standard's meanings with others of the database's own. */
  public Failures with(Map<String, Failure> own) {
    Map<String, Failure> all = new HashMap<>(states);
    all.putAll(own);
    return new Failures(all, messages, codes, rights, statement);
  }

  /** The same with the meanings of messages that have no state. */
  public Failures withMessages(Map<String, Failure> own) {
    return new Failures(states, own, codes, rights, statement);
  }

  /** The same with the meanings of codes whose states say too little. */
  public Failures withCodes(Map<Integer, Failure> own) {
    return new Failures(states, messages, own, rights, statement);
  }

  /** The same with rights that are told by messages. */
  public Failures withRights(Map<String, String> own) {
    return new Failures(states, messages, codes, own, statement);
  }

  /** The same of a driver that appends the statement to a message. */
  public Failures withStatementAfter(String words) {
    return new Failures(states, messages, codes, rights, words);
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

  /** What the database says of an error: the first line, without the statement. */
  public String reason(SQLException error) {
    String line = String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    int end = statement == null ? -1 : line.indexOf(statement);
    return end < 0 ? line : line.substring(0, end);
  }

  /** The right that an error of {@link Failure#NO_RIGHTS} asks for, where its message tells. */
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
