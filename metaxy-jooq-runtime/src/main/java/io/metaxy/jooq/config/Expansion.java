package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Scalar;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${VAR}} and {@code ${VAR:-default}} in the texts of files, at every depth but not
 * in keys. A default counts only if the variable is not set; a variable that is set but empty is an
 * empty text. A variable with neither is an empty text that is remembered as undefined.
 */
record Expansion(Map<String, String> environment) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}:]+)(?::-([^}]*))?}");

  ConfigValue.Table apply(ConfigValue.Table table) {
    return (ConfigValue.Table) ConfigValue.map(table, this::apply);
  }

  private Scalar apply(Scalar scalar) {
    if (!(scalar.plain() instanceof String text)) {
      return scalar;
    }
    Set<String> variables = new TreeSet<>();
    Set<String> undefined = new TreeSet<>();
    String expanded =
        VARIABLE
            .matcher(text)
            .replaceAll(
                found -> {
                  String name = found.group(1);
                  String value = environment.getOrDefault(name, found.group(2));
                  variables.add(name);
                  if (value == null) {
                    undefined.add(name);
                  }
                  return Matcher.quoteReplacement(value == null ? "" : value);
                });
    String shown =
        VARIABLE
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        undefined.contains(found.group(1))
                            ? "${" + found.group(1) + "}"
                            : environment.getOrDefault(
                                found.group(1), found.group(2) == null ? "" : found.group(2))));
    return new Scalar(expanded, scalar.source(), variables, undefined, shown);
  }
}
