package io.metaxy.jooq.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.jooq.JSON;
import org.junit.jupiter.api.Test;

/** By-field values are written as JSON and read back; anything else is rejected. */
class ByFieldConverterTest {

  private static final ByFieldConverter CONVERTER = ByFieldConverter.INSTANCE;

  @Test
  void keysAreWrittenInOrderAndReadInAny() {
    Map<String, String> value = Map.of("video", "1", "audio", "\u00E4\"");
    assertEquals(JSON.valueOf("{\"audio\":\"\u00E4\\\"\",\"video\":\"1\"}"), CONVERTER.to(value));
    assertEquals(
        value, CONVERTER.from(JSON.valueOf("{\"video\": \"1\", \"audio\": \"\\u00e4\\\"\"}")));
    assertNull(CONVERTER.from(JSON.valueOf("null")));
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    assertEquals(
        "Cannot read a by-field value that is not a JSON object with string values:"
            + " {\"a\":\"1\",\"a\":\"2\"}"
            + " (Duplicate field 'a' at line 1, column 13); write the row again through the store",
        refused("{\"a\":\"1\",\"a\":\"2\"}"));
  }

  @Test
  void whatIsNoObjectOfTextsIsRefused() {
    for (String json : new String[] {"[]", "\"a\"", "{\"a\":{}}", "{\"a\":[]}"}) {
      assertEquals(
          "Cannot read a by-field value that is not a JSON object with string values: "
              + json
              + "; write the row again through the store",
          refused(json));
    }
  }

  private static String refused(String json) {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> CONVERTER.from(JSON.valueOf(json)))
            .getMessage());
  }
}
