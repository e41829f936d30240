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
 * What one database lacks, and the scripts that would mend it.
 *
 * @param database the database
 * @param system whether it is about the system's tables, not those of features
 * @param folder where its scripts are
 * @param diff the differences
 * @param plan the scripts
 * @param notes what else the reader should know
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

  /** What the state of a target says. */
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

  /** Why no script can be written. */
  public List<Problem> blocking() {
    List<Problem> all = new ArrayList<>(diff.problems());
    all.addAll(plan.refused());
    return all;
  }

  public String title() {
    return new Target(database, system, folder).title();
  }
}
