package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.Risk;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.RecordedChange;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.migration.script.ScriptText;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Differences as text:
 *
 * <pre>{@code
 * h2: 1 script to write
 *   metaxy_alter_clip
 *     clip: add column seconds to clip [SAFE add-column]
 *       alter table "clip" add column "seconds" double precision
 * }</pre>
 */
public final class DiffText {

  private final StringBuilder text = new StringBuilder();
  private final Map<Problem, String> problems = new HashMap<>();
  private final Set<SafetyRule> explained = new HashSet<>();

  private DiffText() {}

  static String of(List<DatabaseDiff> databases) {
    DiffText diff = new DiffText();
    databases.forEach(diff::add);
    return diff.text.toString();
  }

  private void add(DatabaseDiff database) {
    line(0, database.title() + ": " + summary(database));
    for (Problem problem : database.blocking()) {
      line(1, problem(problem, database.title()));
    }
    database.plan().scripts().forEach(this::add);
    database.plan().recorded().forEach(this::add);
    for (TableState orphan : database.diff().orphans()) {
      line(
          1,
          "Table "
              + Names.plain(orphan.name())
              + " is orphaned: its feature "
              + orphan.feature()
              + " was removed from the specs; run generate with -Dmetaxy.drop="
              + orphan.feature()
              + " to drop it");
    }
    List<Change> offers = new ArrayList<>(database.diff().offersOfOldColumns());
    database.plan().scripts().stream()
        .flatMap(script -> script.statements().stream())
        .map(PlannedStatement::change)
        .forEach(offers::remove);
    if (!offers.isEmpty()) {
      line(
          1,
          (offers.size() == 1 ? "1 change" : offers.size() + " changes")
              + " would make the tables as strict as new ones; preview with -Dmetaxy.harden=true");
    }
    database.notes().forEach(note -> line(1, note));
  }

  private static String summary(DatabaseDiff database) {
    int scripts = database.plan().scripts().size();
    return switch (database.status()) {
      case CLEAN -> "nothing to do";
      case UNSAFE -> "blocked";
      default ->
          scripts == 0
              ? "snapshots to write"
              : scripts == 1 ? "1 script to write" : scripts + " scripts to write";
    };
  }

  private void add(PlannedScript script) {
    line(1, ScriptText.description(script) + (script.transactional() ? "" : " (no transaction)"));
    String last = "";
    for (PlannedStatement statement : script.statements()) {
      String head = change(statement.change()) + " [" + statement.rule().label() + "]";
      if (!head.equals(last)) {
        line(2, head);
      }
      last = head;
      statement.sql().lines().forEach(sql -> line(3, sql));
    }
    Set<SafetyRule> risky = new LinkedHashSet<>();
    script.statements().forEach(s -> risky.add(s.rule()));
    risky.removeIf(rule -> rule.risk() == Risk.SAFE || !explained.add(rule));
    risky.forEach(rule -> line(2, rule.code() + ": " + rule.why()));
  }

  private void add(RecordedChange recorded) {
    line(1, change(recorded.change()) + " [" + recorded.rule().label() + "]");
    if (recorded.rule().risk() != Risk.SAFE) {
      line(2, recorded.rule().code() + ": " + recorded.rule().why());
    }
  }

  /** Each sentence is shown once. */
  private String problem(Problem problem, String title) {
    String first = problems.putIfAbsent(problem, title);
    return first == null
        ? problem.toString()
        : new Problem(
                problem.code(), problem.feature(), problem.place(), "the same as for " + first)
            .toString();
  }

  private static String change(Change change) {
    return change.table().feature() + ": " + ChangeText.of(change);
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
