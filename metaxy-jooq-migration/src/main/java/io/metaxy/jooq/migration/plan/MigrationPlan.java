package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.spec.Problem;
import java.util.List;

/**
 * The scripts for one database.
 *
 * @param scripts in the order in which they run
 * @param refused what is not written because nobody allowed it, or nobody can; with any of these no
 *     script is to be written
 */
public record MigrationPlan(List<PlannedScript> scripts, List<Problem> refused) {

  public MigrationPlan {
    scripts = List.copyOf(scripts);
    refused = List.copyOf(refused);
  }
}
