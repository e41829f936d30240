package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.schema.TableState;
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

  /** Those offers that the rows allow: they have no value in a column that is being added. */
  public List<Change> offersOfOldColumns() {
    return offers.stream().filter(offer -> !isOfNewColumn(offer)).toList();
  }

  private boolean isOfNewColumn(Change offer) {
    return offer instanceof ChangeNullability nullability
        && adds(offer.table().feature(), nullability.to().name());
  }

  /** Whether a column is new. */
  public boolean adds(String feature, String column) {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof AddColumn add
                    && add.table().feature().equals(feature)
                    && add.column().name().equals(column));
  }

  /** Whether nothing is to be done. */
  public boolean isEmpty() {
    return changes.isEmpty() && problems.isEmpty();
  }
}
