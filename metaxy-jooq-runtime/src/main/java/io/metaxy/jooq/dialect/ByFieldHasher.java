package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.TextHasher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes the values of {@link AppendColumn.Hashed} columns in the JVM; not thread-safe. */
public final class ByFieldHasher {

  private final List<String> structKeys;
  private final AppendColumn.PerRow byField;
  private final TextHasher hasher;

  public ByFieldHasher(Append append, AppendColumn.Hashed column) {
    this.structKeys = append.structKeys();
    this.byField = column.byField();
    this.hasher = column.algorithm().hasher(column.length());
  }

  /** The hash of a row, as ASCII bytes. */
  public byte[] hash(@Nullable Object[] row) {
    Map<?, ?> values = (Map<?, ?>) Objects.requireNonNull(row[byField.index()]);
    boolean first = true;
    for (String key : structKeys) {
      if (!first) {
        hasher.add('|');
      }
      hasher.add((String) Objects.requireNonNull(values.get(key)));
      first = false;
    }
    return hasher.finishBytes();
  }
}
