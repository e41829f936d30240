package io.metaxy.jooq.config;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides passwords, tokens, keys and connection strings: by the name of a key or of a variable in
 * it, and in the texts of URLs.
 */
final class Secrets {

  /** Replaces a secret. */
  static final String MASK = "***";

  private static final String WORDS =
      "passw(?:or)?[dt]|passwd|pwd|passphrase|passcode|pass|kennwort|secret|token|jwt|bearer|cookie"
          + "|credentials?|authorization|auth|signature|sig"
          + "|(?:api|access|private|secret|encryption|account|sas|signing)[_-]?key|connection_string"
          + "|dsn";

  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*[\\s_.-])?(?:"
              + WORDS
              + "|keys?)(?:[\\s_.-].*)?"
              + "|.*(?:passw(?:or)?[dt]|kennwort|secret|token|jwt|credential|authorization).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern URL =
      Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  /** A word of a connection string such as {@code host=h password=p}. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)\\b("
              + WORDS
              + ")(\\s*=\\s*)('[^']*'|\"[^\"]*\"|(?:(?:basic|bearer)\\s+)?[^\\s;&,]+)");

  /** A header of HTTP as a text of its own. */
  private static final Pattern HEADER = Pattern.compile("(?s)(\\s*([A-Za-z][\\w-]*)\\s*:\\s*)(.+)");

  /** The scheme of a login in a header, its credentials, and a token of JSON. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "((?i:\\bauthorization\\s*[:=]\\s*(?:[a-z]+\\s+)?|\\bbearer\\s+))[^\\s,;'\"]+"
              + "|\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  /** A whole text that is a login of HTTP's scheme Basic, if it is the Base64 of one. */
  private static final Pattern BASIC = Pattern.compile("(?i)(\\s*basic\\s+)([\\w+/-]+=*)\\s*");

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
    Object plain = scalar.shown();
    if (plain instanceof Boolean) {
      return plain;
    }
    if (hidden || scalar.variables().stream().anyMatch(Secrets::isName)) {
      return scalar.plain().equals("") ? plain : MASK;
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
    Matcher header = HEADER.matcher(shown);
    if (header.matches() && isName(header.group(2))) {
      return header.group(1) + MASK;
    }
    return withoutTokens(ASSIGNMENT.matcher(shown).replaceAll("$1$2" + MASK));
  }

  private static String withoutTokens(String text) {
    Optional<Matcher> basic = basic(text);
    if (basic.isPresent()) {
      return basic.get().group(1) + MASK;
    }
    return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(start(token) + MASK));
  }

  /** What precedes the secret part of a token. */
  private static String start(MatchResult token) {
    return token.group(1) == null ? "" : token.group(1);
  }

  /** The scheme of a text that is a login, and its Base64. */
  private static Optional<Matcher> basic(String text) {
    Matcher basic = BASIC.matcher(text);
    return basic.matches() && isLogin(basic.group(2)) ? Optional.of(basic) : Optional.empty();
  }

  /** Whether it is the Base64 of a user and a password. */
  private static boolean isLogin(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
      // Its encoding does not matter for these characters.
      String login = new String(bytes, StandardCharsets.ISO_8859_1);
      return login.indexOf(':') >= 0 && login.chars().noneMatch(each -> each < ' ');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The tokens of headers in a text, which a driver may quote alone. */
  static List<String> tokens(String text) {
    return Stream.concat(
            basic(text).stream().map(login -> login.group(2)),
            TOKEN
                .matcher(text)
                .results()
                .map(token -> token.group().substring(start(token).length())))
        .toList();
  }

  /** A sentence without the logins of URLs and the passwords of connection strings in it. */
  static String withoutLogins(String text) {
    return withoutTokens(
        ASSIGNMENT.matcher(UrlSecrets.maskedInSentence(text)).replaceAll("$1$2" + MASK));
  }

  /** A text in quotation marks, as TOML and JSON write it. */
  static String quoted(String text) {
    char[] escaped = JsonStringEncoder.getInstance().quoteAsString(text);
    return "\"" + String.valueOf(escaped).replace("\u007f", "\\u007f") + "\"";
  }

  /** A scalar as part of a sentence. */
  static String quoted(Scalar scalar) {
    Object shown = shown(false, scalar);
    return shown instanceof String text ? quoted(text) : shown.toString();
  }
}
