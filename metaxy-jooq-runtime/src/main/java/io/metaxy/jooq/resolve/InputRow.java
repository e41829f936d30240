package io.metaxy.jooq.resolve;

import org.jspecify.annotations.Nullable;

/** A row of an upstream that a sample is made from. */
@FunctionalInterface
public interface InputRow {

  /** The value of a column by the upstream's name; null for one that the spec does not select. */
  @Nullable Object get(String column);
}
