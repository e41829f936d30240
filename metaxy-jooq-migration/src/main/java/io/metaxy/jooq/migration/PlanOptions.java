package io.metaxy.jooq.migration;

import java.util.Objects;
import java.util.Set;

/**
 * What a plan is allowed to do.
 *
 * @param allow codes of safety rules above {@code ONLINE}, each for all tables ({@code
 *     set-not-null}), for one ({@code set-not-null:video/crop}) or for one column ({@code
 *     drop-column:video/crop.path})
 * @param allowedDrops the keys of features that were removed from the specs and whose tables may be
 *     dropped
 * @param harden whether offered changes are made
 * @param requireFromNow whether PostgreSQL rejects new rows without a value in a column that the
 *     spec requires
 * @param tablePrefix the prefix of the tables in queries for the reader
 */
public record PlanOptions(
    Set<String> allow,
    Set<String> allowedDrops,
    boolean harden,
    boolean requireFromNow,
    String tablePrefix) {

  /** Only what is safe. */
  public static final PlanOptions NONE = new PlanOptions(Set.of(), Set.of(), false, false);

  public PlanOptions {
    allow = Set.copyOf(allow);
    allowedDrops = Set.copyOf(allowedDrops);
    Objects.requireNonNull(tablePrefix, "tablePrefix");
  }

  /** What a plan for tables without a prefix is allowed to do. */
  public PlanOptions(
      Set<String> allow, Set<String> allowedDrops, boolean harden, boolean requireFromNow) {
    this(allow, allowedDrops, harden, requireFromNow, "");
  }

  /** The same for tables with this prefix. */
  public PlanOptions prefixed(String prefix) {
    return new PlanOptions(allow, allowedDrops, harden, requireFromNow, prefix);
  }
}
