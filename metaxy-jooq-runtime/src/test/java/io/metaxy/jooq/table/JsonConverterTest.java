package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.JSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON columns as the types of record components: what is kept, and what is rejected. */
class JsonConverterTest {

  /** A type that a user's column can have. */
  public record Box(int left, Optional<LocalDate> day) {

    public boolean isEmpty() {
      return left == 0;
    }

    public int getRight() {
      return left + 1;
    }
  }

  /** A mood of a box. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** Limits that a range checks. */
  public record Range(double from, double to) {
    public Range {
      if (to < from) {
        throw new IllegalArgumentException("from " + from + " is after to " + to);
      }
    }
  }

  /** A type with a value of each kind. */
  public record Values(
      Mood mood, Map<Mood, Integer> counts, long number, float gain, BigInteger big, Range range) {}

  /** A sealed type whose classes Jackson names. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public sealed interface Named permits Left, Right {}

  /** One of two. */
  public record Left(BigDecimal width) implements Named {}

  /** The other. */
  public record Right(int height) implements Named {}

  private static final class Boxes extends JsonConverter<List<Box>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class OneValues extends JsonConverter<Values> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Objects extends JsonConverter<Map<String, Object>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Doubles extends JsonConverter<List<Double>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Ranges extends JsonConverter<List<Range>> {
    private static final long serialVersionUID = 1L;
  }

  private static final class NamedOnes extends JsonConverter<List<Named>> {
    private static final long serialVersionUID = 1L;
  }

  private record Times(
      LocalDateTime local,
      Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      @JsonFormat(pattern = "dd.MM.uuuu HH:mm") LocalDateTime day) {}

  private static final class TheTimes extends JsonConverter<Times> {
    private static final long serialVersionUID = 1L;
  }

  private static final class Texts extends JsonConverter<Map<String, String>> {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void recordsAreBoundBothWaysByTheirComponentsAlone() {
    List<Box> boxes = List.of(new Box(1, Optional.of(LocalDate.of(2026, 1, 31))));
    JSON json = JSON.valueOf("[{\"left\":1,\"day\":\"2026-01-31\"}]");
    assertEquals(json, new Boxes().to(boxes));
    assertEquals(boxes, new Boxes().from(json));
  }

  /** Such keys were written before, and by components that have left. */
  @Test
  void unknownKeysAreSkipped() {
    JSON json =
        JSON.valueOf(
            "[{\"left\":1,\"empty\":false,\"right\":2,\"gone\":{\"a\":[1]},\"day\":null}]");
    assertEquals(List.of(new Box(1, Optional.empty())), new Boxes().from(json));
  }

  /** Reads what a database holds, even if another program wrote it. */
  @Test
  void ofADuplicateKeyTheLastValueIsRead() {
    JSON json = JSON.valueOf("[{\"left\":1,\"left\":2,\"day\":null}]");
    assertEquals(List.of(new Box(2, Optional.empty())), new Boxes().from(json));
  }

  @Test
  void aMissingObjectIsNullAndAMissingOptionalIsEmpty() {
    assertEquals(List.of(new Box(2, Optional.empty())), read(new Boxes(), "[{\"left\":2}]"));
    assertEquals(
        new Values(null, null, 1, 2f, null, null),
        read(new OneValues(), "{\"number\":1,\"gain\":2}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.10", "1E+3", "-1E-30", "0.1234567890123456789012345678901234567890"})
  void decimalsKeepTheirDigits(String digits) {
    List<Named> left = List.of(new Left(new BigDecimal(digits)));
    assertEquals(left, read(new NamedOnes(), write(new NamedOnes(), left)));
  }

  /** DuckDB and Polars write the times of structs like this when they make JSON of them. */
  @Test
  void timesAreReadInTheFormOfSqlToo() {
    Times times =
        new Times(
            LocalDateTime.of(2026, 3, 8, 2, 30, 0, 123_000_000),
            Instant.parse("2026-03-01T10:20:30.000001Z"),
            OffsetDateTime.parse("2026-03-01T10:20:30+05:30"),
            ZonedDateTime.parse("2026-03-01T10:20:30-03:00"),
            LocalDateTime.of(1, 1, 1, 0, 0));
    assertEquals(times, read(new TheTimes(), write(new TheTimes(), times)));
    for (String hours : List.of("-03", "-03:00", "-03:00:00")) {
      assertEquals(
          times,
          read(
              new TheTimes(),
              "{\"local\":\"2026-03-08 02:30:00.123\",\"instant\":\"2026-03-01"
                  + " 10:20:30.000001+00\",\"offset\":\"2026-03-01 10:20:30+05:30\",\"zoned\":"
                  + "\"2026-03-01 10:20:30"
                  + hours
                  + "\",\"day\":\"01.01.0001 00:00\"}"));
    }
    assertEquals(
        times.local(), read(new TheTimes(), "{\"day\":\"2026-03-08 02:30:00.123\"}").day());
  }

  @ParameterizedTest
  @CsvSource({
    "local, 2026-03-08 02:30:00+00, java.time.LocalDateTime",
    "local, 2026-02-30 02:30:00, java.time.LocalDateTime",
    "instant, 2026-03-08 02:30:00, java.time.Instant",
    "instant, -infinity, java.time.Instant",
    "offset, 2026-03-08 02:30:00, java.time.OffsetDateTime",
  })
  void timesOfSqlThatDoNotFitAreNamedWithTheirPlace(String member, String time, String type) {
    assertEquals(
        "Cannot read a JSON column as "
            + Times.class.getName()
            + ": "
            + time
            + " at $."
            + member
            + " is not a value of "
            + type
            + "; correct the row or the type",
        refused(new TheTimes(), "{\"" + member + "\":\"" + time + "\"}"));
  }

  @Test
  void sealedTypesThatJacksonNamesAreRead() {
    List<Named> both = List.of(new Left(BigDecimal.ONE), new Right(2));
    assertEquals(both, read(new NamedOnes(), write(new NamedOnes(), both)));
  }

  @Test
  void numbersOfOpenTypesKeepTheirValues() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("int", 1);
    numbers.put("long", 9_007_199_254_740_993L);
    numbers.put("big", new BigInteger("123456789012345678901234567890"));
    numbers.put("double", 0.1);
    numbers.put("small", Double.MIN_VALUE);
    numbers.put("decimal", new BigDecimal("0.1234567890123456789"));
    numbers.put("huge", new BigDecimal("1.5E+999"));
    numbers.put("nothing", null);
    numbers.put("nested", List.of(Map.of("decimal", new BigDecimal("1.00000000000000000001"))));
    assertEquals(numbers, read(new Objects(), write(new Objects(), numbers)));
  }

  @Test
  void aNumberWithAFractionIsNoIntegerButOneWithoutIs() {
    assertEquals(
        new Values(null, null, 1000, 0, null, null),
        read(new OneValues(), "{\"number\":1.0E3,\"gain\":0}"));
    assertEquals(
        "Cannot read a JSON column as "
            + Values.class.getName()
            + ": 2.5 is not a value of a long at $.number; correct the row or the type",
        refused(new OneValues(), "{\"number\":2.5,\"gain\":0}"));
  }

  @Test
  void whatIsNotFiniteIsRejectedAndReadFromTheTextsOfBefore() {
    List<Double> doubles = List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0);
    assertEquals(doubles, read(new Doubles(), "[\"NaN\",\"Infinity\",-0.0]"));
    assertEquals(
        "Cannot write a JSON column from java.util.List<java.lang.Double>: NaN is not a number in"
            + " JSON at $[0]; set null, or declare a column that is not JSON",
        unwritten(new Doubles(), doubles));
    assertEquals(
        "Cannot write a JSON column from java.util.Map<java.lang.String,java.lang.Object>:"
            + " NaN is not a number in JSON at $.a; set null, or declare a column that is not JSON",
        unwritten(new Objects(), Map.of("a", Double.NaN)));
  }

  @Test
  void aTextThatIsNotUnicodeIsRejected() {
    assertEquals(
        Map.of("a", "\uD83D\uDE00"),
        read(new Texts(), write(new Texts(), Map.of("a", "\uD83D\uDE00"))));
    assertEquals(
        "Cannot write a JSON column from java.util.Map<java.lang.String,java.lang.String>: a text"
            + " is not valid Unicode: it has half a surrogate pair at index 1 at $.a; correct the"
            + " value",
        unwritten(new Texts(), Map.of("a", "x\uD83D")));
  }

  @Test
  void whatIsTooLargeForADoubleIsRejected() {
    assertEquals(
        "Cannot read a JSON column as java.util.List<java.lang.Double>: 1e999 is not a value of a"
            + " double at $[1]; correct the row or the type",
        refused(new Doubles(), "[1,1e999]"));
  }

  @Test
  void anUnknownConstantIsNamedWithItsPlace() {
    String type = "Cannot read a JSON column as " + Values.class.getName() + ": ";
    String remedy =
        " is not a constant of "
            + Mood.class.getName()
            + " (must be one of CALM, TENSE); keep the constant in the enum, or correct the row";
    assertEquals(type + "GLAD at $.mood" + remedy, refused(new OneValues(), "{\"mood\":\"GLAD\"}"));
    assertEquals(
        type + "GLAD at $.counts" + remedy, refused(new OneValues(), "{\"counts\":{\"GLAD\":1}}"));
  }

  @Test
  void aMissingPrimitiveIsNamedWithItsPlace() {
    String sentence =
        "Cannot read a JSON column as "
            + "java.util.List<"
            + Range.class.getName()
            + ">: there is no value at $[1].to; make it nullable (such as Integer for int),"
            + " annotate it with @JsonSetter(nulls = Nulls.AS_EMPTY) for zero or false, or correct"
            + " the row";
    assertEquals(
        sentence, refused(new Ranges(), "[{\"from\":1,\"to\":2},{\"from\":1,\"to\":null}]"));
    assertEquals(sentence, refused(new Ranges(), "[{\"from\":1,\"to\":2},{\"from\":1}]"));
  }

  @Test
  void aRecordThatRejectsItsValuesIsNamedWithItsReason() {
    assertEquals(
        "Cannot read a JSON column as java.util.List<"
            + Range.class.getName()
            + ">: "
            + Range.class.getName()
            + " at $[0] rejects its values: from 2.0 is after to 1.0; correct the row or the"
            + " record",
        refused(new Ranges(), "[{\"from\":2,\"to\":1}]"));
  }

  @Test
  void whatDoesNotFitIsNamedWithItsPlace() {
    String type = "Cannot read a JSON column as java.util.List<" + Box.class.getName() + ">: ";
    assertEquals(
        type
            + "Unexpected end-of-input within/between Object entries at line 1, column 12; correct"
            + " the row, or, if the live column is a struct or a map, generate the code again, or"
            + " select from store.current(...), which returns it as JSON",
        refused(new Boxes(), "[{\"left\":1,"));
    assertEquals(
        type + "x at $[0].left is not a value of int; correct the row or the type",
        refused(new Boxes(), "[{\"left\":\"x\"}]"));
    assertEquals(
        type + " at $[0].left is not a value of int; correct the row or the type",
        refused(new Boxes(), "[{\"left\":\"\"}]"));
    assertEquals(
        type
            + "an object is not a value of java.util.ArrayList<"
            + Box.class.getName()
            + ">; correct the row or the type",
        refused(new Boxes(), "{\"left\":1}"));
  }

  @Test
  void whatFollowsAValueIsRejected() {
    String says =
        "Cannot read a JSON column as java.util.List<java.lang.Integer>: there is text after the"
            + " value; correct the row";
    for (String text : List.of("[1] [2]", "[1]{}", "[1] 2")) {
      assertEquals(
          says,
          assertThrows(
                  IllegalStateException.class,
                  () -> new JsonConverter<List<Integer>>() {}.from(JSON.json(text)))
              .getMessage());
    }
    assertEquals(List.of(1), new JsonConverter<List<Integer>>() {}.from(JSON.json(" [1] \n")));
  }

  /** A key of a map. */
  public record Key(int number) {}

  @Test
  void whatCannotBeReadAgainIsNotWritten() {
    assertEquals(
        "Cannot write a JSON column from java.util.Map<io.metaxy.jooq.table.JsonConverterTest$Key,"
            + "java.lang.String>: it could not be read again: Cannot find a (Map) Key deserializer"
            + " for type [simple type, class io.metaxy.jooq.table.JsonConverterTest$Key]; change"
            + " the type",
        assertThrows(
                IllegalStateException.class,
                () -> new JsonConverter<Map<Key, String>>() {}.to(Map.of(new Key(1), "one")))
            .getMessage());
  }

  @Test
  void aMapWithANullKeyIsRejected() {
    Map<String, String> noKey = new LinkedHashMap<>();
    noKey.put(null, "x");
    assertEquals(
        "Cannot write a JSON column from java.util.Map<java.lang.String,java.lang.String>: Null"
            + " key for a Map not allowed in JSON; correct the value",
        unwritten(new Texts(), noKey));
  }

  @Test
  void ofAValueThatContainsItselfTheBeginningOfThePathIsShown() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    String message = unwritten(new JsonConverter<List<Object>>() {}, list);
    assertTrue(message.endsWith(" at $" + "[0]".repeat(10) + "…; correct the value"), message);
  }

  /** Components with a value for what is missing, and one whose default is only documentation. */
  public record Defaults(
      @JsonSetter(nulls = Nulls.AS_EMPTY) int count,
      @JsonSetter(nulls = Nulls.AS_EMPTY) String label,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> tags,
      @JsonProperty(defaultValue = "7") Integer documented,
      Integer replaced) {

    public Defaults {
      replaced = replaced == null ? 7 : replaced;
    }
  }

  @Test
  void aMissingMemberIsEmptyOrWhatTheConstructorMakesOfNull() {
    Defaults expected = new Defaults(0, "", List.of(), null, 7);
    JsonConverter<Defaults> converter = new JsonConverter<>() {};
    assertEquals(expected, read(converter, "{}"));
    assertEquals(
        expected,
        read(converter, "{\"count\":null,\"label\":null,\"tags\":null,\"replaced\":null}"));
  }

  @Test
  void longTextsAndNumbersAreRead() {
    Map<String, Object> large =
        Map.of("text", "x".repeat(21_000_000), "number", new BigInteger("7".repeat(2000)));
    assertEquals(large, read(new Objects(), write(new Objects(), large)));
  }

  private static <T> T read(JsonConverter<T> converter, String json) {
    return converter.from(JSON.valueOf(json));
  }

  private static <T> String write(JsonConverter<T> converter, T value) {
    return converter.to(value).data();
  }

  private static String refused(JsonConverter<?> converter, String json) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> converter.from(JSON.valueOf(json)))
            .getMessage());
  }

  private static <T> String unwritten(JsonConverter<T> converter, T value) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> converter.to(value)).getMessage());
  }
}
