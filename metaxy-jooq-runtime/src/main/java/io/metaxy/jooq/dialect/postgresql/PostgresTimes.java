package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times of PostgreSQL. The driver rejects the leap days before the year 1, so these
 * are parsed from their text: {@code 0005-02-29 10:00:00-04:56:02 BC}.
 */
final class PostgresTimes {

  private static final Pattern LEAP_DAY =
      Pattern.compile("(\\d{4,})-02-29(?: ([\\d:.]+)([+-][\\d:]+)?)? BC");

  private static final Pattern TIME =
      Pattern.compile("(\\d{4,})-(\\d\\d)-(\\d\\d)(?: ([\\d:.]+)([+-][\\d:]+)?)?( BC)?");

  private PostgresTimes() {}

  static <T> @Nullable T read(ResultSet row, int column, Class<T> type) throws SQLException {
    try {
      return row.getObject(column, type);
    } catch (DateTimeException e) {
      Matcher text = LEAP_DAY.matcher(String.valueOf(row.getString(column)));
      if (!text.matches()) {
        throw e;
      }
      return type.cast(parsed(text));
    }
  }

  private static Object parsed(Matcher text) {
    LocalDate day = LocalDate.of(1 - Integer.parseInt(text.group(1)), 2, 29);
    if (text.group(2) == null) {
      return day;
    }
    LocalDateTime time = day.atTime(LocalTime.parse(text.group(2)));
    return text.group(3) == null ? time : OffsetDateTime.of(time, ZoneOffset.of(text.group(3)));
  }

  /**
   * A date or time from its text.
   *
   * @param type the class; for an instant, the result can have another one
   */
  static Object parse(String text, Class<?> type) {
    if (type == LocalTime.class) {
      if (text.startsWith("24:")) {
        throw new UnreadableValueException(text, "LocalTime", "must be before midnight");
      }
      return LocalTime.parse(text);
    }
    if (text.endsWith("infinity")) {
      boolean before = text.startsWith("-");
      if (type == LocalDate.class) {
        return before ? LocalDate.MIN : LocalDate.MAX;
      }
      return before ? LocalDateTime.MIN : LocalDateTime.MAX;
    }
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException("Cannot parse the time " + text);
    }
    int year = Integer.parseInt(parts.group(1));
    LocalDate day =
        LocalDate.of(
            parts.group(6) == null ? year : 1 - year,
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    if (parts.group(4) == null) {
      return day;
    }
    LocalDateTime time = day.atTime(LocalTime.parse(parts.group(4)));
    return parts.group(5) == null
        ? time
        : OffsetDateTime.of(time, ZoneOffset.of(parts.group(5)))
            .withOffsetSameInstant(ZoneOffset.UTC);
  }
}
