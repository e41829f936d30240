package io.metaxy.jooq.resolve.spool;

import io.metaxy.jooq.dialect.list.ListElements;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * Values of columns as bytes, without loss: the number of the class, then the value. If a value is
 * of any other class, it stays in memory, and only its number is written.
 */
final class ValueBytes {

  private static final byte NULL = -1;
  private static final byte IN_MEMORY = -2;
  private static final byte LIST = -3;

  /** A class of values. */
  private record Kind<T>(
      Class<T> type, BiConsumer<ByteBuffer, T> write, Function<ByteBuffer, T> read) {

    @SuppressWarnings("unchecked") // Found by the class of the value.
    void writeAny(ByteBuffer to, Object value) {
      write.accept(to, (T) value);
    }
  }

  private static final Kind<?>[] KINDS = {
    new Kind<>(String.class, ValueBytes::writeText, ValueBytes::readText),
    new Kind<>(Long.class, ByteBuffer::putLong, ByteBuffer::getLong),
    new Kind<>(Integer.class, ByteBuffer::putInt, ByteBuffer::getInt),
    new Kind<>(Short.class, ByteBuffer::putShort, ByteBuffer::getShort),
    new Kind<>(Byte.class, ByteBuffer::put, ByteBuffer::get),
    new Kind<>(Boolean.class, (to, is) -> to.put((byte) (is ? 1 : 0)), from -> from.get() == 1),
    new Kind<>(Double.class, ByteBuffer::putDouble, ByteBuffer::getDouble),
    new Kind<>(Float.class, ByteBuffer::putFloat, ByteBuffer::getFloat),
    new Kind<>(BigDecimal.class, ValueBytes::writeDecimal, ValueBytes::readDecimal),
    new Kind<>(UUID.class, ValueBytes::writeUuid, from -> new UUID(from.getLong(), from.getLong())),
    new Kind<>(byte[].class, ValueBytes::writeBytes, ValueBytes::readBytes),
    new Kind<>(JSON.class, (to, json) -> writeText(to, json.data()), f -> JSON.json(readText(f))),
    new Kind<>(
        JSONB.class, (to, json) -> writeText(to, json.data()), f -> JSONB.jsonb(readText(f))),
    new Kind<>(Instant.class, ValueBytes::writeInstant, ValueBytes::readInstant),
    new Kind<>(OffsetDateTime.class, ValueBytes::writeOffset, ValueBytes::readOffset),
    new Kind<>(LocalDateTime.class, ValueBytes::writeLocal, ValueBytes::readLocal),
    new Kind<>(
        LocalDate.class,
        (to, date) -> to.putLong(date.toEpochDay()),
        from -> LocalDate.ofEpochDay(from.getLong())),
    new Kind<>(
        LocalTime.class,
        (to, time) -> to.putLong(time.toNanoOfDay()),
        from -> LocalTime.ofNanoOfDay(from.getLong())),
    new Kind<>(
        Duration.class,
        (to, time) -> to.putLong(time.getSeconds()).putInt(time.getNano()),
        from -> Duration.ofSeconds(from.getLong(), from.getInt()))
  };

  private static final Map<Class<?>, Byte> NUMBERS = new HashMap<>();

  static {
    for (byte i = 0; i < KINDS.length; i++) {
      NUMBERS.put(KINDS[i].type(), i);
    }
  }

  private final List<Object> inMemory = new ArrayList<>();

  /** Whether values of a class are written. */
  static boolean knows(Class<?> type) {
    return NUMBERS.containsKey(type);
  }

  void write(ByteBuffer to, @Nullable Object value) {
    if (value == null) {
      to.put(NULL);
      return;
    }
    Byte number = NUMBERS.get(value.getClass());
    if (number == null
        && value instanceof Object[] list
        && knows(ListElements.values(list.getClass()))) {
      writeList(to, list);
    } else if (number == null) {
      to.put(IN_MEMORY).putInt(inMemory.size());
      inMemory.add(value);
    } else {
      to.put(number);
      KINDS[number].writeAny(to, value);
    }
  }

  @Nullable Object read(ByteBuffer from) {
    byte number = from.get();
    return switch (number) {
      case NULL -> null;
      case IN_MEMORY -> inMemory.get(from.getInt());
      case LIST -> readList(from);
      default -> KINDS[number].read().apply(from);
    };
  }

  /** Writes the depth, the number of the class of the values, and the elements. */
  private void writeList(ByteBuffer to, @Nullable Object[] list) {
    byte depth = 1;
    Class<?> component = list.getClass().getComponentType();
    while (!knows(component)) {
      component = component.getComponentType();
      depth++;
    }
    to.put(LIST).put(depth).put(Objects.requireNonNull(NUMBERS.get(component)));
    to.putInt(list.length);
    for (Object element : list) {
      write(to, element);
    }
  }

  private Object readList(ByteBuffer from) {
    int depth = from.get();
    Class<?> values = KINDS[from.get()].type();
    int[] lengths = new int[depth];
    lengths[0] = from.getInt();
    @Nullable Object[] list = (@Nullable Object[]) Array.newInstance(values, lengths);
    for (int i = 0; i < list.length; i++) {
      list[i] = read(from);
    }
    return list;
  }

  /**
   * Writes characters, not UTF-8, because a text of the JVM need not be Unicode: a byte for each if
   * all fit, otherwise two.
   */
  private static void writeText(ByteBuffer to, String text) {
    boolean wide = false;
    for (int i = 0; i < text.length() && !wide; i++) {
      wide = text.charAt(i) > 0xFF;
    }
    to.put((byte) (wide ? 1 : 0));
    if (wide) {
      to.putInt(text.length());
      for (int i = 0; i < text.length(); i++) {
        to.putChar(text.charAt(i));
      }
    } else {
      writeBytes(to, text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static String readText(ByteBuffer from) {
    boolean wide = from.get() == 1;
    int length = from.getInt();
    if (wide) {
      char[] text = new char[length];
      for (int i = 0; i < length; i++) {
        text[i] = from.getChar();
      }
      return new String(text);
    }
    int start = from.position();
    from.position(start + length);
    int offset = from.arrayOffset() + start;
    return new String(from.array(), offset, length, StandardCharsets.ISO_8859_1);
  }

  private static void writeBytes(ByteBuffer to, byte[] bytes) {
    to.putInt(bytes.length).put(bytes);
  }

  private static byte[] readBytes(ByteBuffer from) {
    byte[] bytes = new byte[from.getInt()];
    from.get(bytes);
    return bytes;
  }

  private static void writeDecimal(ByteBuffer to, BigDecimal decimal) {
    to.putInt(decimal.scale());
    writeBytes(to, decimal.unscaledValue().toByteArray());
  }

  private static BigDecimal readDecimal(ByteBuffer from) {
    int scale = from.getInt();
    return new BigDecimal(new BigInteger(readBytes(from)), scale);
  }

  private static void writeUuid(ByteBuffer to, UUID uuid) {
    to.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static void writeInstant(ByteBuffer to, Instant instant) {
    to.putLong(instant.getEpochSecond()).putInt(instant.getNano());
  }

  private static Instant readInstant(ByteBuffer from) {
    return Instant.ofEpochSecond(from.getLong(), from.getInt());
  }

  private static void writeOffset(ByteBuffer to, OffsetDateTime time) {
    writeLocal(to, time.toLocalDateTime());
    to.putInt(time.getOffset().getTotalSeconds());
  }

  private static OffsetDateTime readOffset(ByteBuffer from) {
    LocalDateTime local = readLocal(from);
    return OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(from.getInt()));
  }

  private static void writeLocal(ByteBuffer to, LocalDateTime time) {
    to.putLong(time.toLocalDate().toEpochDay()).putLong(time.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime readLocal(ByteBuffer from) {
    LocalDate date = LocalDate.ofEpochDay(from.getLong());
    return LocalDateTime.of(date, LocalTime.ofNanoOfDay(from.getLong()));
  }
}
