package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets of a store by their values, which texts of others, such as drivers, may quote. */
final class StoreSecrets {

  /** What drivers take for the end of an unencoded password. */
  private static final Pattern DELIMITER = Pattern.compile("[/?#@:;&\\s]+");

  /** Shorter parts of a password are found in many words. */
  private static final int LEAST_PART = 3;

  private static final Pattern PARAMETER = Pattern.compile("[?;&]\\s*([^=?;&\\s]+)=([^?;&]*)");

  /** Longest first, so that no part of a secret remains. */
  private final Set<String> values =
      new TreeSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  /** Texts with secrets, such as URLs, and what is shown instead. */
  private final Map<String, String> shown = new LinkedHashMap<>();

  StoreSecrets(Table config) {
    config.entries().forEach((key, value) -> add(false, key, value));
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
      String safe = Secrets.shown(scalar.text());
      if (!safe.equals(scalar.text())) {
        shown.put(scalar.text(), safe);
      }
    }
  }

  private void addOfUrl(String text) {
    Secrets.login(text)
        .filter(login -> login.contains(":"))
        .map(login -> login.substring(login.indexOf(':') + 1))
        .ifPresent(
            password -> {
              add(password);
              DELIMITER
                  .splitAsStream(password)
                  .filter(part -> part.length() >= LEAST_PART)
                  .forEach(this::add);
            });
    Matcher parameter = PARAMETER.matcher(text);
    while (parameter.find()) {
      if (Secrets.isName(decoded(parameter.group(1)))) {
        add(parameter.group(2));
      }
    }
  }

  /** A secret in all forms in which a text may quote it. */
  private void add(String secret) {
    for (String form :
        new TreeSet<>(
            List.of(
                secret, secret.strip(), decoded(secret), decoded(secret.replace("+", "%2B"))))) {
      if (!form.isBlank()) {
        values.add(form);
        values.add(URLEncoder.encode(form, StandardCharsets.UTF_8));
        values.add(URLEncoder.encode(form, StandardCharsets.UTF_8).replace("+", "%20"));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** A text without these secrets. */
  String hide(String text) {
    String hidden = text;
    for (Map.Entry<String, String> each : shown.entrySet()) {
      hidden = hidden.replace(each.getKey(), each.getValue());
    }
    for (String value : values) {
      hidden = hidden.replace(value, Secrets.MASK);
    }
    return Secrets.withoutLogins(hidden);
  }
}
