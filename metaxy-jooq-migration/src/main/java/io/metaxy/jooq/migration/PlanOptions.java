package io.metaxy.jooq.migration;

import java.util.Set;

/**
 * What a plan may do.
 *
 * @param allow codes of safety rules above {@code ONLINE}, each for all tables ({@code
 *     set-not-null}), for one ({@code set-not-null:video/crop}) or for one column ({@code
 *     drop-column:video/crop.path})
 * @param allowedDrops the keys of features that left the specs and whose tables are to be dropped
 * @param harden whether offers are taken up
 * @param requireFromNow whether PostgreSQL is to refuse new rows without a value in a column that
 *     the spec wants one in
 */
public record PlanOptions(
    Set<String> allow, Set<String> allowedDrops, boolean harden, boolean requireFromNow) {

  /** Nothing but what is safe. */
  public static final PlanOptions NONE = new PlanOptions(Set.of(), Set.of(), false, false);

  public PlanOptions {
    allow = Set.copyOf(allow);
    allowedDrops = Set.copyOf(allowedDrops);
  }
}
