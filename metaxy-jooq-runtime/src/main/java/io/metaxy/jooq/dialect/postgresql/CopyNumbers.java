package io.metaxy.jooq.dialect.postgresql;

import java.nio.charset.StandardCharsets;

/** Arrays of numbers as text of PostgreSQL, without an object for each number. */
final class CopyNumbers {

  /** The maximum number of bytes of a number and its separator. */
  private static final int LONGEST = 32;

  /** The number of digits that identify every float. */
  private static final int FLOAT_DIGITS = 9;

  private static final long FLOAT_LIMIT = 1_000_000_000L;

  /** Decimal exponents from which a float is not written with leading or trailing zeros. */
  private static final int LEAST_PLAIN = -5;

  private static final double LOG_10_OF_2 = 0.301_029_995_663_981_2;
  private static final int LEAST_POWER = -46;
  private static final double[] POWERS = new double[101];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + (i + LEAST_POWER));
    }
  }

  private final CopyText text;

  CopyNumbers(CopyText text) {
    this.text = text;
  }

  /**
   * Adds an array; false, and nothing is added, if it is not one of numbers of a primitive type.
   */
  boolean add(Object list) {
    if (list instanceof float[] numbers) {
      begin(numbers.length);
      for (float number : numbers) {
        add(number);
        text.put(',');
      }
    } else if (list instanceof double[] numbers) {
      begin(numbers.length);
      for (double number : numbers) {
        add(Double.toString(number));
        text.put(',');
      }
    } else if (list instanceof int[] numbers) {
      begin(numbers.length);
      for (int number : numbers) {
        add(Integer.toString(number));
        text.put(',');
      }
    } else if (list instanceof long[] numbers) {
      begin(numbers.length);
      for (long number : numbers) {
        add(Long.toString(number));
        text.put(',');
      }
    } else {
      return false;
    }
    text.end('}');
    return true;
  }

  private void begin(int numbers) {
    text.reserve(2 + numbers * LONGEST);
    text.put('{');
  }

  private void add(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
    for (byte each : bytes) {
      text.put((char) each);
    }
  }

  /**
   * Adds a float with nine digits, which PostgreSQL reads as the same float: the distance of two
   * such numbers is less than that of two floats, so an error in the last digit is harmless.
   */
  private void add(float number) {
    if (number == 0 || !Float.isFinite(number)) {
      add(Float.toString(number));
      return;
    }
    if (number < 0) {
      text.put('-');
    }
    double absolute = Math.abs((double) number);
    int exponent = (int) Math.floor(Math.getExponent(absolute) * LOG_10_OF_2);
    if (absolute >= power(exponent + 1)) {
      exponent++;
    }
    long digits = Math.round(absolute * power(FLOAT_DIGITS - 1 - exponent));
    if (digits >= FLOAT_LIMIT) {
      digits /= 10;
      exponent++;
    }
    add(digits, exponent);
  }

  private static double power(int exponent) {
    return POWERS[exponent - LEAST_POWER];
  }

  /** Adds nine digits, the first of which counts powers of ten with an exponent. */
  private void add(long nine, int exponent) {
    long digits = nine;
    int last = exponent - FLOAT_DIGITS + 1;
    while (digits % 10 == 0) {
      digits /= 10;
      last++;
    }
    boolean plain = exponent >= LEAST_PLAIN && exponent < 0;
    if (plain) {
      text.put('0');
      text.put('.');
      for (int i = exponent + 1; i < 0; i++) {
        text.put('0');
      }
    }
    text.put(digits);
    if (!plain && last != 0) {
      text.put('e');
      if (last < 0) {
        text.put('-');
      }
      text.put((long) Math.abs(last));
    }
  }
}
