package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.metaxy.jooq.spec.JsonShape;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The types that JSON columns can have: they are read as they were written, and have a shape. */
class JsonTypesTest {

  /** An enum whose constants have other names in JSON. */
  public enum Mood {
    CALM,
    @JsonProperty("very-tense")
    TENSE
  }

  /** The types of the JDK. */
  public record Jdk(
      OffsetDateTime offset,
      ZonedDateTime zoned,
      Duration duration,
      Period period,
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      Year year,
      YearMonth month,
      UUID id,
      char letter,
      BigDecimal decimal,
      BigInteger big,
      Set<String> set,
      Optional<Mood> mood,
      OptionalInt number,
      List<String> nulls,
      Map<Mood, Map<UUID, List<Integer>>> maps,
      Map<Integer, Mood> numbered) {}

  /** Arrays. */
  @SuppressWarnings("ArrayRecordComponent") // JSON columns can have these.
  public record Arrays3(byte[] bytes, double[] numbers, Leaf[] leaves) {}

  /** A part that refers to itself. */
  public record Tree(String name, List<Tree> children) {}

  /** A part whose components are named like getters. */
  public record Leaf(boolean isEmpty, String getName) {
    public boolean isGreen() {
      return true;
    }
  }

  /** A generic part. */
  public record Pair<A, B>(A first, B second) {}

  /** A type with generic parts. */
  public record Pairs(Pair<Leaf, Integer> one, List<Pair<String, Pair<Long, Mood>>> others) {}

  /** Annotations of components. */
  public record Annotated(
      @JsonProperty("begin") double start,
      @JsonAlias({"stop", "until"}) double end,
      @JsonIgnore boolean cached,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int count,
      @JsonSetter(nulls = Nulls.AS_EMPTY) long added,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cost) {

    @JsonProperty("length")
    double length() {
      return end - start;
    }
  }

  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  @JsonIgnoreProperties("ignored")
  public record Sparse(int number, boolean flag, double ignored, String text) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Snake(int firstNumber, Tuple secondTuple) {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Tuple(int left, int top) {}

  /** A text in JSON. */
  public record Code(@JsonValue String code) {
    @JsonCreator
    public static Code of(String code) {
      return new Code(code);
    }
  }

  /** A type whose classes Jackson names. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public sealed interface Figure permits Circle {}

  /** One of them. */
  public record Circle(Code code, double radius) implements Figure {}

  /** A type whose classes nothing names. */
  public sealed interface Nameless permits Dot {}

  /** One of them. */
  public record Dot(int number) implements Nameless {}

  /** A record with a part that cannot be read. */
  public record Drawing(List<Nameless> parts, Figure figure, Object any, JsonNode node) {}

  private static Object readBack(Object value) throws IOException {
    var type = JsonMapping.type(value.getClass());
    return JsonMapping.read(JsonMapping.write(value, type), type);
  }

  private static String shape(Class<?> type) {
    return JsonShapes.of(type).shape().parts().stream()
        .map(JsonTypesTest::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(JsonShape.Part part) {
    return part.path()
        + " "
        + part.type()
        + (part.required() ? ", required" : "")
        + (part.constants().isEmpty() ? "" : " " + part.constants())
        + (part.aliases().isEmpty() ? "" : " or " + part.aliases());
  }

  @Test
  void typesOfTheJdk() throws IOException {
    Jdk value =
        new Jdk(
            OffsetDateTime.parse("2026-01-01T10:00:00.123456789+02:00"),
            ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneId.of("Europe/Berlin")),
            Duration.ofNanos(-12_345_678_901L),
            Period.ofMonths(3),
            Instant.MAX,
            LocalDate.MIN,
            LocalTime.MAX,
            LocalDateTime.of(-5, 1, 1, 0, 0),
            Year.of(-5),
            YearMonth.of(12_026, 2),
            UUID.fromString("c3a968b4-1978-4226-a493-6807ce47d252"),
            '"',
            new BigDecimal("1E+3"),
            new BigInteger("123456789012345678901234567890"),
            new LinkedHashSet<>(List.of("b", "c", "a")),
            Optional.of(Mood.TENSE),
            OptionalInt.empty(),
            new ArrayList<>(Arrays.asList("x", null)),
            Map.of(Mood.TENSE, Map.of(UUID.randomUUID(), List.of(1))),
            Map.of(5, Mood.CALM));
    Jdk read = (Jdk) readBack(value);
    assertEquals(value, read);
    assertEquals(List.of("b", "c", "a"), List.copyOf(read.set()));
    assertEquals(
        ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneId.of("UTC")),
        readBack(ZonedDateTime.of(2026, 7, 1, 10, 0, 0, 0, ZoneId.of("UTC"))));
    assertEquals(
        """
        $ object
        $.offset offset_date_time
        $.zoned java.time.ZonedDateTime
        $.duration java.time.Duration
        $.period java.time.Period
        $.instant instant
        $.date local_date
        $.time local_time
        $.dateTime local_date_time
        $.year java.time.Year
        $.month java.time.YearMonth
        $.id uuid
        $.letter string, required
        $.decimal decimal
        $.big java.math.BigInteger
        $.set array
        $.set[] string
        $.mood enum [CALM, very-tense]
        $.number int32
        $.nulls array
        $.nulls[] string
        $.maps map [CALM, very-tense]
        $.maps.* map
        $.maps.*.* array
        $.maps.*.*[] int32
        $.numbered map
        $.numbered.* enum [CALM, very-tense]""",
        shape(Jdk.class));
  }

  @Test
  void arrays() throws IOException {
    Arrays3 value =
        new Arrays3(new byte[] {1, -1}, new double[] {1, 2.5}, new Leaf[] {new Leaf(true, "x")});
    Arrays3 read = (Arrays3) readBack(value);
    assertArrayEquals(value.bytes(), read.bytes());
    assertArrayEquals(value.numbers(), read.numbers());
    assertArrayEquals(value.leaves(), read.leaves());
    assertEquals(
        """
        $ object
        $.bytes binary
        $.numbers array
        $.numbers[] float64
        $.leaves array
        $.leaves[] object
        $.leaves[].isEmpty boolean, required
        $.leaves[].getName string""",
        shape(Arrays3.class));
  }

  @Test
  void aRecordWithinItself() throws IOException {
    Tree tree = new Tree("a", List.of(new Tree("b", List.of()), new Tree("c", null)));
    assertEquals(tree, readBack(tree));
    assertEquals(
        """
        $ object
        $.name string
        $.children array
        $.children[] like $""",
        shape(Tree.class));
  }

  @Test
  void generics() throws IOException {
    Pairs pairs =
        new Pairs(
            new Pair<>(new Leaf(false, "n"), 1),
            List.of(new Pair<>("x", new Pair<>(1L << 60, Mood.CALM))));
    assertEquals(pairs, readBack(pairs));
    assertEquals(
        """
        $ object
        $.one object
        $.one.first object
        $.one.first.isEmpty boolean, required
        $.one.first.getName string
        $.one.second int32
        $.others array
        $.others[] object
        $.others[].first string
        $.others[].second object
        $.others[].second.first int64
        $.others[].second.second enum [CALM, very-tense]""",
        shape(Pairs.class));
  }

  @Test
  void annotationsOfComponents() throws IOException {
    assertEquals(
        new Annotated(1, 2, false, 0, 3, new BigDecimal("1.10")),
        readBack(new Annotated(1, 2, true, 0, 3, new BigDecimal("1.10"))));
    assertEquals(
        new Annotated(1, 2, false, 0, 0, null),
        JsonMapping.read("{\"begin\":1,\"until\":2}", JsonMapping.type(Annotated.class)));
    assertEquals(
        """
        $ object
        $.begin float64, required
        $.end float64, required or [stop, until]
        $.count int32
        $.added int64
        $.cost decimal""",
        shape(Annotated.class));
  }

  @Test
  void annotationsOfRecords() throws IOException {
    assertEquals(new Sparse(0, false, 0, null), readBack(new Sparse(0, false, 5, null)));
    assertEquals(new Sparse(1, true, 0, "x"), readBack(new Sparse(1, true, 0, "x")));
    Snake snake = new Snake(1, new Tuple(2, 3));
    assertEquals(snake, readBack(snake));
    assertEquals(new Circle(new Code("c"), 1), readBack(new Circle(new Code("c"), 1)));
    assertEquals(
        """
        $ object
        $.number int32
        $.flag boolean
        $.text string""",
        shape(Sparse.class));
    assertEquals(
        """
        $ object
        $.first_number int32, required
        $.second_tuple tuple (left, top)
        $.second_tuple.left int32, required
        $.second_tuple.top int32, required""",
        shape(Snake.class));
  }

  @Test
  void typesThatCannotBeReadAreFound() {
    assertEquals(List.of(Nameless.class), JsonShapes.of(Drawing.class).unreadable());
    assertEquals(List.of(), JsonShapes.of(Figure.class).unreadable());
    assertEquals(
        """
        $ object
        $.parts array
        $.parts[] any
        $.figure variant [JsonTypesTest$Circle]
        $.figure[JsonTypesTest$Circle] object
        $.figure[JsonTypesTest$Circle].code string
        $.figure[JsonTypesTest$Circle].radius float64, required
        $.any any
        $.node any""",
        shape(Drawing.class));
  }
}
