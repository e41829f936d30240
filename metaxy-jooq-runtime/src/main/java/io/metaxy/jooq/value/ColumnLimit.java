package io.metaxy.jooq.value;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.UUID;

/** The values that a live column can hold. */
public sealed interface ColumnLimit {

  /** Why a value exceeds the limit, as in "its path " + reason; empty if it does not. */
  Optional<String> exceeded(Object value);

  /** Whether no value of a class exceeds the limit; false if that is unknown. */
  default boolean holdsAll(Class<?> type) {
    return false;
  }

  /**
   * The maximum length of a text.
   *
   * @param count the number of units
   * @param unit what the database counts
   */
  record Length(int count, Unit unit) implements ColumnLimit {

    @Override
    public Optional<String> exceeded(Object value) {
      String text = value instanceof String || value instanceof UUID ? value.toString() : "";
      return !unit.allows(text, count)
          ? Optional.of(
              "has " + unit.of(text) + " " + unit.words + ", but the live column holds " + count)
          : Optional.empty();
    }
  }

  /** What a database counts as the length of a text. */
  enum Unit {
    /** Unicode's code points. */
    CODE_POINTS("characters") {
      @Override
      int of(String text) {
        return text.codePointCount(0, text.length());
      }
    },
    /** Java's characters, two for a code point above U+FFFF. */
    UTF_16("UTF-16 code units") {
      @Override
      int of(String text) {
        return text.length();
      }
    },
    /** Bytes of UTF-8. */
    BYTES("UTF-8 bytes") {
      @Override
      int of(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    };

    /** The maximum number of bytes of a Java character in UTF-8. */
    private static final int MAX_BYTES = 3;

    private final String words;

    Unit(String words) {
      this.words = words;
    }

    abstract int of(String text);

    boolean allows(String text, int count) {
      return text.length() <= (this == BYTES ? count / MAX_BYTES : count) || of(text) <= count;
    }
  }

  /**
   * The digits of each number in a document.
   *
   * @param before the number of digits before the decimal point
   * @param after the number of digits after it
   */
  record JsonNumbers(int before, int after) implements ColumnLimit {

    /** Shorter numbers have no exponent of more than four digits. */
    private static final int SHORT = 6;

    @Override
    public Optional<String> exceeded(Object value) {
      String json = value instanceof String text ? text : "";
      int at = 0;
      while (at < json.length()) {
        int end = at + 1;
        if (json.charAt(at) == '"') {
          end = endOfText(json, end);
        } else if (isNumber(json.charAt(at))) {
          while (end < json.length() && isNumber(json.charAt(end))) {
            end++;
          }
          if (end - at > SHORT && !fits(json.substring(at, end))) {
            return Optional.of(
                "has the number "
                    + UnreadableValueException.shortened(json.substring(at, end))
                    + ", but the live column holds "
                    + before
                    + " digits before and "
                    + after
                    + " after the decimal point");
          }
        }
        at = end;
      }
      return Optional.empty();
    }

    private static int endOfText(String json, int start) {
      int at = start;
      while (at < json.length() && json.charAt(at) != '"') {
        at += json.charAt(at) == '\\' ? 2 : 1;
      }
      return at + 1;
    }

    /** Whether a number has the character; so have true, false and null, which are short. */
    private static boolean isNumber(char c) {
      return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private boolean fits(String number) {
      try {
        BigDecimal decimal = new BigDecimal(number);
        return decimal.scale() <= after && (long) decimal.precision() - decimal.scale() <= before;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /**
   * The digits of a decimal.
   *
   * @param precision the number of digits
   * @param scale the number of those after the decimal point
   */
  record Digits(int precision, int scale) implements ColumnLimit {

    @Override
    public Optional<String> exceeded(Object value) {
      if (!(value instanceof BigDecimal number) || fits(number)) {
        return Optional.empty();
      }
      int digits = precision - scale;
      return Optional.of(
          "is "
              + number
              + ", but the live column holds "
              + digits
              + (digits == 1 ? " digit" : " digits")
              + " before the decimal point");
    }

    private boolean fits(BigDecimal number) {
      long before = (long) number.precision() - number.scale();
      if (before < precision - scale || number.signum() == 0) {
        return true;
      }
      return before == precision - scale
          && number.setScale(scale, RoundingMode.HALF_UP).precision() <= precision;
    }
  }

  /**
   * The number of elements of a list.
   *
   * @param count the number
   * @param exact whether a list with fewer elements exceeds it, too
   * @param greatest whether no column of the database holds more
   */
  record Elements(int count, boolean exact, boolean greatest) implements ColumnLimit {

    /** The number of elements of a column, of which others hold more. */
    public Elements(int count, boolean exact) {
      this(count, exact, false);
    }

    @Override
    public Optional<String> exceeded(Object value) {
      return value.getClass().isArray() ? exceeded(Array.getLength(value)) : Optional.empty();
    }

    /** The same for a list with a number of elements. */
    public Optional<String> exceeded(int length) {
      return length > count || (exact && length < count)
          ? Optional.of(
              "has "
                  + elements(length)
                  + ", but the live column holds "
                  + (exact ? "exactly " : "at most ")
                  + count)
          : Optional.empty();
    }

    /** A number of elements in words. */
    public static String elements(int count) {
      return count == 1 ? "1 element" : count + " elements";
    }
  }

  /**
   * The range of an integer.
   *
   * @param least the smallest value
   * @param most the largest value
   */
  record Range(long least, long most) implements ColumnLimit {

    @Override
    public Optional<String> exceeded(Object value) {
      return value instanceof Number number && !contains(number.longValue())
          ? Optional.of("is " + number + ", but the live column holds " + least + " to " + most)
          : Optional.empty();
    }

    /** Whether a number is in the range. */
    public boolean contains(long number) {
      return number >= least && number <= most;
    }

    @Override
    public boolean holdsAll(Class<?> type) {
      if (type == Byte.class || type == byte.class) {
        return contains(Byte.MIN_VALUE) && contains(Byte.MAX_VALUE);
      }
      if (type == Short.class || type == short.class) {
        return contains(Short.MIN_VALUE) && contains(Short.MAX_VALUE);
      }
      return (type == Integer.class || type == int.class)
          && contains(Integer.MIN_VALUE)
          && contains(Integer.MAX_VALUE);
    }
  }

  /** The range of an unsigned integer of 64 bits, which no integer type of Java has. */
  record Unsigned64() implements ColumnLimit {

    private static final BigDecimal MOST = new BigDecimal("18446744073709551615");

    @Override
    public Optional<String> exceeded(Object value) {
      return value instanceof Number number && !contains(number)
          ? Optional.of(
              "is " + number + ", but the live column holds whole numbers from 0 to " + MOST)
          : Optional.empty();
    }

    private static boolean contains(Number number) {
      return number instanceof BigDecimal decimal
          ? decimal.signum() >= 0
              && decimal.compareTo(MOST) <= 0
              && decimal.stripTrailingZeros().scale() <= 0
          : contains(number.longValue());
    }

    /** Whether a number is in the range. */
    public static boolean contains(long number) {
      return number >= 0;
    }
  }

  /** The range of a floating-point number of 32 bits. It rounds numbers in the range. */
  record Floats() implements ColumnLimit {

    @Override
    public Optional<String> exceeded(Object value) {
      return value instanceof Double number && !contains(number)
          ? Optional.of("is " + number + ", but the live column " + holds(number))
          : Optional.empty();
    }

    private static String holds(double number) {
      return Math.abs(number) > 1
          ? "holds " + -Float.MAX_VALUE + " to " + Float.MAX_VALUE
          : "would round it to 0";
    }

    /** Whether a number becomes neither infinite nor 0. */
    public boolean contains(double number) {
      float rounded = (float) number;
      return rounded == 0 ? number == 0 : !Float.isInfinite(rounded) || Double.isInfinite(number);
    }

    @Override
    public boolean holdsAll(Class<?> type) {
      return type != Double.class && type != double.class;
    }
  }

  /**
   * The fractional digits of a second.
   *
   * @param digits the number of digits, fewer than those of microseconds
   */
  record Fraction(int digits) implements ColumnLimit {

    private static final int NANOS = 9;
    private static final int MICRO = 1_000;

    @Override
    public Optional<String> exceeded(Object value) {
      if (!(value instanceof Temporal time)
          || !time.isSupported(ChronoField.NANO_OF_SECOND)
          || fits(time.get(ChronoField.NANO_OF_SECOND))) {
        return Optional.empty();
      }
      return Optional.of(
          "is "
              + value
              + ", but the live column holds "
              + digits
              + (digits == 1 ? " fractional digit" : " fractional digits")
              + " of a second");
    }

    /** The digits after those of microseconds are never stored. */
    private boolean fits(int nanos) {
      int unit = 1;
      for (int digit = digits; digit < NANOS; digit++) {
        unit *= 10;
      }
      return (nanos - nanos % MICRO) % unit == 0;
    }
  }

  /** The dates and times that are a number of nanoseconds since 1970 in 64 bits. */
  record Nanoseconds() implements ColumnLimit {

    /** The numbers just outside of this range represent the infinities or are unused. */
    private static final LocalDateTime FIRST = LocalDateTime.parse("1677-09-21T00:12:43.145224194");

    private static final LocalDateTime LAST = LocalDateTime.parse("2262-04-11T23:47:16.854775806");

    @Override
    public Optional<String> exceeded(Object value) {
      return value instanceof LocalDateTime time && !contains(time)
          ? Optional.of("is " + time + ", but the live column holds " + FIRST + " to " + LAST)
          : Optional.empty();
    }

    /** Whether a date and time is in the range. */
    public static boolean contains(LocalDateTime time) {
      return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
  }

  /**
   * The UUIDs of a server that stores those of versions 1 to 5 with another order of their bytes,
   * and rejects those that would look like one of them.
   */
  record ReorderedUuids() implements ColumnLimit {

    private static final int HIGHEST_BIT = 0x80;

    @Override
    public Optional<String> exceeded(Object value) {
      return value instanceof UUID id && isAmbiguous(id)
          ? Optional.of("is " + id + ", but the live column does not hold UUIDs of this form")
          : Optional.empty();
    }

    private static boolean isAmbiguous(UUID id) {
      int version = (int) (id.getMostSignificantBits() >>> Byte.SIZE);
      int variant = (int) (id.getLeastSignificantBits() >>> (Long.SIZE - Byte.SIZE));
      return (version & -variant & HIGHEST_BIT) != 0;
    }
  }
}
