package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Scalar;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
    VARIABLE.matcher(text).results().forEach(found -> variables.add(found.group(1)));
    Set<String> undefined = new TreeSet<>();
    String expanded =
        expanded(
            text,
            name -> {
              undefined.add(name);
              return "";
            });
    String shown = expanded(text, name -> "${" + name + "}");
    return new Scalar(expanded, scalar.source(), variables, undefined, shown);
  }

  /** A text with the values of its variables, and with another text for each undefined one. */
  private String expanded(String text, UnaryOperator<String> ofUndefined) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String value = environment.getOrDefault(name, found.group(2));
              return Matcher.quoteReplacement(value == null ? ofUndefined.apply(name) : value);
            });
  }
}
