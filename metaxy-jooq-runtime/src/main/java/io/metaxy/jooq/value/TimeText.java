package io.metaxy.jooq.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;

/** Dates and times as text that databases parse, in any year; instants in UTC. */
public final class TimeText {

  private static final String BEFORE_CHRIST = " BC";

  private TimeText() {}

  /** With a year 0 and negative years: {@code -0044-03-15 12:00:00}, {@code 10000-01-01}. */
  public static String signed(Temporal time) {
    return text(time, false);
  }

  /** With an era: {@code 0045-03-15 12:00:00+00 BC}, {@code 10000-01-01}. */
  public static String withEra(Temporal time) {
    return text(time, true);
  }

  private static String text(Temporal time, boolean era) {
    if (time instanceof LocalDate day) {
      return text(day, "", era);
    }
    if (time instanceof LocalDateTime local) {
      return text(local.toLocalDate(), " " + text(local.toLocalTime()), era);
    }
    if (time instanceof Instant instant) {
      return utc(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), era);
    }
    if (time instanceof OffsetDateTime instant) {
      return utc(LocalDateTime.ofInstant(instant.toInstant(), ZoneOffset.UTC), era);
    }
    return time instanceof LocalTime clock ? text(clock) : time.toString();
  }

  private static String utc(LocalDateTime local, boolean era) {
    return text(local.toLocalDate(), " " + text(local.toLocalTime()) + "+00", era);
  }

  private static String text(LocalTime clock) {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(clock);
  }

  private static String text(LocalDate day, String time, boolean era) {
    String monthAndDay = day.toString().substring(day.toString().lastIndexOf('-') - 3);
    int year = day.getYear();
    if (year > 0 || !era) {
      return String.format(Locale.ROOT, year < 0 ? "%05d" : "%04d", year) + monthAndDay + time;
    }
    return String.format(Locale.ROOT, "%04d", 1 - year) + monthAndDay + time + BEFORE_CHRIST;
  }
}
