package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.plan.PlannedScript;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A planned script as Flyway runs it:
 *
 * <pre>{@code
 * -- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
 * -- clip: add column seconds to clip
 * -- SAFE add-column: Rows of older feature versions never get a value, …
 *
 * alter table "clip" add column "seconds" double precision;
 * }</pre>
 */
public final class ScriptText {

  /** The start of the first line of all our scripts; earlier versions end it differently. */
  private static final String WRITTEN = "-- Written by metaxy-jooq from the feature specs";

  /** The same with other blanks or in another case, as a formatter may leave it. */
  private static final Pattern START =
      Pattern.compile(WRITTEN.replace(" ", "\\s*"), Pattern.CASE_INSENSITIVE);

  private static final String HEAD = WRITTEN + ". Do not edit it once a database has run it.";

  /** In a name, it would end the comment, and the rest of the name would run as SQL. */
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private ScriptText() {}

  /** Whether a script with this line was written by this version or an earlier one. */
  static boolean isHead(String line) {
    return START.matcher(line).lookingAt();
  }

  /** The script's description: its file name without prefix, version and suffix. */
  public static String description(PlannedScript script) {
    return description(script.verb(), script.table());
  }

  public static String description(String verb, String table) {
    return "metaxy_" + verb + "_" + Names.file(table);
  }

  public static String of(PlannedScript script, FlywaySettings settings) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    Set<String> changes = new LinkedHashSet<>();
    Set<SafetyRule> rules = new LinkedHashSet<>();
    for (PlannedStatement statement : script.statements()) {
      Change change = statement.change();
      String line = change.table().feature() + ": " + ChangeText.of(change);
      changes.add("-- " + LINE_END.matcher(line).replaceAll(" ") + "\n");
      rules.add(statement.rule());
    }
    changes.forEach(text::append);
    rules.forEach(rule -> text.append("-- " + rule.label() + ": " + rule.why().strip() + "\n"));
    if (!script.note().isEmpty()) {
      text.append("-- ").append(script.note()).append('\n');
    }
    for (PlannedStatement statement : script.statements()) {
      text.append('\n').append(placeheld(statement.sql(), settings)).append(";\n");
    }
    return text.toString();
  }

  private static String placeheld(String sql, FlywaySettings settings) {
    String name = TableState.PREFIX.substring(2, TableState.PREFIX.length() - 1);
    return sql.replace(
        TableState.PREFIX, settings.placeholderPrefix() + name + settings.placeholderSuffix());
  }

  /** The content of the script's {@code .conf}; empty when Flyway's defaults suit it. */
  public static String configuration(PlannedScript script) {
    return script.transactional() ? "" : "executeInTransaction=false\n";
  }
}
