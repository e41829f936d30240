package io.metaxy.jooq.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file {@code .env} of the working directory, as the Python original does. A variable of
 * the environment always takes precedence over one of the file.
 *
 * <pre>
 * # a comment
 * export DB_HOST=localhost      # until a blank and a number sign
 * COLOR=#fff                    # a value can contain one
 * DB_URL='jdbc:postgresql://${DB_HOST}/${DB_NAME:-metaxy}'
 * TEXT="several\nlines"
 * </pre>
 *
 * <p>{@code ${…}} is replaced in all values, by the environment or by earlier lines. A line with
 * anything else than a comment after a quoted value, or without its closing quotation mark, is
 * ignored with a warning.
 */
final class DotEnv {

  static final String NAME = ".env";

  private static final Pattern BYTE_ORDER_MARK = Pattern.compile("^\uFEFF");
  private static final char NEW_LINE = '\n';

  /** White space as Python knows it, which includes the four separators of ASCII. */
  private static final String SPACE = "[\\s\\x1c-\\x1f]";

  private static final String BLANK = "[\\s\\x1c-\\x1f&&[^\\n]]";

  private static final Pattern SPACES = pattern(SPACE + "*");
  private static final Pattern BLANKS = pattern(BLANK + "*");
  private static final Pattern EXPORT = pattern("(?:export" + BLANK + "+)?");
  private static final Pattern QUOTED_NAME = pattern("'[^']+'");
  private static final Pattern NAME_ALONE = pattern("[^=#\\s\\x1c-\\x1f]+");
  private static final Pattern TO_END_OF_LINE = pattern("[^\\n]*");
  private static final Pattern END_OF_VALUE = pattern(BLANK + "*(?:#[^\\n]*)?" + "(?:\\n|$)");
  private static final Pattern REST_OF_LINE = pattern("[^\\n]*\\n?");

  /** What a value without quotation marks ends before. */
  private static final Pattern COMMENT = pattern("(?s)" + SPACE + "+#.*|" + SPACE + "+$");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\'\"abfnrtv])");
  private static final Pattern ESCAPE_IN_SINGLE = Pattern.compile("\\\\([\\\\'])");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?<name>[^}:]*)(?::-(?<default>[^}]*))?\\}");

  private final Map<String, String> environment;
  private final String text;
  private int position;

  /** The variables of the file; null for a name without a value. */
  private final Map<String, @Nullable String> values = new LinkedHashMap<>();

  private DotEnv(Map<String, String> environment, String text) {
    this.environment = environment;
    this.text = text;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
  }

  /**
   * The environment, with the variables of the file that it does not have.
   *
   * @param warnings receives a sentence for each line that is not a variable
   */
  static Map<String, String> add(
      Path directory, Map<String, String> environment, List<String> warnings) {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file) || Files.isDirectory(file)) {
      return environment;
    }
    DotEnv read = new DotEnv(environment, text(file));
    read.parse(file, warnings);
    Map<String, String> all = new TreeMap<>();
    read.values.forEach(
        (name, value) -> {
          if (value != null) {
            all.put(name, value);
          }
        });
    all.putAll(environment);
    return all;
  }

  private static String text(Path file) {
    try {
      String read = Files.readString(file).replace("\r\n", "\n").replace('\r', NEW_LINE);
      return BYTE_ORDER_MARK.matcher(read).replaceFirst("");
    } catch (CharacterCodingException e) {
      throw new CommandException(
          "Cannot read " + file + ": it is not UTF-8; save it with this encoding, or remove it", e);
    } catch (IOException e) {
      throw new CommandException(
          "Cannot read "
              + file
              + ": the system refuses access; correct its permissions, or remove it",
          e);
    }
  }

  private void parse(Path file, List<String> warnings) {
    while (true) {
      next(SPACES);
      if (position == text.length()) {
        return;
      }
      int start = position;
      if (!isRead()) {
        next(REST_OF_LINE);
        long line = text.substring(0, start).chars().filter(c -> c == NEW_LINE).count() + 1;
        warnings.add(
            "Line " + line + " of " + file + " is ignored; write it as NAME=value, or remove it");
      }
    }
  }

  /** Reads a variable or a comment; if it is neither, stops where that is known. */
  private boolean isRead() {
    next(EXPORT);
    String name = "";
    if (!isNext('#')) {
      boolean isQuoted = isNext('\'');
      Optional<String> found = next(isQuoted ? QUOTED_NAME : NAME_ALONE);
      if (found.isEmpty()) {
        return false;
      }
      name = isQuoted ? found.get().replace("'", "") : found.get();
    }
    next(BLANKS);
    @Nullable String value = null;
    if (isNext('=')) {
      position++;
      boolean isSpaced = next(BLANKS).filter(blanks -> !blanks.isEmpty()).isPresent();
      Optional<String> read = isSpaced && isNext('#') ? Optional.of("") : value();
      if (read.isEmpty()) {
        return false;
      }
      value = expanded(read.get());
    }
    if (next(END_OF_VALUE).isEmpty()) {
      return false;
    }
    if (!name.isEmpty()) {
      values.put(name, value);
    }
    return true;
  }

  /** The text of a value; empty if it has no closing quotation mark. */
  private Optional<String> value() {
    if (isNext('\'')) {
      return quoted('\'').map(quoted -> unescaped(ESCAPE_IN_SINGLE, quoted));
    }
    if (isNext('"')) {
      return quoted('"').map(quoted -> unescaped(ESCAPE, quoted));
    }
    return next(TO_END_OF_LINE).map(plain -> COMMENT.matcher(plain).replaceFirst(""));
  }

  /** The text until the closing quotation mark; a backslash escapes what follows it. */
  private Optional<String> quoted(char mark) {
    int start = position + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != mark) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      return Optional.empty();
    }
    position = end + 1;
    return Optional.of(text.substring(start, end));
  }

  private boolean isNext(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private Optional<String> next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    position = matcher.end();
    return Optional.of(matcher.group());
  }

  private static String unescaped(Pattern escape, String quoted) {
    return escape
        .matcher(quoted)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    switch (match.group(1)) {
                      case "a" -> "\u0007";
                      case "b" -> "\b";
                      case "f" -> "\f";
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      case "v" -> "\u000b";
                      default -> match.group(1);
                    }));
  }

  private String expanded(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(match -> Matcher.quoteReplacement(meant(match.group(1), match.group(2))));
  }

  private String meant(String name, @Nullable String absent) {
    String known = environment.containsKey(name) ? environment.get(name) : values.get(name);
    boolean isKnown = environment.containsKey(name) || values.containsKey(name);
    return Objects.requireNonNullElse(isKnown ? known : absent, "");
  }
}
