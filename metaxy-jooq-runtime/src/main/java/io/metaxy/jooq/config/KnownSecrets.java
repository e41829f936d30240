package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import io.metaxy.jooq.dialect.Dialects;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of secrets, which messages of drivers and other libraries may quote.
 *
 * <pre>{@code
 * KnownSecrets.of("jdbc:postgresql://host/db?password=secret", null).hide(e.getMessage());
 * }</pre>
 */
public final class KnownSecrets {

  /** A word also starts after an encoded character such as {@code %3A}. */
  private static final String BEFORE = "(?:(?<![\\p{L}\\p{N}])|(?<=%[0-9A-Fa-f]{2}))";

  private static final String AFTER = "(?![\\p{L}\\p{N}])";

  /** A secret of this length is not found in a word by chance. */
  private static final int LONG = 8;

  /** Longest first, so that no part of a secret remains. */
  private final Set<String> values =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Texts with secrets, such as URLs, and what is shown instead. */
  private final Map<String, String> shown = new LinkedHashMap<>();

  private KnownSecrets() {}

  /** The secrets of a store. */
  static KnownSecrets of(Table config) {
    KnownSecrets secrets = new KnownSecrets();
    config.entries().forEach((key, value) -> secrets.add(false, key, value));
    return secrets;
  }

  /**
   * The secrets of a connection.
   *
   * @param url its URL; null if it has none
   * @param password its password; null if it has none, or the URL contains it
   */
  public static KnownSecrets of(@Nullable String url, @Nullable String password) {
    KnownSecrets secrets = new KnownSecrets();
    if (url != null) {
      secrets.addOfUrl(url);
    }
    if (password != null) {
      secrets.add(password);
    }
    return secrets;
  }

  /** The secrets of settings, such as those of Flyway, by their names. */
  public static KnownSecrets of(Map<String, String> settings) {
    KnownSecrets secrets = new KnownSecrets();
    settings.forEach(
        (name, value) -> {
          if (Secrets.isName(name)) {
            secrets.add(value);
          }
          secrets.addOfUrl(value);
        });
    return secrets;
  }

  private void add(boolean hidden, String key, ConfigValue value) {
    boolean hides = hidden || Secrets.isName(key);
    if (value instanceof Table table) {
      table.entries().forEach((name, entry) -> add(hides, name, entry));
    } else if (value instanceof Items items) {
      items.items().forEach(item -> add(hides, "", item));
    } else if (value instanceof Scalar scalar && !(scalar.plain() instanceof Boolean)) {
      if (hides || scalar.variables().stream().anyMatch(Secrets::isName)) {
        add(scalar.text());
      }
      addOfUrl(scalar.text());
    }
  }

  private void addOfUrl(String url) {
    UrlSecrets.of(url).forEach(this::add);
    Secrets.tokens(url).forEach(this::add);
    String safe = Secrets.shown(url);
    if (!safe.equals(url)) {
      shown.put(url, safe);
    }
  }

  /** A secret in all forms in which a text may quote it. */
  private void add(String secret) {
    for (String form :
        new TreeSet<>(
            List.of(
                secret,
                secret.strip(),
                UrlSecrets.decoded(secret),
                UrlSecrets.decoded(secret.replace("+", "%2B"))))) {
      if (!form.isBlank()) {
        values.add(form);
        values.add(URLEncoder.encode(form, StandardCharsets.UTF_8));
        values.add(URLEncoder.encode(form, StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
  }

  /**
   * A text from outside of this project, such as the message of a driver, with {@code ***} instead
   * of these secrets and the logins in all URLs. A secret of 8 or more characters is replaced
   * everywhere, a shorter one, and a part of the name of a database, as a whole word only: masking
   * a short secret inside a word would reveal it.
   */
  public String hide(String text) {
    String hidden = withoutUrls(text);
    for (String value : values) {
      hidden = replaced(hidden, value);
    }
    return Secrets.withoutLogins(hidden);
  }

  /**
   * A name that a user wrote in a place where a piece of a secret can be, such as that of a
   * parameter after an unencoded password: {@code ***} if a secret is a part of it.
   */
  public String hideName(String name) {
    return values.stream().anyMatch(name::contains) ? Secrets.MASK : hide(name);
  }

  /**
   * A sentence of this project, with {@code ***} instead of the logins in all URLs. Its words are
   * not secrets, even if one of them is equal to a password.
   */
  public String hideUrls(String sentence) {
    return Secrets.withoutLogins(withoutUrls(sentence));
  }

  private String withoutUrls(String text) {
    String hidden = text;
    for (Map.Entry<String, String> each : shown.entrySet()) {
      hidden = hidden.replace(each.getKey(), each.getValue());
    }
    return hidden;
  }

  /** Whether it is a part of the name of a database, as postgres is of postgresql. */
  private static boolean isOfDatabase(String secret) {
    return Dialects.all().stream()
        .anyMatch(known -> known.access().type().contains(secret.toLowerCase(Locale.ROOT)));
  }

  private static String replaced(String text, String secret) {
    if (secret.length() >= LONG && !isOfDatabase(secret)) {
      return text.replace(secret, Secrets.MASK);
    }
    return text.contains(secret)
        ? Pattern.compile(BEFORE + Pattern.quote(secret) + AFTER)
            .matcher(text)
            .replaceAll(Matcher.quoteReplacement(Secrets.MASK))
        : text;
  }
}
