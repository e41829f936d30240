package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Problem;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.impl.ParserException;

/** What is wrong with a script that jOOQ cannot parse. */
final class ScriptProblem {

  /** The text up to the expression of a generated column, where the open-source parser stops. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(?is).*\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?([^\\s(]+)\\s*\\((?:.*,)?"
              + "\\s*([^\\s,(]+)\\s+[^,]*?(?:\\bgenerated\\s+always\\s+as|\\bcomputed\\s+by|\\bas)\\s*");

  private ScriptProblem() {}

  static Problem of(ParserException e, FeatureModel model, Properties properties) {
    String sql = e.sql() == null ? "" : e.sql();
    Matcher matcher = GENERATED.matcher(sql.substring(0, Math.min(sql.length(), e.position())));
    if (matcher.matches()) {
      String table = name(matcher.group(1));
      String column = name(matcher.group(2));
      for (FeaturePlan feature : model.features()) {
        if (same(feature.tableName(), table)
            && feature.idColumns().stream().anyMatch(id -> same(id, column))) {
          return ServerGeneratedIds.problem(feature, column, table, "is a generated column");
        }
      }
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new Problem(
        "unreadable-script",
        properties.getProperty("scripts", "sql"),
        "",
        "Cannot parse the script: "
            + message
            + "; put what the tables do not need between the comments [jooq ignore start] and [jooq"
            + " ignore stop]");
  }

  private static String name(String sql) {
    return sql.substring(sql.lastIndexOf('.') + 1).replaceAll("[\"`\\[\\]]", "");
  }

  private static boolean same(String left, String right) {
    return left.toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT));
  }
}
