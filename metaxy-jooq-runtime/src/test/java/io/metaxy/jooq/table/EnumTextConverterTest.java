package io.metaxy.jooq.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.value.UnreadableValueException;
import org.jooq.Field;
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
}
