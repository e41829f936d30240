package io.metaxy.jooq.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.dialect.ByFieldText;
import io.metaxy.jooq.dialect.JdbcValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** By-field values that are written in bulk have the same text as all others. */
class ByFieldTextTest {

  private static final List<String> KEYS =
      List.of("sound", "a\"b", "Picture", "back\\slash", "ü 音", "tab\t", "\u0001", "");

  private static Map<String, String> all(String value) {
    Map<String, String> byField = new HashMap<>();
    KEYS.forEach(key -> byField.put(key, value));
    return byField;
  }

  private static String copied(String value) {
    CopyText text = new CopyText(1);
    new ByFieldText(KEYS, CopyText::escaped).write(all(value), text::add);
    return new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8);
  }

  @Test
  void everyCharacterIsEscapedAsTheLibraryDoes() {
    ByFieldText texts = new ByFieldText(KEYS, UnaryOperator.identity());
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      String value = "x" + (char) c + "y";
      assertEquals(JdbcValues.json(all(value)), texts.of(all(value)), () -> "of " + value);
    }
    assertEquals(JdbcValues.json(all("\uD83D\uDE00")), texts.of(all("\uD83D\uDE00")));
    assertEquals(JdbcValues.json(all("")), texts.of(all("")));
  }

  @Test
  void keysAreInOneOrderHoweverTheyAreGiven() {
    List<String> reversed = new ArrayList<>(KEYS);
    Collections.reverse(reversed);
    assertEquals(
        new ByFieldText(KEYS, UnaryOperator.identity()).of(all("v")),
        new ByFieldText(reversed, UnaryOperator.identity()).of(all("v")));
  }

  @Test
  void aFeatureWithoutFieldsHasAnEmptyObject() {
    assertEquals("{}", new ByFieldText(List.of(), UnaryOperator.identity()).of(Map.of()));
  }

  @Test
  void copyReadsTheSameText() {
    for (int c = 0; c < 0x180; c++) {
      String value = "x" + (char) c + "\uD83D\uDE00";
      assertEquals(CopyText.escaped(String.valueOf(JdbcValues.json(all(value)))), copied(value));
    }
  }

  @Test
  void copyEscapesWhateverComesFirst() {
    for (String value : List.of("", "plain", "a\\b", "\tü", "ü\\\n\r", "\u0001", "x".repeat(999))) {
      CopyText text = new CopyText(1);
      text.escape(value);
      assertEquals(
          CopyText.escaped(value),
          new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8));
    }
  }
}
