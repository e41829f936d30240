package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides passwords, tokens, keys and connection strings: by the name of a key or of a variable in
 * it, and in the texts of URLs.
 */
final class Secrets {

  /** Replaces a secret. */
  static final String MASK = "***";

  private static final String WORDS =
      "passw(?:or)?d|passwd|pwd|passphrase|pass|secret|token|credentials?|auth|signature|sig"
          + "|(?:api|access|private|secret|encryption|account|sas|signing)[_-]?key|connection_string"
          + "|dsn";

  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*[_.-])?(?:"
              + WORDS
              + "|keys?)(?:[_.-].*)?|.*(?:password|secret|token|credential).*",
          Pattern.CASE_INSENSITIVE);

  /** The user and password of a URL, before its last @: a password may be unencoded. */
  private static final Pattern LOGIN = Pattern.compile("//(.*)@", Pattern.DOTALL);

  /** The same in a sentence, where a URL ends at white space. */
  private static final Pattern LOGIN_IN_SENTENCE = Pattern.compile("//\\S*@");

  /** The parameters of a URL: after the first ? or, in URLs of JDBC, after the first semicolon. */
  private static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);

  private static final Pattern URL =
      Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  /** A word of a connection string such as {@code host=h password=p}. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?i)\\b(" + WORDS + ")(\\s*=\\s*)('[^']*'|\"[^\"]*\"|[^\\s;&,]+)");

  private Secrets() {}

  /** Whether a key or variable with this name has a secret as its value. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * A scalar without secrets.
   *
   * @param hidden whether the place of the value says that it is a secret
   */
  static Object shown(boolean hidden, Scalar scalar) {
    Object plain = scalar.plain();
    if (plain instanceof Boolean) {
      return plain;
    }
    if (hidden || scalar.variables().stream().anyMatch(Secrets::isName)) {
      return plain.equals("") ? "" : MASK;
    }
    if (plain instanceof String text) {
      return shown(text);
    }
    return plain instanceof Number ? plain : scalar.text();
  }

  /** The user and password of a URL, not decoded; empty if it has none. */
  static Optional<String> login(String url) {
    Matcher login = LOGIN.matcher(url);
    return login.find() ? Optional.of(login.group(1)) : Optional.empty();
  }

  /** A text that may be a URL or a connection string, without its secrets. */
  static String shown(String text) {
    String shown = withoutLogin(text);
    if (URL.matcher(shown).matches()) {
      shown = PARAMETERS.matcher(shown).replaceFirst("?" + MASK);
    }
    return ASSIGNMENT.matcher(shown).replaceAll("$1$2" + MASK);
  }

  /** What follows the last @ is shown if it is the host, and not part of a parameter. */
  private static String withoutLogin(String url) {
    Matcher login = LOGIN.matcher(url);
    if (!login.find()) {
      return url;
    }
    String start = url.substring(0, login.start()) + "//" + MASK;
    return PARAMETERS.matcher(login.group(1)).find()
        ? start
        : start + url.substring(login.end() - 1);
  }

  /** A sentence without the logins of URLs and the passwords of connection strings in it. */
  static String withoutLogins(String text) {
    String shown = LOGIN_IN_SENTENCE.matcher(text).replaceAll("//" + MASK + "@");
    return ASSIGNMENT.matcher(shown).replaceAll("$1$2" + MASK);
  }

  /** A text in quotation marks, as TOML and JSON write it. */
  static String quoted(String text) {
    char[] escaped = JsonStringEncoder.getInstance().quoteAsString(text);
    return "\"" + String.valueOf(escaped).replace("\u007f", "\\u007f") + "\"";
  }

  /** A scalar as part of a sentence. */
  static String quoted(String name, Scalar scalar) {
    Object shown = shown(isName(name), scalar);
    return shown instanceof String text ? quoted(text) : shown.toString();
  }
}
