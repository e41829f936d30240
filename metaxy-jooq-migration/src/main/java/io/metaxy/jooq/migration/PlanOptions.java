package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.diff.Differ;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan may do.
 *
 * @param allow codes of {@link SafetyRule}s that are above {@link Risk#ONLINE}, each for all tables
 *     ({@code set-not-null}), for one ({@code set-not-null:video/crop}) or for one column ({@code
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

  /** What {@link Differ} asks: the features, and the columns whose drop is allowed by name. */
  public Set<String> drops() {
    Set<String> drops = new TreeSet<>(allowedDrops);
    String code = SafetyRule.DROP_COLUMN.code() + ":";
    allow.stream()
        .filter(a -> a.startsWith(code))
        .forEach(a -> drops.add(a.substring(code.length())));
    return drops;
  }
}
