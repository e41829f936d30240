package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.PlanOptions;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.database.Dependents;
import io.metaxy.jooq.migration.database.Stage;
import io.metaxy.jooq.migration.database.StagedStatement;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The statements of one table by stage, each rendered for the table at that point, and each under a
 * rule.
 */
final class TablePlan {

  private final DatabaseSupport support;
  private final Ddl ddl;
  private final Staging staging;
  private final Safety safety;
  private final RebuiltIndexes indexes;
  private final Map<Stage, List<PlannedStatement>> stages = new EnumMap<>(Stage.class);
  private final List<Problem> refused = new ArrayList<>();
  private final List<RecordedChange> recorded = new ArrayList<>();
  private final TableState live;
  private final Dependents dependents;
  private final Map<String, String> liveNames = new HashMap<>();
  private boolean guarded;

  /**
   * Plans the changes.
   *
   * @param before the table before the changes; the created one when it is new
   * @param dependents what others have built on the tables of the database
   */
  TablePlan(
      DatabaseSupport support,
      PlanOptions options,
      List<Change> changes,
      TableState before,
      Dependents dependents) {
    this.support = support;
    this.ddl = support.ddl();
    this.staging = new Staging(support, before, changes);
    this.safety = new Safety(support, options, changes);
    this.indexes = new RebuiltIndexes(support, safety, changes);
    this.live = before;
    this.dependents = dependents;
    plan(before);
  }

  /** The changes that are not allowed, or not possible. */
  List<Problem> refused() {
    return List.copyOf(refused);
  }

  /** The allowed changes without a statement. */
  List<RecordedChange> recorded() {
    return List.copyOf(recorded);
  }

  /** The scripts, in order. */
  List<PlannedScript> scripts() {
    return new StageScripts(staging.changes(), live, stages, support.onlineNote()).scripts();
  }

  private void plan(TableState before) {
    indexes.before(before).forEach(statement -> add(Stage.FREE, statement));
    List<Problem> known = support.limits(before);
    TableState state = before;
    for (Change change : staging.changes()) {
      change(change, indexes.without(state));
      state = Objects.requireNonNullElse(AppliedState.of(state, change), state);
      support.limits(state).stream()
          .filter(problem -> !known.contains(problem) && !refused.contains(problem))
          .forEach(refused::add);
    }
    indexes.after(state).forEach(statement -> add(Stage.ALTER, statement));
  }

  private void change(Change change, TableState before) {
    SafetyRule rule = safety.rule(change);
    List<Problem> unsupported = UnsupportedTypes.of(change, support);
    if (!unsupported.isEmpty()) {
      refused.addAll(unsupported);
      return;
    }
    if (rule.risk() == Risk.FORBIDDEN) {
      refused.add(safety.refusal(change, rule));
      return;
    }
    List<String> statements = indexes.makes(change) ? List.of() : ddl.statements(change, before);
    boolean copies = ddl.copies(change, before);
    rule = safety.rule(change, copies);
    List<String> others = statements.isEmpty() ? List.of() : others(change, copies);
    if (!others.isEmpty()) {
      rule = Safety.prevented(rule);
      if (!safety.allows(change, SafetyRule.USED_BY_OTHERS)) {
        refused.add(Safety.refusal(change, others));
      }
    }
    if (!guarded && !statements.isEmpty()) {
      List<String> guards = ddl.guards(change, before);
      for (String guard : guards) {
        add(staging.stage(change), new PlannedStatement(guard, change, rule));
      }
      guarded = !guards.isEmpty();
    }
    boolean ofKey = Safety.isOfPrimaryKey(rule) && !(change instanceof AddPrimaryKey);
    if (!ofKey && rule != SafetyRule.USED_BY_OTHERS && !safety.allows(change, rule)) {
      refused.add(safety.refusal(change, rule));
    } else if (change instanceof ChangeValues values) {
      recorded.add(new RecordedChange(values, rule));
    }
    for (StagedStatement staged : support.staged(change, staging.stage(change), statements)) {
      add(staged.stage(), new PlannedStatement(staged.sql(), change, rule));
    }
  }

  /** What prevents a change: columns have their old names in the database. */
  private List<String> others(Change change, boolean copies) {
    String column =
        change instanceof Change.RenameColumn rename ? rename.from() : Staging.column(change);
    String name = column == null ? null : liveNames.getOrDefault(column, column);
    if (change instanceof Change.RenameColumn rename && name != null) {
      liveNames.put(rename.column().name(), name);
    }
    return dependents.prevent(change, live, name, copies);
  }

  private void add(Stage stage, PlannedStatement statement) {
    stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(statement);
  }
}
