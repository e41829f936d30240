package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How H2 is opened. */
final class H2Access implements DatabaseAccess {

  /** A file, unless another scheme than {@code file:} precedes it; a letter is a drive. */
  private static final Pattern FILE =
      Pattern.compile("jdbc:h2:(?:file:)?(?![A-Za-z]{2,}:)([^;]+).*", Pattern.DOTALL);

  @Override
  public String type() {
    return "h2";
  }

  @Override
  public String urlStart() {
    return "jdbc:h2:";
  }

  @Override
  public String driver() {
    return "org.h2.Driver";
  }

  @Override
  public String artifact() {
    return "com.h2database:h2";
  }

  @Override
  public boolean isEmbedded() {
    return true;
  }

  @Override
  public String shared(String url, String name) {
    return H2Tables.isUnnamed(url)
        ? H2Tables.UNNAMED + name + url.substring(H2Tables.UNNAMED.length())
        : url;
  }

  @Override
  public Optional<String> file(String url) {
    Matcher file = FILE.matcher(url);
    return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
  }
}
