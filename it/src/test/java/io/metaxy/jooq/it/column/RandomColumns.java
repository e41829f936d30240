package io.metaxy.jooq.it.column;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.resolve.EdgeValues;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random values of column types, often extreme ones, that every database stores. */
final class RandomColumns {

  private static final String LETTERS = "abc \\\"'{}[],:;NULnul\n\t\r$?%_\u00E4\u4E2D";
  private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-30T23:59:59.999999Z");
  private static final long SECONDS = LAST.getEpochSecond() - FIRST.getEpochSecond();

  private final Random random;
  private final Numbers numbers;

  /**
   * The floating-point numbers that a column stores.
   *
   * @param finite whether NaN and infinities are missing
   * @param signedZeros whether -0.0 differs from 0.0
   */
  record Numbers(boolean finite, boolean signedZeros) {

    /** Those of columns that are not lists. */
    static Numbers ofScalars(DatabaseFixture fixture) {
      return new Numbers(
          Dialects.of(fixture.dialect()).capabilities().lacks(Lack.NOT_FINITE),
          fixture.can(Capability.SIGNED_ZEROS));
    }

    /** Those of lists, which can be JSON. */
    static Numbers ofLists(DatabaseFixture fixture) {
      return fixture.can(Capability.LISTS)
          ? ofScalars(fixture)
          : new Numbers(true, fixture.can(Capability.SIGNED_ZEROS_IN_JSON));
    }

    /** Those of a list that is declared as JSON, which has neither NaN nor infinities. */
    static Numbers ofJson(DatabaseFixture fixture) {
      return new Numbers(true, fixture.can(Capability.SIGNED_ZEROS_IN_JSON));
    }

    /** Those of records, which can be JSON. */
    static Numbers ofRecords(DatabaseFixture fixture) {
      return new Numbers(
          !fixture.can(Capability.NESTED_TYPES), fixture.can(Capability.SIGNED_ZEROS_IN_JSON));
    }

    private double stored(double number, double instead) {
      if (finite && !Double.isFinite(number)) {
        return instead;
      }
      return Double.isNaN(number) ? Double.NaN : signedZeros ? number : number + 0.0;
    }
  }

  RandomColumns(Random random, Numbers numbers) {
    this.random = random;
    this.numbers = numbers;
  }

  /** Returns a list as an array. */
  Object list(ListOf type, Class<?> array) {
    int most = random.nextInt(20) == 0 ? 300 : 5;
    int length = type.length() == null ? random.nextInt(most) : type.length();
    Object list = Array.newInstance(array.getComponentType(), length);
    for (int i = 0; i < length; i++) {
      boolean isNull = type.nullable() && random.nextInt(5) == 0;
      Array.set(list, i, isNull ? null : value(type.element(), array.getComponentType()));
    }
    return list;
  }

  /**
   * Returns a value of jOOQ's own type.
   *
   * @param as its class, for a list
   */
  Object value(LogicalType type, Class<?> as) {
    return switch (type.kind()) {
      case LIST -> list((ListOf) type, as);
      case STRING -> text(((Text) type).length());
      case BOOLEAN -> random.nextBoolean();
      case INT8 -> edge((byte) random.nextInt(), Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE);
      case INT16 -> edge((short) random.nextInt(), Short.MIN_VALUE, (short) 0, Short.MAX_VALUE);
      case INT32 -> edge(random.nextInt(), Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
      case INT64, DURATION ->
          edge(random.nextLong(), Long.MIN_VALUE, 0L, (1L << 53) + 1, -7L, Long.MAX_VALUE);
      case FLOAT32 -> number32();
      case FLOAT64 -> number64();
      case DECIMAL -> decimal((Decimal) type);
      case UUID -> uuid();
      case BINARY -> bytes();
      case LOCAL_DATE -> LocalDate.ofInstant(instant(), ZoneOffset.UTC);
      case LOCAL_TIME -> LocalTime.ofInstant(instant(), ZoneOffset.UTC);
      case LOCAL_DATE_TIME -> instant().atOffset(ZoneOffset.UTC).toLocalDateTime();
      case INSTANT -> instant();
      case OFFSET_DATE_TIME -> instant().atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10));
      case ENUM -> constant(((Enumeration) type).constants());
      case JSON -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** Returns one of the edges every third time. */
  @SafeVarargs
  private <T> T edge(T value, T... edges) {
    return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : value;
  }

  private String constant(List<String> constants) {
    return constants.get(random.nextInt(constants.size()));
  }

  private Float number32() {
    float number =
        edge(
            Float.intBitsToFloat(random.nextInt()),
            0f,
            -0f,
            0.1f,
            1.5f,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            Float.NaN,
            Float.NEGATIVE_INFINITY);
    return (float) numbers.stored(number, 16_777_216f);
  }

  private Double number64() {
    double number =
        edge(
            Double.longBitsToDouble(random.nextLong()),
            0.0,
            -0.0,
            0.1,
            1.5,
            1e22,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            -Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY);
    return numbers.stored(number, 1234.5678);
  }

  String text(Integer most) {
    if (random.nextInt(4) == 0) {
      String edge = EdgeValues.TEXTS.get(random.nextInt(EdgeValues.TEXTS.size()));
      if (most == null || edge.length() <= most) {
        return edge;
      }
    }
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most == null ? 12 : 1 + most);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return most == null && random.nextInt(4) == 0 ? text + "\uD83D\uDE00" : text.toString();
  }

  private BigDecimal decimal(Decimal type) {
    int scale = type.stored().scale();
    int digits = type.stored().precision() - scale;
    BigDecimal most = BigDecimal.TEN.pow(digits).subtract(BigDecimal.valueOf(1, scale));
    BigDecimal number =
        new BigDecimal(new BigInteger(1 + 3 * random.nextInt(digits), random))
            .add(BigDecimal.valueOf(random.nextInt(1_000_000), Math.min(6, scale)));
    BigDecimal chosen =
        edge(number, BigDecimal.ZERO, most, BigDecimal.valueOf(1, scale), new BigDecimal("1E+3"));
    return random.nextBoolean() ? chosen : chosen.negate();
  }

  /** Returns one of version 4; databases reject some that are of no version. */
  private UUID uuid() {
    return edge(
        new UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE),
        new UUID(0, 0),
        new UUID(-1, -1),
        new UUID(Long.MIN_VALUE, 1));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(9) == 0 ? 3_000 : 8)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Instant instant() {
    long second = FIRST.getEpochSecond() + (long) (random.nextDouble() * SECONDS);
    return edge(
        Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1_000L),
        FIRST,
        LAST,
        Instant.EPOCH,
        Instant.parse("1582-10-10T12:00:00Z"),
        Instant.parse("2026-03-29T01:30:00.000001Z"));
  }

  /** Returns one of the values. */
  <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
