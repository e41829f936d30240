package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.metaxy.jooq.config.ConfigValue.Scalar;
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

  /** A text that may be a URL or a connection string, without its secrets. */
  static String shown(String text) {
    String shown = UrlSecrets.masked(text);
    if (URL.matcher(shown).matches()) {
      shown = UrlSecrets.PARAMETERS.matcher(shown).replaceFirst("?" + MASK);
    }
    return ASSIGNMENT.matcher(shown).replaceAll("$1$2" + MASK);
  }

  /** A sentence without the logins of URLs and the passwords of connection strings in it. */
  static String withoutLogins(String text) {
    return ASSIGNMENT.matcher(UrlSecrets.maskedInSentence(text)).replaceAll("$1$2" + MASK);
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
