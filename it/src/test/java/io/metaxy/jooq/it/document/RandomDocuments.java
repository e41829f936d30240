package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;

import io.metaxy.jooq.it.document.PhotoTables.Detail;
import io.metaxy.jooq.it.document.PhotoTables.Extent;
import io.metaxy.jooq.it.document.PhotoTables.Kind;
import io.metaxy.jooq.it.document.PhotoTables.Mark;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Rows with random documents. */
final class RandomDocuments {

  private static final String LETTERS = "abc \\\"'{}[],:;NULnul\n\t\r$?%_\u00E4\u4E2D\u0001";
  private static final long FIRST_SECOND = Instant.parse("-4000-01-02T00:00:00Z").getEpochSecond();
  private static final long SECONDS =
      Instant.parse("+19999-12-30T00:00:00Z").getEpochSecond() - FIRST_SECOND;

  private final Random random;

  RandomDocuments(long seed) {
    random = new Random(seed);
  }

  List<Photo> rows(int count) {
    return IntStream.range(0, count).mapToObj(this::row).toList();
  }

  private Photo row(int number) {
    Photo photo = PhotoRows.empty(number);
    photo.set(PHOTO.extent, maybe(this::extent));
    photo.set(PHOTO.marks, maybe(() -> list(this::mark)));
    photo.set(PHOTO.scores, maybe(() -> map(this::text, this::number)));
    photo.set(PHOTO.detail, maybe(this::detail));
    photo.set(PHOTO.kinds, maybe(() -> list(this::kind)));
    return photo;
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextInt(6) == 0 ? null : value.get();
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(maybe(element));
    }
    return list;
  }

  private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
    Map<K, V> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(key.get(), maybe(value));
    }
    return map;
  }

  private Kind kind() {
    return random.nextBoolean() ? Kind.FACE : Kind.CAR;
  }

  private Extent extent() {
    return new Extent(random.nextInt(), maybe(random::nextInt));
  }

  private Mark mark() {
    float[] box = new float[random.nextInt(5)];
    for (int i = 0; i < box.length; i++) {
      box[i] = Float.intBitsToFloat(random.nextInt());
    }
    return new Mark(maybe(this::kind), number(), maybe(() -> box), maybe(this::extent));
  }

  private double number() {
    return Double.longBitsToDouble(random.nextLong());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return random.nextInt(4) == 0 ? text + "\uD83D\uDE00" : text.toString();
  }

  private BigDecimal decimal(int precision, int scale) {
    BigInteger most = BigInteger.TEN.pow(random.nextInt(precision));
    return new BigDecimal(new BigInteger(60, random).mod(most), scale)
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
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

  private Detail detail() {
    return new Detail(
        maybe(this::text),
        maybe(random::nextBoolean),
        maybe(() -> (byte) random.nextInt()),
        maybe(() -> (short) random.nextInt()),
        maybe(random::nextInt),
        maybe(random::nextLong),
        maybe(() -> Float.intBitsToFloat(random.nextInt())),
        maybe(this::number),
        maybe(() -> decimal(18, 4)),
        maybe(() -> new UUID(random.nextLong(), random.nextLong())),
        maybe(this::bytes),
        maybe(this::instant),
        maybe(() -> LocalDate.ofInstant(instant(), ZoneOffset.UTC)),
        maybe(() -> instant().atOffset(ZoneOffset.UTC).toLocalDateTime()),
        maybe(() -> LocalTime.ofInstant(instant(), ZoneOffset.UTC)),
        maybe(this::kind),
        maybe(this::extent),
        maybe(() -> list(this::mark)),
        maybe(() -> list(() -> list(this::text))),
        maybe(() -> map(this::text, () -> list(() -> decimal(4, 2)))),
        maybe(() -> map(random::nextInt, this::text)));
  }
}
