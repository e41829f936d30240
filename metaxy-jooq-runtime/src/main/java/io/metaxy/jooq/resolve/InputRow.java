package io.metaxy.jooq.resolve;

import org.jspecify.annotations.Nullable;

/** An upstream row that a sample depends on. */
@FunctionalInterface
public interface InputRow {

  /** The value of a column by the upstream's own name; null if the spec does not select it. */
  @Nullable Object get(String column);
}
