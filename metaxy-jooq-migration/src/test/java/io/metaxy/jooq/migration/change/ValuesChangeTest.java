package io.metaxy.jooq.migration.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.JsonShape;
import io.metaxy.jooq.spec.JsonShape.Part;
import io.metaxy.jooq.table.JsonShapes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a change of a record or an enum means for the rows that were written before. */
class ValuesChangeTest {

  public enum Two {
    A,
    B
  }

  public enum Three {
    B,
    A,
    C
  }

  public record Empty() {}

  public record OfInt(int a) {}

  public record OfLong(long a) {}

  public record OfDouble(double a) {}

  public record OfDecimal(BigDecimal a) {}

  public record OfText(String a) {}

  public record OfObject(Object a) {}

  public record OfInteger(Integer a) {}

  public record OfOptional(Optional<String> a) {}

  public record OfB(String b) {}

  public record OfTexts(List<String> a) {}

  public record OfTwo(Two a) {}

  public record OfThree(Three a) {}

  public record Inner(OfText a, Map<String, OfInt> m) {}

  public record InnerOther(OfText a, Map<String, OfLong> m) {}

  public record Tree(String a, List<Tree> c) {}

  public record MoreTree(String a, List<MoreTree> c, int n) {}

  private static final ColumnState COLUMN =
      new ColumnState("c", Scalar.of(ColumnType.JSON), true, null, null);

  private static String change(Class<?> from, Class<?> to) {
    return change(JsonShapes.of(from).shape(), JsonShapes.of(to).shape());
  }

  private static String change(JsonShape from, JsonShape to) {
    return ValuesChange.of(COLUMN.holding(List.of(), from), COLUMN.holding(List.of(), to))
        .findings()
        .stream()
        .map(finding -> finding.rule().code() + ": " + finding.text())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theSameIsNoChange() {
    for (Class<?> type : ValuesChangeTest.class.getDeclaredClasses()) {
      assertEquals("", change(type, type));
    }
    assertEquals("", change(OfText.class, OfOptional.class));
  }

  @Test
  void aComponentThatAppears() {
    assertEquals("change-json: $.a is new", change(Empty.class, OfText.class));
    assertEquals(
        "narrow-json: $.a is new, and must have a value", change(Empty.class, OfInt.class));
    assertEquals("change-json: $.a is new", change(Empty.class, OfTexts.class));
  }

  @Test
  void aComponentThatLeaves() {
    assertEquals("change-json: $.a is removed", change(OfInt.class, Empty.class));
    assertEquals("change-json: $.a is removed", change(OfTexts.class, Empty.class));
  }

  @Test
  void aComponentThatWasRenamed() {
    assertEquals(
        "rename-json-key: $.a is removed, or renamed to $.b\nchange-json: $.b is new",
        change(OfText.class, OfB.class));
    JsonShape a = JsonShapes.of(OfText.class).shape();
    JsonShape b = JsonShapes.of(OfB.class).shape();
    JsonShape aliased =
        new JsonShape(
            List.of(b.parts().get(0), new Part("$.b", "string", false, List.of(), List.of("a"))));
    assertEquals("", change(a, aliased));
    assertEquals("", change(b, aliased));
    assertEquals("rename-json-key: $.b is no longer read from key a", change(aliased, b));
    assertEquals(
        "change-json: $.a is removed\nchange-json: $.b is new", change(OfInt.class, OfB.class));
  }

  @Test
  void aComponentOfAnotherType() {
    assertEquals(
        "change-json: $.a becomes int64 instead of int32", change(OfInt.class, OfLong.class));
    assertEquals(
        "narrow-json: $.a becomes int32 instead of int64", change(OfLong.class, OfInt.class));
    assertEquals(
        "change-json: $.a becomes float64 instead of int32", change(OfInt.class, OfDouble.class));
    assertEquals(
        "narrow-json: $.a becomes float64 instead of int64", change(OfLong.class, OfDouble.class));
    assertEquals(
        "change-json: $.a becomes decimal instead of float64\n"
            + "change-json: $.a no longer needs a value",
        change(OfDouble.class, OfDecimal.class));
    assertEquals(
        "narrow-json: $.a becomes float64 instead of decimal\n"
            + "narrow-json: $.a must now have a value",
        change(OfDecimal.class, OfDouble.class));
    assertEquals(
        "change-json: $.a becomes string instead of int32\n"
            + "change-json: $.a no longer needs a value",
        change(OfInt.class, OfText.class));
    assertEquals(
        "narrow-json: $.a becomes string instead of array", change(OfTexts.class, OfText.class));
    assertEquals(
        "change-json: $.a becomes any instead of array", change(OfTexts.class, OfObject.class));
    assertEquals("change-json: $.a no longer needs a value", change(OfInt.class, OfInteger.class));
    assertEquals("narrow-json: $.a must now have a value", change(OfInteger.class, OfInt.class));
  }

  @Test
  void theConstantsOfAnEnum() {
    assertEquals("change-json: $.a also allows C", change(OfTwo.class, OfThree.class));
    assertEquals("narrow-json: $.a no longer allows C", change(OfThree.class, OfTwo.class));
    assertEquals(
        "change-json: $.a becomes string instead of enum", change(OfTwo.class, OfText.class));
    assertEquals(
        "narrow-json: $.a becomes enum instead of string", change(OfText.class, OfTwo.class));
  }

  @Test
  void partsOfParts() {
    assertEquals(
        "change-json: $.m.*.a becomes int64 instead of int32",
        change(Inner.class, InnerOther.class));
    assertEquals(
        "narrow-json: $.n is new, and must have a value", change(Tree.class, MoreTree.class));
  }

  @Test
  void theClassesOfASealedType() {
    Part variant = new Part("$", "variant", false, List.of("Circle"), List.of());
    Part circle = new Part("$[Circle]", "object", false, List.of(), List.of());
    Part radius = new Part("$[Circle].radius", "float64", true, List.of(), List.of());
    Part both = new Part("$", "variant", false, List.of("Circle", "Square"), List.of());
    Part square = new Part("$[Square]", "object", false, List.of(), List.of());
    JsonShape one = new JsonShape(List.of(variant, circle, radius));
    JsonShape two = new JsonShape(List.of(both, circle, radius, square));
    assertEquals(
        "change-json: $ also allows Square\nchange-json: $[Square] is new", change(one, two));
    assertEquals(
        "narrow-json: $ no longer allows Square\nchange-json: $[Square] is removed",
        change(two, one));
    assertEquals(
        "narrow-json: $[Circle].radius is new, and must have a value",
        change(new JsonShape(List.of(variant, circle)), one));
  }
}
