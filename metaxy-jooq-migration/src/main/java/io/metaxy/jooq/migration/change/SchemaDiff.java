package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the existing tables differ from those of the specs.
 *
 * @param changes the changes, in the order in which they are made
 * @param problems what blocks a migration: look-alikes, unused declarations, generated ids
 * @param orphans tables whose features were removed from the specs and that may not be dropped
 * @param offers changes that would make adopted tables stricter; they do not count as differences
 */
public record SchemaDiff(
    List<Change> changes, List<Problem> problems, List<TableState> orphans, List<Change> offers) {

  public SchemaDiff {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
    orphans = List.copyOf(orphans);
    offers = List.copyOf(offers);
  }

  /** The same, with other tables in place of those that it creates. */
  public SchemaDiff creating(UnaryOperator<TableState> tables) {
    return new SchemaDiff(
        changes.stream()
            .map(
                change ->
                    change instanceof CreateTable create
                        ? new CreateTable(tables.apply(create.table()))
                        : change)
            .toList(),
        problems,
        orphans,
        offers);
  }

  /** The offers on existing columns: rows have no value yet in a column that is being added. */
  public List<Change> offersOfOldColumns() {
    return offers.stream().filter(offer -> !isOfNewColumn(offer)).toList();
  }

  private boolean isOfNewColumn(Change offer) {
    return offer instanceof ChangeNullability nullability
        && adds(offer.table().feature(), nullability.to().name());
  }

  /** Whether the changes add a column. */
  public boolean adds(String feature, String column) {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof AddColumn add
                    && add.table().feature().equals(feature)
                    && add.column().name().equals(column));
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return changes.isEmpty() && problems.isEmpty();
  }
}
