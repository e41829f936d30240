package io.metaxy.jooq.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dates and times that a database stores and its driver reads.
 *
 * @param firstDay the first date
 * @param lastDay the last date
 * @param first the first date and time; as UTC, the first instant
 * @param last the last date and time in microseconds; as UTC, the last instant
 */
public record TimeLimits(
    LocalDate firstDay, LocalDate lastDay, LocalDateTime first, LocalDateTime last) {

  /** The limits of an inclusive range of dates, with all times of these days. */
  public static TimeLimits of(String firstDay, String lastDay) {
    LocalDate first = LocalDate.parse(firstDay);
    LocalDate last = LocalDate.parse(lastDay);
    return new TimeLimits(
        first, last, first.atStartOfDay(), last.plusDays(1).atStartOfDay().minusNanos(1_000));
  }

  /** The range that a value is outside of, as text; empty if it can be stored. */
  public Optional<String> exceeded(@Nullable Object value) {
    if (value instanceof LocalDate day) {
      return exceeded(day.isBefore(firstDay) || day.isAfter(lastDay), firstDay, lastDay);
    }
    if (value instanceof LocalDateTime time) {
      boolean after = time.isAfter(last) && time.truncatedTo(ChronoUnit.MICROS).isAfter(last);
      return exceeded(time.isBefore(first) || after, first, last);
    }
    Object plain = value instanceof OffsetDateTime time ? time.toInstant() : value;
    if (plain instanceof Instant given) {
      long second = given.getEpochSecond();
      if (second > first.toEpochSecond(ZoneOffset.UTC)
          && second < last.toEpochSecond(ZoneOffset.UTC)) {
        return Optional.empty();
      }
      Instant instant = given.truncatedTo(ChronoUnit.MICROS);
      Instant begin = first.toInstant(ZoneOffset.UTC);
      Instant end = last.toInstant(ZoneOffset.UTC);
      return exceeded(instant.isBefore(begin) || instant.isAfter(end), begin, end);
    }
    return Optional.empty();
  }

  private static Optional<String> exceeded(boolean outside, Object begin, Object end) {
    return outside ? Optional.of(begin + " to " + end) : Optional.empty();
  }
}
