package io.metaxy.jooq.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Writes by-field values of one feature as JSON text, identical to that of {@link
 * ByFieldConverter}, but with the keys escaped only once.
 */
public final class ByFieldText {

  private final String[] keys;

  /** The text before each value: a quoted key, after a brace or the preceding value. */
  private final String[] before;

  private final String end;
  private final UnaryOperator<String> outer;

  /**
   * Prepares the text of some keys.
   *
   * @param outer escapes the text for its context, character by character
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

  /** Receives the pieces of a text. */
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

  /** Whether a text has nothing to escape, like hashes. */
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
