package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.ChangeVisitor;
import io.metaxy.jooq.migration.database.Stage;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups the stages of one table into scripts. */
final class StageScripts {

  private static final ChangeVisitor<String> VERBS = new ScriptVerbs();

  private final boolean commitsFree;
  private final Map<Stage, List<PlannedStatement>> stages;
  private final String onlineNote;
  private final List<PlannedScript> scripts = new ArrayList<>();

  /**
   * Takes the stages of one table.
   *
   * @param before the table before the changes
   * @param stages the statements of each stage that has any, in the order of the stages
   * @param onlineNote what the reader of a script outside a transaction must know
   */
  StageScripts(
      List<Change> changes,
      TableState before,
      Map<Stage, List<PlannedStatement>> stages,
      String onlineNote) {
    this.commitsFree =
        changes.stream().anyMatch(DropColumn.class::isInstance)
            || changesIndexedType(changes, before);
    this.stages = stages;
    this.onlineNote = onlineNote;
  }

  /** Whether an indexed column gets another type. */
  private static boolean changesIndexedType(List<Change> changes, TableState before) {
    TableState renamed = before;
    for (Change change : changes) {
      if (change instanceof RenameColumn) {
        renamed = Objects.requireNonNull(AppliedState.of(renamed, change));
      }
    }
    Set<String> indexed =
        renamed.indexes().stream().flatMap(i -> i.columns().stream()).collect(Collectors.toSet());
    return changes.stream()
        .anyMatch(change -> change instanceof ChangeType c && indexed.contains(c.from().name()));
  }

  List<PlannedScript> scripts() {
    List<PlannedStatement> open = new ArrayList<>();
    Stage last = null;
    for (Map.Entry<Stage, List<PlannedStatement>> stage : stages.entrySet()) {
      if (!isOneScript(last, stage.getKey())) {
        close(last, open);
        open = new ArrayList<>();
      }
      last = stage.getKey();
      open.addAll(stage.getValue());
    }
    close(last, open);
    return List.copyOf(scripts);
  }

  /** Separate scripts are for system columns, and for what one transaction cannot do. */
  private boolean isOneScript(@Nullable Stage first, Stage second) {
    if (first == null) {
      return true;
    }
    if (first == Stage.FREE) {
      return second != Stage.UPGRADE && !commitsFree;
    }
    return first == Stage.RENAME && second == Stage.ALTER;
  }

  private void close(@Nullable Stage stage, List<PlannedStatement> statements) {
    if (stage == null) {
      return;
    }
    if (stage.isOnline()) {
      statements.forEach(statement -> add(stage, false, List.of(statement)));
    } else {
      add(stage, true, statements);
    }
  }

  private void add(Stage stage, boolean transactional, List<PlannedStatement> statements) {
    String table = statements.get(0).change().table().name();
    String note = transactional ? "" : onlineNote;
    scripts.add(new PlannedScript(verb(stage, statements), table, transactional, note, statements));
  }

  private static String verb(Stage stage, List<PlannedStatement> statements) {
    Set<String> verbs = new HashSet<>();
    statements.forEach(statement -> verbs.add(statement.change().accept(VERBS)));
    String verb = verbs.size() == 1 ? verbs.iterator().next() : ScriptVerbs.ALTER;
    if (verb.equals(ScriptVerbs.CREATE) || verb.equals(ScriptVerbs.DROP)) {
      return verb;
    }
    return switch (stage) {
      case UPGRADE -> "upgrade";
      case VALIDATE -> "validate";
      default -> statements.stream().allMatch(s -> Safety.isOfPrimaryKey(s.rule())) ? "key" : verb;
    };
  }
}
