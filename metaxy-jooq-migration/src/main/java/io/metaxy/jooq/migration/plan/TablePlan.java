package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.Ddls;
import io.metaxy.jooq.migration.database.TableLimits;
import io.metaxy.jooq.migration.database.postgresql.PostgresSteps;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The statements of one table by stage. Each is made for the table as it is then, and stands under
 * a rule.
 */
final class TablePlan {

  private final MigrationDatabase db;
  private final Ddl ddl;
  private final Staging staging;
  private final Safety safety;
  private final DuckDbIndexes indexes;
  private final Map<Stage, List<PlannedStatement>> stages = new EnumMap<>(Stage.class);
  private final List<Problem> refused = new ArrayList<>();
  private boolean guarded;

  /**
   * Plans.
   *
   * @param before the table before the changes; as it is to be when it is created
   */
  TablePlan(MigrationDatabase db, PlanOptions options, List<Change> changes, TableState before) {
    this.db = db;
    this.ddl = Ddls.of(db);
    this.staging = new Staging(db, before, changes);
    this.safety = new Safety(db, options, changes);
    this.indexes = new DuckDbIndexes(db, ddl, changes);
    plan(before);
  }

  /** What is not written because nobody allowed it, or nobody can. */
  List<Problem> refused() {
    return List.copyOf(refused);
  }

  /** The scripts, in order. */
  List<PlannedScript> scripts() {
    return new StageScripts(staging.changes(), stages).scripts();
  }

  private void plan(TableState before) {
    indexes.before(before).forEach(statement -> add(Stage.FREE, statement));
    List<Problem> known = TableLimits.problems(before, db);
    TableState state = before;
    for (Change change : staging.changes()) {
      change(change, indexes.without(state));
      state = Objects.requireNonNullElse(AppliedState.of(state, change), state);
      TableLimits.problems(state, db).stream()
          .filter(problem -> !known.contains(problem) && !refused.contains(problem))
          .forEach(refused::add);
    }
    indexes.after(state).forEach(statement -> add(Stage.ALTER, statement));
  }

  private void change(Change change, TableState before) {
    SafetyRule rule = safety.rule(change);
    if (rule.risk() == Risk.FORBIDDEN) {
      refused.add(Safety.refusal(change, rule));
      return;
    }
    List<String> statements = indexes.makes(change) ? List.of() : ddl.statements(change, before);
    rule = safety.rule(change, ddl.copies(change, before));
    if (!guarded && !statements.isEmpty()) {
      List<String> guards = ddl.guards(change, before);
      statements(staging.stage(change), change, guards, rule);
      guarded = !guards.isEmpty();
    }
    boolean ofKey = Safety.isOfPrimaryKey(rule) && !(change instanceof AddPrimaryKey);
    if (!ofKey && !safety.allows(change, rule)) {
      refused.add(Safety.refusal(change, rule));
    }
    if (db == MigrationDatabase.POSTGRESQL) {
      postgres(change, statements, rule);
    } else {
      statements(staging.stage(change), change, statements, rule);
    }
  }

  private void postgres(Change change, List<String> statements, SafetyRule rule) {
    PostgresSteps steps = new PostgresSteps(change.table());
    Stage stage = staging.stage(change);
    if (Staging.setsNotNull(change)) {
      String column = ((ChangeNullability) change).to().name();
      statements(Stage.ALTER, change, List.of(steps.check(column)), rule);
      statements(Stage.VALIDATE, change, List.of(steps.validate(column)), rule);
      statements(stage, change, statements, rule);
      statements(stage, change, List.of(steps.dropCheck(column)), rule);
    } else if (change instanceof AddPrimaryKey add) {
      statements(Stage.UNIQUE, change, List.of(steps.uniqueIndex(add.key())), rule);
      statements(stage, change, List.of(steps.primaryKey(add.key())), rule);
    } else {
      statements(stage, change, statements, rule);
    }
  }

  private void statements(Stage stage, Change change, List<String> statements, SafetyRule rule) {
    statements.forEach(sql -> add(stage, new PlannedStatement(sql, change, rule)));
  }

  private void add(Stage stage, PlannedStatement statement) {
    stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(statement);
  }
}
