package io.metaxy.jooq.value;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts the microseconds of a column to a {@link Duration}. Nanoseconds are truncated, as {@link
 * Duration#truncatedTo} does. Named by generated code.
 */
public final class DurationConverter implements Converter<Long, Duration> {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Duration from(@Nullable Long micros) {
    return micros == null ? null : of(micros);
  }

  /**
   * The microseconds of a duration.
   *
   * @throws IllegalStateException if they do not fit in a long
   */
  @Override
  public @Nullable Long to(@Nullable Duration duration) {
    return duration == null ? null : (Long) micros(duration);
  }

  @Override
  public Class<Long> fromType() {
    return Long.class;
  }

  @Override
  public Class<Duration> toType() {
    return Duration.class;
  }

  /** A duration of microseconds. */
  public static Duration of(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /**
   * The microseconds of a duration.
   *
   * @throws IllegalStateException if they do not fit in a long
   */
  public static long micros(Duration duration) {
    long micros = TimeUnit.MICROSECONDS.convert(duration);
    if (!of(micros).equals(truncated(duration))) {
      throw new IllegalStateException(
          "Cannot write "
              + duration
              + ", whose microseconds do not fit in a long; set a duration from "
              + of(Long.MIN_VALUE)
              + " to "
              + of(Long.MAX_VALUE));
    }
    return micros;
  }

  /** Truncated towards zero, also where {@link Duration#truncatedTo} overflows. */
  private static Duration truncated(Duration duration) {
    int nanos = duration.toNanosPart() % 1_000;
    return duration.isNegative() && nanos != 0
        ? duration.plusNanos(1_000L - nanos)
        : duration.minusNanos(nanos);
  }
}
