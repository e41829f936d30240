package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;

import io.metaxy.jooq.it.document.PhotoTables.Detail;
import io.metaxy.jooq.it.document.PhotoTables.Extent;
import io.metaxy.jooq.it.document.PhotoTables.Kind;
import io.metaxy.jooq.it.document.PhotoTables.Mark;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/** Rows with documents, and their texts. */
public final class PhotoRows {

  private PhotoRows() {}

  /** Photos whose documents differ; those of every fourth are null. */
  public static List<Photo> rows(int count) {
    return IntStream.range(0, count).mapToObj(PhotoRows::row).toList();
  }

  private static Photo row(int number) {
    Photo photo = empty(number);
    if (number % 4 != 3) {
      photo.set(PHOTO.extent, new Extent(number, number % 2 == 0 ? null : -number));
      photo.set(PHOTO.marks, number % 4 == 0 ? List.of() : Arrays.asList(mark(number), null));
      photo.set(PHOTO.scores, number % 4 == 0 ? Map.of() : scores(number));
      photo.set(PHOTO.detail, detail(number % 4));
      photo.set(PHOTO.kinds, Arrays.asList(Kind.CAR, null, Kind.FACE));
      photo.set(
          PHOTO.raw,
          JSON.valueOf(
              "{\"n\":"
                  + number
                  + ",\"s\":\"a\\\"\\\\\u00E4\\u0001\",\"j\":{\"x\":[1.5,null,\"a,b\"],\"y\":\"null\"}}"));
    }
    return photo;
  }

  /** A photo without documents. */
  public static Photo empty(int number) {
    Photo photo = new Photo();
    photo.set(PHOTO.photoId, "p" + (1000 + number));
    photo.set(PHOTO.album, "a" + number % 3);
    photo.set(PHOTO.provenance, Map.of("pixels", "x" + number));
    return photo;
  }

  public static <T> Photo with(Field<T> column, T document) {
    Photo photo = empty(1);
    photo.set(column, document);
    return photo;
  }

  private static Mark mark(int number) {
    double score = List.of(0.1, 1e300, Double.MIN_VALUE, -1e-300).get(number % 4);
    float[] box = {number, 0.1f, Float.MAX_VALUE, -0.5f};
    return new Mark(Kind.FACE, score, box, number % 4 == 1 ? null : new Extent(number, null));
  }

  /** The keys are not in the order of their bytes. */
  private static Map<String, Double> scores(int number) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("z", 0.5 + number);
    scores.put("A \"b\" \\ \u00E4 \uD83D\uDE00", null);
    scores.put("", 1e300);
    scores.put("a", -1e300);
    return scores;
  }

  private static Detail detail(int number) {
    return switch (number) {
      case 0 -> full();
      case 1 -> edge();
      default ->
          new Detail(
              null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null, null, null, null, null, null);
    };
  }

  public static Detail full() {
    Map<String, List<BigDecimal>> prices = new LinkedHashMap<>();
    prices.put("now", Arrays.asList(new BigDecimal("0.50"), null));
    prices.put("later", List.of());
    prices.put("never", null);
    Map<Integer, String> names = new LinkedHashMap<>();
    names.put(7, "seven");
    names.put(-1, null);
    return new Detail(
        "it's \"x\"\\ {a} [b]\n\t\u0001 NULL \uD83D\uDE00",
        true,
        (byte) -128,
        Short.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        0.1f,
        Math.PI,
        new BigDecimal("12345678901234.5600"),
        UUID.fromString("00000000-0000-4000-8000-0000000000ff"),
        new byte[] {0, -1, 92, 34},
        Instant.parse("2026-03-29T01:30:00.123456Z"),
        LocalDate.of(2026, 3, 29),
        LocalDateTime.of(2026, 3, 29, 2, 30, 0, 1_000),
        LocalTime.of(23, 59, 59, 999_999_000),
        Kind.CAR,
        new Extent(1, 2),
        List.of(mark(1), mark(2)),
        Arrays.asList(List.of("a", ""), null, List.of(), Arrays.asList((String) null)),
        prices,
        names);
  }

  private static Detail edge() {
    return new Detail(
        "",
        false,
        (byte) 0,
        (short) 0,
        0,
        Long.MIN_VALUE,
        Float.MIN_VALUE,
        -0.5,
        new BigDecimal("-0.0001"),
        new UUID(0, 0),
        new byte[0],
        Instant.parse("0001-01-01T00:00:00Z"),
        LocalDate.of(-44, 3, 15),
        LocalDateTime.of(12_345, 1, 2, 3, 4),
        LocalTime.MIDNIGHT,
        Kind.FACE,
        new Extent(0, null),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /** The documents of a photo as texts, which are equal if the values are. */
  public static Map<String, String> texts(Photo photo) {
    Map<String, String> texts = new LinkedHashMap<>();
    PHOTO
        .documents()
        .forEach(
            name -> texts.put(name, Objects.toString(plain(photo.get(PHOTO.field(name))), "")));
    return texts;
  }

  /** A value of lists, maps and scalars, because a record does not compare the arrays in it. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Record document) {
      return Arrays.stream(document.getClass().getRecordComponents())
          .map(component -> plain(component(document, component)))
          .toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new TreeMap<>();
      map.forEach((key, element) -> plain.put(key, plain(element)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PhotoRows::plain).toList();
    }
    if (value != null && value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> plain(Array.get(value, i)))
          .toList();
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    return value instanceof JSON json ? compact(json) : value;
  }

  private static @Nullable Object component(Record document, RecordComponent component) {
    try {
      return component.getAccessor().invoke(document);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String compact(JSON json) {
    try {
      return JsonText.compact(JsonText.parse(json.data()));
    } catch (JsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
