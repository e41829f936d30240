package io.metaxy.jooq.sql;

import io.metaxy.jooq.spec.FeatureKey;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** The results of a store that are being read, each of which may hold a connection. Thread-safe. */
public final class OpenResults {

  /** The start of jOOQ's message about a data source without connections. */
  private static final String NO_CONNECTION = "Error getting connection from data source";

  private final Map<String, Integer> counts = new TreeMap<>();

  /** A result of a feature is open. */
  public synchronized void add(FeatureKey feature) {
    counts.merge(feature.toString(), 1, Integer::sum);
  }

  /** A result of a feature is closed. */
  public synchronized void remove(FeatureKey feature) {
    counts.computeIfPresent(feature.toString(), (key, count) -> count == 1 ? null : count - 1);
  }

  /**
   * The end of the message of a failure, naming the features whose results are open; empty unless
   * the reason is that no connection is available.
   */
  public synchronized Optional<String> reason(Throwable failure) {
    return counts.isEmpty() || !isNoConnection(failure)
        ? Optional.empty()
        : Optional.of(
            "; open streams hold connections (by feature: "
                + counts
                + "); close each stream or its increment");
  }

  private static boolean isNoConnection(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      boolean ofPool =
          each instanceof DataAccessException
              && String.valueOf(each.getMessage()).startsWith(NO_CONNECTION);
      if (ofPool || each instanceof SQLTransientConnectionException) {
        return true;
      }
    }
    return false;
  }
}
