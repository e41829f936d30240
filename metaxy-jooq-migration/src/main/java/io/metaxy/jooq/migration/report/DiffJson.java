package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.plan.RecordedChange;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.migration.script.ScriptText;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Differences as JSON. */
final class DiffJson {

  private DiffJson() {}

  static Map<String, Object> of(Status status, List<DatabaseDiff> databases) {
    Map<String, Object> object = new TreeMap<>();
    object.put("status", status.word());
    object.put("databases", databases.stream().map(DiffJson::database).toList());
    return object;
  }

  private static Map<String, Object> database(DatabaseDiff database) {
    Map<String, Object> object = new TreeMap<>();
    object.put("database", database.database().folder());
    object.put("system", database.system());
    object.put("status", database.status().word());
    object.put("changes", database.diff().changes().stream().map(DiffJson::change).toList());
    object.put("problems", problems(database.blocking()));
    object.put("scripts", database.plan().scripts().stream().map(DiffJson::script).toList());
    object.put("recorded", database.plan().recorded().stream().map(DiffJson::recorded).toList());
    object.put("orphans", database.diff().orphans().stream().map(TableState::feature).toList());
    object.put("offers", database.diff().offers().stream().map(DiffJson::change).toList());
    object.put("notes", database.notes());
    return object;
  }

  static List<Map<String, String>> problems(List<Problem> problems) {
    return problems.stream()
        .map(
            p ->
                Map.of(
                    "code", p.code(),
                    "feature", p.feature(),
                    "place", p.place(),
                    "sentence", p.sentence()))
        .toList();
  }

  private static Map<String, Object> change(Change change) {
    return Map.of(
        "feature", change.table().feature(),
        "table", change.table().name(),
        "kind", ChangeText.kind(change),
        "text", ChangeText.of(change));
  }

  private static Map<String, Object> script(PlannedScript script) {
    return Map.of(
        "description", ScriptText.description(script),
        "transactional", script.transactional(),
        "statements", script.statements().stream().map(DiffJson::statement).toList());
  }

  private static Map<String, Object> recorded(RecordedChange recorded) {
    return Map.of(
        "change", change(recorded.change()),
        "code", recorded.rule().code(),
        "risk", recorded.rule().risk().name(),
        "why", recorded.rule().why());
  }

  private static Map<String, Object> statement(PlannedStatement statement) {
    return Map.of(
        "sql", statement.sql(),
        "change", change(statement.change()),
        "code", statement.rule().code(),
        "risk", statement.rule().risk().name(),
        "why", statement.rule().why());
  }
}
