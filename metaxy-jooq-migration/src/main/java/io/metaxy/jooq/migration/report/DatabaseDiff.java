package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.change.SchemaDiff;
import io.metaxy.jooq.migration.plan.MigrationPlan;
import io.metaxy.jooq.migration.script.Target;
import io.metaxy.jooq.migration.script.TargetState;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the scripts of one database differ from the specs, and the scripts that would remove the
 * difference.
 *
 * @param database the database
 * @param system whether it covers the system tables, not those of features
 * @param folder the folder of its scripts
 * @param diff the differences
 * @param plan the scripts
 * @param notes further notes for the reader
 */
public record DatabaseDiff(
    MigrationDatabase database,
    boolean system,
    Path folder,
    SchemaDiff diff,
    MigrationPlan plan,
    List<String> notes) {

  public DatabaseDiff {
    notes = List.copyOf(notes);
  }

  /** The difference of a target. */
  public static DatabaseDiff of(TargetState state) {
    Target target = state.target();
    return new DatabaseDiff(
        target.database(),
        target.system(),
        target.folder(),
        state.diff(),
        state.plan(),
        state.notes());
  }

  /** Clean, pending or unsafe. */
  public Status status() {
    return !blocking().isEmpty()
        ? Status.UNSAFE
        : diff.changes().isEmpty() && plan.scripts().isEmpty() ? Status.CLEAN : Status.PENDING;
  }

  /** The problems that block the scripts; empty when nothing does. */
  public List<Problem> blocking() {
    List<Problem> all = new ArrayList<>(diff.problems());
    all.addAll(plan.refused());
    return all;
  }

  public String title() {
    return new Target(database, system, folder).title();
  }
}
