package io.metaxy.jooq.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rule for where secrets begin and end in a URL, in JDBC's or Python's form:
 *
 * <ul>
 *   <li>A login starts after the first {@code //} and ends at the last {@code @}, because a
 *       password may be unencoded. If parameters start before it, that {@code @} may belong to a
 *       parameter, and what follows it is not known to be the host.
 *   <li>A parameter follows {@code ?}, {@code &} or {@code ;}. The value of a secret one continues
 *       until the next parameter, because it may be unencoded, too.
 * </ul>
 */
public final class UrlSecrets {

  private static final Pattern LOGIN = Pattern.compile("//(.*)@", Pattern.DOTALL);

  /** A login in a sentence, where a URL ends at white space. */
  private static final Pattern LOGIN_IN_SENTENCE = Pattern.compile("//\\S*@");

  /** The parameters: after the first ? or, in URLs of JDBC, after the first semicolon. */
  static final Pattern PARAMETERS = Pattern.compile("[?;].*", Pattern.DOTALL);

  /** A parameter; its value ends where another one starts. */
  private static final Pattern PARAMETER =
      Pattern.compile("[?;&]\\s*([^=?;&\\s]+)=(?=([^;&]*(?:[;&][^=;&]*(?=[;&]|$))*))");

  /** Names of secrets in the style of URLs; {@code sslkey} names a file, and is not secret. */
  private static final Pattern NAME =
      Pattern.compile("(?!sslkey$).*(?:key|pwd)", Pattern.CASE_INSENSITIVE);

  /** Part of a name that a shown command does not need. */
  private static final Pattern PART_OF_NAME =
      Pattern.compile("user|pass|key|secret|token", Pattern.CASE_INSENSITIVE);

  /** What drivers take for the end of an unencoded password. */
  private static final Pattern DELIMITER = Pattern.compile("[/?#@:;&\\s]+");

  /** Shorter parts of a password are found in many words. */
  private static final int LEAST_PART = 3;

  private UrlSecrets() {}

  /**
   * The user and password of a URL.
   *
   * @param start the URL before them
   * @param text them, not decoded
   * @param rest the URL after their {@code @}; empty if it is not known to be the host
   */
  record Login(String start, String text, String rest) {}

  /** The login of a URL; empty if it has none. */
  static Optional<Login> login(String url) {
    Matcher login = LOGIN.matcher(url);
    return login.find()
        ? Optional.of(
            new Login(
                url.substring(0, login.start(1)),
                login.group(1),
                PARAMETERS.matcher(login.group(1)).find() ? "" : url.substring(login.end())))
        : Optional.empty();
  }

  /** A URL without its user and password, and without what may be a part of them. */
  static String withoutLogin(String url) {
    return login(url).map(login -> login.start() + login.rest()).orElse(url);
  }

  /** A URL with a mask instead of its user and password. */
  static String masked(String url) {
    return login(url)
        .map(
            login ->
                login.start() + Secrets.MASK + (login.rest().isEmpty() ? "" : "@" + login.rest()))
        .orElse(url);
  }

  /** A sentence with a mask instead of the users and passwords of URLs in it. */
  static String maskedInSentence(String text) {
    return LOGIN_IN_SENTENCE.matcher(text).replaceAll("//" + Secrets.MASK + "@");
  }

  /** A URL without its login and its parameters. */
  public static String shown(String url) {
    return PARAMETERS.matcher(withoutLogin(url)).replaceFirst("");
  }

  /** A URL without its login, and without parameters for users, passwords, keys and tokens. */
  public static String withoutSecrets(String url) {
    String rest = withoutLogin(url);
    StringBuilder kept = new StringBuilder();
    int end = 0;
    Matcher parameter = PARAMETER.matcher(rest);
    while (parameter.find()) {
      int start = parameter.start() + 1;
      String name = decoded(parameter.group(1));
      if (start >= end && (isSecret(name) || PART_OF_NAME.matcher(name).find())) {
        kept.append(rest, end, start);
        end = Math.min(parameter.end(2) + 1, rest.length());
      }
    }
    return kept.append(rest, end, rest.length()).toString().replaceFirst("[?;&]$", "");
  }

  /** The secrets of a URL, not decoded, and the parts of them that a driver may quote. */
  static List<String> of(String url) {
    List<String> secrets = new ArrayList<>();
    login(url)
        .map(Login::text)
        .filter(login -> login.contains(":"))
        .ifPresent(
            login -> {
              String password = login.substring(login.indexOf(':') + 1);
              add(secrets, password);
              // An @ may be of the password or of a parameter.
              for (int at = password.indexOf('@'); at >= 0; at = password.indexOf('@', at + 1)) {
                secrets.add(password.substring(0, at));
              }
            });
    Matcher parameter = PARAMETER.matcher(url);
    while (parameter.find()) {
      if (isSecret(decoded(parameter.group(1)))) {
        add(secrets, parameter.group(2));
      }
    }
    return secrets;
  }

  private static boolean isSecret(String name) {
    return Secrets.isName(name) || NAME.matcher(name).matches();
  }

  /** Adds a secret and its parts; H2 quotes settings in upper case. */
  private static void add(List<String> secrets, String secret) {
    secrets.add(secret);
    DELIMITER
        .splitAsStream(secret)
        .filter(part -> part.length() >= LEAST_PART)
        .flatMap(part -> Stream.of(part, part.toUpperCase(Locale.ROOT)))
        .forEach(secrets::add);
  }

  /** A text of a URL, decoded if it is encoded correctly. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
