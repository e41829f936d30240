package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.Problem;
import java.util.List;

/**
 * How the tables that there are differ from those that the specs ask for.
 *
 * @param changes in the order in which they are to be made
 * @param problems what blocks a migration: look-alikes, unused declarations, ids that the database
 *     makes
 * @param orphans tables whose features left the specs and whose dropping nobody allowed
 * @param offers what would make adopted tables stricter, which is no difference
 */
public record SchemaDiff(
    List<Change> changes, List<Problem> problems, List<TableState> orphans, List<Change> offers) {

  public SchemaDiff {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
    orphans = List.copyOf(orphans);
    offers = List.copyOf(offers);
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return changes.isEmpty() && problems.isEmpty();
  }
}
