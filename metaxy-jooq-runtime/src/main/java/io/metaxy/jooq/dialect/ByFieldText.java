package io.metaxy.jooq.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * By-field values of one feature as JSON text, the same as {@link ByFieldConverter} makes of each,
 * with the keys escaped once.
 */
public final class ByFieldText {

  private final String[] keys;

  /** What stands before each value: a quoted key, after a brace or the value before. */
  private final String[] before;

  private final String end;
  private final UnaryOperator<String> outer;

  /**
   * Composes text.
   *
   * @param outer escapes the text for the place it is put in, character by character
   */
  public ByFieldText(List<String> structKeys, UnaryOperator<String> outer) {
    this.outer = outer;
    this.keys = structKeys.stream().sorted().toArray(String[]::new);
    this.before = new String[keys.length];
    for (int i = 0; i < keys.length; i++) {
      String opening = (i == 0 ? "{\"" : "\",\"") + escaped(keys[i]) + "\":\"";
      before[i] = outer.apply(opening);
    }
    this.end = outer.apply(keys.length == 0 ? "{}" : "\"}");
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /** Takes the pieces of a text. */
  @FunctionalInterface
  public interface Sink {
    void add(String piece);
  }

  /** The text of a value that has exactly the keys, none of them null. */
  public void write(Map<?, ?> byField, Sink sink) {
    for (int i = 0; i < keys.length; i++) {
      sink.add(before[i]);
      String value = (String) Objects.requireNonNull(byField.get(keys[i]));
      sink.add(isPlain(value) ? value : outer.apply(escaped(value)));
    }
    sink.add(end);
  }

  /** The text of a value. */
  public String of(Map<?, ?> byField) {
    StringBuilder text = new StringBuilder(64);
    write(byField, text::append);
    return text.toString();
  }

  /** Whether a text has nothing to escape, as hashes have not. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
