package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;

import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
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
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.Field;

/** Rows with random lists. */
final class RandomLists {

  private static final String LETTERS = "abc \\\"'{}[],:;NULnul\n\t\r$?%_\u00E4\u4E2D";
  private static final long FIRST_SECOND = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
  private static final long SECONDS =
      Instant.parse("9999-12-30T00:00:00Z").getEpochSecond() - FIRST_SECOND;

  private final Random random;
  private final boolean finite;

  /**
   * @param finite whether all numbers are finite
   */
  RandomLists(long seed, boolean finite) {
    random = new Random(seed);
    this.finite = finite;
  }

  List<Clip> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  private Clip row(int number) {
    Clip clip = new Clip();
    clip.set(CLIP.clipId, "r" + (1000 + number));
    for (ColumnSpec column : CLIP.lists()) {
      if (random.nextInt(6) > 0) {
        set(clip, CLIP.field(column.name()), (ListOf) column.type());
      }
    }
    clip.set(CLIP.provenance, Map.of("cut", "a" + number));
    return clip;
  }

  @SuppressWarnings("unchecked") // The array is that of jOOQ's own type.
  private <T> void set(Clip clip, Field<T> field, ListOf type) {
    Converter<Object, T> converter = (Converter<Object, T>) field.getConverter();
    clip.set(field, converter.from(list(type, field.getConverter().fromType())));
  }

  private Object list(ListOf type, Class<?> array) {
    int most = random.nextInt(20) == 0 ? 300 : 5;
    int length = type.length() == null ? random.nextInt(most) : type.length();
    Object list = Array.newInstance(array.getComponentType(), length);
    for (int i = 0; i < length; i++) {
      boolean isNull = type.nullable() && random.nextInt(5) == 0;
      Array.set(list, i, isNull ? null : value(type.element(), array.getComponentType()));
    }
    return list;
  }

  private Object value(LogicalType type, Class<?> as) {
    return switch (type.kind()) {
      case LIST -> list((ListOf) type, as);
      case STRING -> text(((Text) type).length());
      case BOOLEAN -> random.nextBoolean();
      case INT8 -> (byte) random.nextInt();
      case INT16 -> (short) random.nextInt();
      case INT32 -> random.nextInt();
      case INT64 -> random.nextLong();
      case FLOAT32 -> number(Float.intBitsToFloat(random.nextInt()));
      case FLOAT64 -> number(Double.longBitsToDouble(random.nextLong()));
      case DECIMAL -> decimal((Decimal) type);
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case BINARY -> bytes();
      case LOCAL_DATE -> LocalDate.ofInstant(instant(), ZoneOffset.UTC);
      case LOCAL_TIME -> LocalTime.ofInstant(instant(), ZoneOffset.UTC);
      case LOCAL_DATE_TIME -> instant().atOffset(ZoneOffset.UTC).toLocalDateTime();
      case INSTANT -> instant();
      case OFFSET_DATE_TIME -> instant().atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10));
      case ENUM, JSON -> throw new IllegalArgumentException(type.toString());
    };
  }

  private Float number(float number) {
    return Float.isNaN(number) || (finite && Float.isInfinite(number)) ? (Float) 0.1f : number;
  }

  private Double number(double number) {
    return Double.isNaN(number) || (finite && Double.isInfinite(number)) ? (Double) 0.1 : number;
  }

  private String text(Integer most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most == null ? 12 : most);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return most == null && random.nextInt(4) == 0 ? text + "\uD83D\uDE00" : text.toString();
  }

  private BigDecimal decimal(Decimal type) {
    int digits = type.stored().precision() - type.stored().scale();
    BigInteger whole = new BigInteger(3 * digits, random);
    return new BigDecimal(random.nextBoolean() ? whole : whole.negate())
        .add(BigDecimal.valueOf(random.nextInt(1_000_000), 6));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(8)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Instant instant() {
    long second = FIRST_SECOND + (long) (random.nextDouble() * SECONDS);
    return Instant.ofEpochSecond(second, random.nextInt(1_000_000) * 1_000L);
  }
}
