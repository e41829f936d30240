package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.spec.Problem;
import java.util.List;

/**
 * The scripts for one database.
 *
 * @param scripts the scripts, in the order in which they run
 * @param refused the changes that are not allowed, or not possible; with any of these, no script
 *     may be written
 * @param recorded the allowed changes without a statement, which the snapshots record
 */
public record MigrationPlan(
    List<PlannedScript> scripts, List<Problem> refused, List<RecordedChange> recorded) {

  public MigrationPlan {
    scripts = List.copyOf(scripts);
    refused = List.copyOf(refused);
    recorded = List.copyOf(recorded);
  }
}
