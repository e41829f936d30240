package io.metaxy.jooq.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the file {@code .env} of the working directory, as the Python original does. A variable of
 * the environment always takes precedence over one of the file.
 *
 * <pre>
 * # a comment
 * export DB_HOST=localhost      # until a blank and a number sign
 * DB_URL='jdbc:postgresql://${DB_HOST}/${DB_NAME:-metaxy}'
 * TEXT="several\nlines"
 * </pre>
 *
 * <p>{@code ${…}} is replaced in all values, by the environment or by earlier lines.
 */
final class DotEnv {

  static final String NAME = ".env";

  /**
   * A line with a variable; its value is quoted, or ends before a comment. If no closing quotation
   * mark remains, the last escaped one closes the value. Nothing is repeated by recursion, for
   * which a long value has too many characters.
   */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "[^\\S\\n]*(?:export[^\\S\\n]+)?(?<name>'[^'\\n]+'|[^=#\\s]+)[^\\S\\n]*"
              + "(?:=[^\\S\\n]*(?:'(?<single>(?>(?:\\\\'|[^'])*+(?=')|(?s:.*)(?=')))'"
              + "|\"(?<double>(?>(?:\\\\\"|[^\"])*+(?=\")|(?s:.*)(?=\")))\""
              + "|(?<plain>[^\\n]*?)))?[^\\S\\n]*(?:(?<=\\s|=|['\"])#[^\\n]*)?(?:\\n|$)");

  private static final Pattern SKIPPED = Pattern.compile("\\s*(?:#[^\\n]*)?(?:\\n|$)");
  private static final Pattern REST_OF_LINE = Pattern.compile("[^\\n]*(?:\\n|$)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?<name>[^}:]*)(?::-(?<default>[^}]*))?\\}");

  private final Map<String, String> environment;
  private final Map<String, String> values = new LinkedHashMap<>();

  private DotEnv(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The environment, with the variables of the file that it does not have.
   *
   * @param warnings receives a sentence for each line that is not a variable
   */
  static Map<String, String> add(
      Path directory, Map<String, String> environment, List<String> warnings) {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return environment;
    }
    DotEnv read = new DotEnv(environment);
    read.parse(text(file), file, warnings);
    Map<String, String> all = new TreeMap<>(read.values);
    all.putAll(environment);
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n").replace('\r', '\n');
    } catch (IOException e) {
      throw new CommandException(
          "Cannot read " + file + ": it is not readable UTF-8 text; correct or remove it", e);
    }
  }

  private void parse(String text, Path file, List<String> warnings) {
    int position = 0;
    while (position < text.length()) {
      Matcher skipped = SKIPPED.matcher(text).region(position, text.length());
      Matcher assignment = ASSIGNMENT.matcher(text).region(position, text.length());
      if (skipped.lookingAt()) {
        position = skipped.end();
      } else if (assignment.lookingAt()) {
        add(assignment);
        position = assignment.end();
      } else {
        long line = text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        warnings.add(
            "Line " + line + " of " + file + " is ignored; write it as NAME=value, or remove it");
        Matcher rest = REST_OF_LINE.matcher(text).region(position, text.length());
        position = rest.lookingAt() ? rest.end() : text.length();
      }
    }
  }

  private void add(Matcher assignment) {
    String name = assignment.group("name").replace("'", "");
    String single = assignment.group("single");
    String quoted = assignment.group("double");
    String plain = assignment.group("plain");
    if (single != null) {
      values.put(name, expanded(single.replace("\\'", "'").replace("\\\\", "\\")));
    } else if (quoted != null) {
      values.put(name, expanded(unescaped(quoted)));
    } else if (plain != null) {
      values.put(name, expanded(plain.strip()));
    }
  }

  private static String unescaped(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(
            match -> {
              String escaped = match.group(1);
              String meant =
                  switch (escaped) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    case "b" -> "\b";
                    case "f" -> "\f";
                    case "\\", "\"", "'" -> escaped;
                    default -> match.group();
                  };
              return Matcher.quoteReplacement(meant);
            });
  }

  private String expanded(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            match -> {
              String name = match.group(1);
              String absent = match.group(2);
              String own = values.getOrDefault(name, absent == null ? "" : absent);
              return Matcher.quoteReplacement(environment.getOrDefault(name, own));
            });
  }
}
