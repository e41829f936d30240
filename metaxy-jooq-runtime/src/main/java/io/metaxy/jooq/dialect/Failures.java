package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What errors mean, by their SQL state.
 *
 * @param states the meaning of a state, or of the class that it begins with; the longest counts
 */
public record Failures(Map<String, Failure> states) {

  /** What the SQL standard says: 08 is a connection that is lost, 23505 a duplicate. */
  public static final Failures STANDARD =
      new Failures(
          Map.of(
              "08", Failure.LOST_CONNECTION,
              "23505", Failure.DUPLICATE,
              "25006", Failure.READ_ONLY,
              "42S02", Failure.MISSING_TABLE,
              "42501", Failure.NO_RIGHTS));

  public Failures {
    states = Map.copyOf(states);
  }

  /** The standard's meanings with others of the database's own. */
  public Failures with(Map<String, Failure> own) {
    Map<String, Failure> all = new HashMap<>(states);
    all.putAll(own);
    return new Failures(all);
  }

  /** What an error means. */
  public Failure of(SQLException error) {
    String state = error.getSQLState();
    for (int length = state == null ? 0 : state.length(); length > 0; length--) {
      Failure failure = states.get(state.substring(0, length));
      if (failure != null) {
        return failure;
      }
    }
    return Failure.OTHER;
  }
}
