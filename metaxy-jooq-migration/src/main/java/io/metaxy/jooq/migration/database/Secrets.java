package io.metaxy.jooq.migration.database;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must not appear in an error: a password, and the secrets in a URL. */
public final class Secrets {

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)[?&;][^=?&;]*(?:password|pwd|secret|token|key)[^=?&;]*=([^&;]+)");

  /** A password ends at the last @ if it is unencoded, but other @ may follow in parameters. */
  private static final List<Pattern> CREDENTIALS =
      Stream.of("(.+)", "(.+?)", "([^?;]+)")
          .map(password -> Pattern.compile("(?s)//[^/@:]*:" + password + "@"))
          .toList();

  private final List<String> values;

  private Secrets(List<String> values) {
    this.values = values.stream().sorted(Comparator.comparing(String::length).reversed()).toList();
  }

  public static Secrets of(@Nullable String url, @Nullable String password) {
    List<String> values = new ArrayList<>();
    if (password != null && !password.isEmpty()) {
      values.add(password);
    }
    List<Pattern> patterns = new ArrayList<>(CREDENTIALS);
    patterns.add(PARAMETER);
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(url == null ? "" : url);
      while (matcher.find()) {
        values.add(matcher.group(1));
      }
    }
    return new Secrets(values);
  }

  /** The text with {@code ***} in place of each secret. */
  public String hide(String text) {
    String hidden = text;
    for (String value : values) {
      hidden = hidden.replace(value, "***");
    }
    return hidden;
  }
}
