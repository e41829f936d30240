package io.metaxy.jooq.migration.script;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The version of a Flyway script: numbers separated by dots or underscores, in Flyway's own order,
 * by which {@code 1} and {@code 1.0} are equal. Flyway's class does not keep the text, and has no
 * next version.
 *
 * @param text the version as written in the file's name
 */
record ScriptVersion(String text) implements Comparable<ScriptVersion> {

  private static final Pattern VALID = Pattern.compile("\\d+([._]\\d+)*");
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  static Optional<ScriptVersion> parse(String text) {
    return VALID.matcher(text).matches() ? Optional.of(new ScriptVersion(text)) : Optional.empty();
  }

  static ScriptVersion at(Instant instant) {
    return new ScriptVersion(TIMESTAMP.format(instant.atOffset(ZoneOffset.UTC)));
  }

  /** Whether the version is a timestamp. */
  boolean isTimestamp() {
    return time().isPresent();
  }

  private Optional<LocalDateTime> time() {
    try {
      return Optional.of(LocalDateTime.parse(text, TIMESTAMP));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The next version in the same style: a second later, or with the last number incremented. */
  ScriptVersion next() {
    return time()
        .map(time -> new ScriptVersion(TIMESTAMP.format(time.plusSeconds(1))))
        .orElseGet(this::nextNumber);
  }

  private ScriptVersion nextNumber() {
    int start = Math.max(text.lastIndexOf('.'), text.lastIndexOf('_')) + 1;
    String last = text.substring(start);
    String next = new BigInteger(last).add(BigInteger.ONE).toString();
    String zeros = "0".repeat(Math.max(last.length() - next.length(), 0));
    return new ScriptVersion(text.substring(0, start) + zeros + next);
  }

  @Override
  public int compareTo(ScriptVersion other) {
    return MigrationVersion.fromVersion(text).compareTo(MigrationVersion.fromVersion(other.text));
  }
}
