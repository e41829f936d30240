package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.script.Json;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the scripts match the specs.
 *
 * @param status the result
 * @param databases the databases; empty when broken
 * @param broken why nothing could be compared; null otherwise
 */
public record CheckReport(Status status, List<DatabaseDiff> databases, @Nullable String broken)
    implements Report {

  public CheckReport {
    databases = List.copyOf(databases);
  }

  /** The report as text: the status, then its reasons. */
  @Override
  public String text() {
    return status.word() + ": " + sentence() + "\n" + DiffText.of(databases);
  }

  /** The status and one sentence. */
  public String summary() {
    return status.word() + ": " + sentence();
  }

  private String sentence() {
    return switch (status) {
      case CLEAN -> "The scripts match the specs";
      case PENDING ->
          "The scripts do not cover all changes to the specs; run generate and"
              + " commit its files";
      case UNSAFE -> decision();
      case BROKEN -> String.valueOf(broken);
    };
  }

  private String decision() {
    List<Problem> all = databases.stream().flatMap(d -> d.blocking().stream()).distinct().toList();
    String more = all.size() == 1 ? "" : ", the first of " + all.size();
    return "The next script needs a decision" + more + ": " + all.get(0);
  }

  /** The report as JSON. */
  @Override
  public String json() {
    Map<String, Object> object = DiffJson.of(status, databases);
    if (broken != null) {
      object.put("reason", broken);
    }
    return Json.write(object);
  }
}
