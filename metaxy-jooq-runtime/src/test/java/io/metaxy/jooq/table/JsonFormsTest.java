package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.metaxy.jooq.spec.JsonForm;
import io.metaxy.jooq.spec.JsonForm.Entries;
import io.metaxy.jooq.spec.JsonForm.Items;
import io.metaxy.jooq.spec.JsonForm.Members;
import io.metaxy.jooq.spec.JsonForm.Value;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The structs, maps and lists that can hold the JSON of a Java type, and the types without. */
@SuppressWarnings("ArrayRecordComponent")
class JsonFormsTest {

  /** An enum whose constants have other names in JSON. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** An enum that is written as a number. */
  public enum Level {
    LOW,
    HIGH;

    @JsonValue
    public int number() {
      return this == LOW ? 0 : 1;
    }
  }

  /** A wrapped value. */
  public record Name(@JsonValue String text) {}

  /** A record of values. */
  public record Values(
      String text,
      char letter,
      boolean flag,
      byte tiny,
      short small,
      Integer whole,
      long big,
      float real,
      double precise,
      UUID id,
      byte[] bytes,
      Instant at,
      LocalDate day,
      Mood mood,
      Name name,
      Optional<Double> score) {}

  /** A record of others. */
  public record Nested(
      @JsonProperty("the point") Point point,
      Point[] points,
      Set<Mood> moods,
      Map<Mood, List<Point>> byMood,
      float[][] matrix,
      @JsonIgnore String ignored) {}

  /** Two numbers. */
  public record Point(int x, int y) {}

  /** A class that Jackson describes. */
  public static final class Bean {
    public String title = "";

    public int getCount() {
      return 0;
    }
  }

  /** Columns that are structs or maps. */
  record Formed(
      Values values, Nested nested, List<Point> list, Map<String, Double> map, Bean bean) {}

  /** Columns that stay JSON. */
  record Unformed(
      JsonNode node,
      Map<String, Object> any,
      List<Object> anything,
      Set<String> onlyValues,
      List<List<List<Double>>> deep,
      Empty empty,
      Tree tree,
      Link link,
      Case twice,
      Decimal decimal,
      Big big,
      Offset offset,
      Lasting lasting,
      Formatted formatted,
      FormattedClass formattedClass,
      Written written,
      LeftOut leftOut,
      Flat flat,
      More more,
      Open open,
      Shape shape,
      Circle circle,
      Leveled leveled,
      Letters letters) {}

  public record Empty() {}

  public record Tree(String name, List<Tree> children) {}

  public record Link(Other other) {}

  public record Other(Map<String, Link> links) {}

  public record Case(int size, @JsonProperty("Size") int other) {}

  public record Decimal(BigDecimal price) {}

  public record Big(BigInteger number) {}

  public record Offset(OffsetDateTime at) {}

  public record Lasting(Duration time) {}

  public record Formatted(@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record FormattedClass(int x, int y) {}

  public record Written(@JsonSerialize(using = ToStringSerializer.class) int x) {}

  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record LeftOut(int x) {}

  public record Flat(@JsonUnwrapped Point point) {}

  public record More(int x, @JsonAnyGetter Map<String, Integer> more) {}

  /** A class that others may extend. */
  public static class Open {
    public int x;
  }

  /** An interface whose classes are named. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public sealed interface Shape permits Circle {}

  public record Circle(double radius) implements Shape {}

  public record Leveled(Level level) {}

  public record Letters(char[] letters) {}

  private static String text(JsonForm form) {
    if (form instanceof Members members) {
      return members.forms().entrySet().stream()
          .map(member -> member.getKey() + " " + text(member.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    } else if (form instanceof Entries entries) {
      return "{* " + text(entries.value()) + "}";
    }
    return form instanceof Items items
        ? "[" + text(items.element()) + "]"
        : ((Value) form).type().kind().name().toLowerCase(Locale.ROOT);
  }

  private static List<String> forms(Class<?> type) {
    List<String> forms = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String form =
          JsonForms.of(component.getGenericType()).map(JsonFormsTest::text).orElse("json");
      forms.add(component.getName() + " " + form);
    }
    return forms;
  }

  @Test
  void recordsListsAndMapsHaveOne() {
    assertEquals(
        List.of(
            "values {text string, letter string, flag boolean, tiny int8, small int16, whole int32,"
                + " big int64, real float32, precise float64, id uuid, bytes binary, at instant,"
                + " day local_date, mood string, name string, score float64}",
            "nested {the point {x int32, y int32}, points [{x int32, y int32}], moods [string],"
                + " byMood {* [{x int32, y int32}]}, matrix [[float32]]}",
            "list [{x int32, y int32}]",
            "map {* float64}",
            "bean {title string, count int32}"),
        forms(Formed.class));
  }

  @Test
  void whatAStructWouldChangeStaysJson() {
    assertEquals(
        List.of(Unformed.class.getRecordComponents()).stream()
            .map(component -> component.getName() + " json")
            .toList(),
        forms(Unformed.class));
  }
}
