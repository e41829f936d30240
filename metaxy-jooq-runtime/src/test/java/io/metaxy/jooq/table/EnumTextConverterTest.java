package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.value.UnreadableValueException;
import java.util.List;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.impl.AutoConverter;
import org.jooq.impl.DSL;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

class EnumTextConverterTest {

  private enum Color {
    RED,
    BLUE
  }

  private static String refused(Runnable work) {
    return assertThrows(UnreadableValueException.class, work::run).getMessage();
  }

  @Test
  void aTextThatIsNoConstantIsAnError() {
    EnumTextConverter<Color> converter = new EnumTextConverter<>(Color.class);
    assertEquals(Color.BLUE, converter.from("BLUE"));
    assertEquals("BLUE", converter.to(Color.BLUE));
    assertNull(converter.from(null));
    assertEquals(
        "Cannot read the value blue as Color (must be one of [RED, BLUE]); correct the row, or the"
            + " type of the column",
        refused(() -> converter.from("blue")));
  }

  /** The converter of earlier code returns null. */
  @Test
  void aColumnOfCodeThatWasGeneratedEarlierThrowsToo() {
    Field<Color> earlier =
        DSL.field(
            DSL.name("shot", "color"),
            SQLDataType.VARCHAR.asConvertedDataType(
                new EnumConverter<>(String.class, Color.class)));
    assertNull(earlier.getDataType().convert("GREEN"));
    Field<?> strict = EnumTextConverter.strict(earlier);
    assertEquals(Color.RED, strict.getDataType().convert("RED"));
    assertEquals(
        "Cannot read the value GREEN of column color as Color (must be one of [RED, BLUE]); correct"
            + " the row, or the type of the column",
        refused(() -> strict.getDataType().convert("GREEN")));
  }

  private static Field<?> converted(Converter<String, Color> converter) {
    return DSL.field("color", SQLDataType.VARCHAR.asConvertedDataType(converter));
  }

  @Test
  void everyConverterOfJooqThrowsForATextThatIsNoConstant() {
    String says =
        "Cannot read the value GREEN of column color as Color (must be one of [RED, BLUE]); correct"
            + " the row, or the type of the column";
    for (Converter<String, Color> each :
        List.of(
            new EnumConverter<>(String.class, Color.class),
            new AutoConverter<>(String.class, Color.class))) {
      assertNull(each.from("GREEN"));
      Field<?> strict = EnumTextConverter.strict(converted(each));
      assertEquals(says, refused(() -> strict.getDataType().convert("GREEN")));
    }
  }

  /** A subclass changes the texts of the constants, but not what happens to other texts. */
  @Test
  void theTextsOfASubclassAreNamed() {
    Field<?> strict =
        EnumTextConverter.strict(
            converted(
                new EnumConverter<>(
                    String.class, Color.class, color -> color.name().charAt(0) + "")));
    assertEquals(Color.RED, strict.getDataType().convert("R"));
    assertEquals(
        "Cannot read the value G of column color as Color (must be one of [R, B]); correct the row,"
            + " or the type of the column",
        refused(() -> strict.getDataType().convert("G")));
  }

  /** A converter of the user's, which returns null for a text that is no constant. */
  private static final class Lenient implements Converter<String, Color> {

    private static final long serialVersionUID = 1L;

    @Override
    public Color from(String text) {
      return "RED".equals(text) ? Color.RED : null;
    }

    @Override
    public String to(Color color) {
      return color == null ? null : color.name();
    }

    @Override
    public Class<String> fromType() {
      return String.class;
    }

    @Override
    public Class<Color> toType() {
      return Color.class;
    }
  }

  @Test
  void aConverterOfTheUsersMayMapOtherTexts() {
    Converter<String, Color> lenient = new Lenient();
    for (Converter<String, Color> each :
        List.of(
            lenient, Converter.ofNullable(String.class, Color.class, lenient::from, lenient::to))) {
      Field<?> absent = converted(each);
      assertSame(absent, EnumTextConverter.strict(absent));
      assertNull(absent.getDataType().convert("GREEN"));
    }
  }
}
