package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Items;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of an option: how a value is read, with the conversions of the Python original.
 *
 * @param <T> Java's type
 */
public sealed interface OptionType<T> {

  /** The name of the type, such as {@code boolean}. */
  String name();

  /** What a value must be, as part of a sentence. */
  String expected();

  /** Reads a value; empty if it does not fit. */
  Optional<T> read(ConfigValue value);

  /** What a value in a file must be, as a JSON Schema; a text can also refer to variables. */
  Map<String, Object> schema();

  /** Whether an environment variable at the top holds JSON instead of text. */
  default boolean isJson() {
    return false;
  }

  /** A boolean: also 0 and 1, and the words t, f, y, n, on, off, yes and no in any case. */
  record Flag() implements OptionType<Boolean> {

    private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "off", "0");

    @Override
    public String name() {
      return "boolean";
    }

    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public Optional<Boolean> read(ConfigValue value) {
      if (!(value instanceof Scalar scalar)) {
        return Optional.empty();
      }
      if (scalar.plain() instanceof Boolean flag) {
        return Optional.of(flag);
      }
      String word = word(scalar.plain());
      return TRUE.contains(word)
          ? Optional.of(true)
          : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
      List<String> words = Stream.concat(TRUE.stream(), FALSE.stream()).sorted().toList();
      return JsonSchema.anyOf(
          JsonSchema.of("boolean"),
          JsonSchema.text(JsonSchema.anyCase(words)),
          JsonSchema.oneOf(List.of(0, 1)));
    }

    private static String word(Object plain) {
      if (plain instanceof Number number) {
        double given = number.doubleValue();
        return given == 0 ? "0" : given == 1 ? "1" : "";
      }
      return plain instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    }
  }

  /**
   * A boolean, or the word {@code except} and names, with commas or white space between them; read
   * as a text.
   */
  record FlagOrExcept() implements OptionType<String> {

    private static final Pattern EXCEPT = Pattern.compile("(?s)\\s*except[\\s,]+[^\\s,].*");
    private static final String EXCEPT_IN_SCHEMA = "\\s*except[\\s,]+[^\\s,][\\s\\S]*";

    @Override
    public String name() {
      return "boolean or text";
    }

    @Override
    public String expected() {
      return "true, false, or \"except\" with keys of features or packages";
    }

    @Override
    public Map<String, Object> schema() {
      return JsonSchema.anyOf(new Flag().schema(), JsonSchema.text(EXCEPT_IN_SCHEMA));
    }

    @Override
    public Optional<String> read(ConfigValue value) {
      return new Flag()
          .read(value)
          .map(String::valueOf)
          .or(() -> text(value).filter(text -> EXCEPT.matcher(text).matches()));
    }
  }

  /**
   * An integer: also a float without a fraction, and such a number as text.
   *
   * @param min the least value
   * @param max the greatest value
   */
  record Whole(int min, int max) implements OptionType<Integer> {

    private static final Pattern TEXT =
        Pattern.compile(
            "\\s*([+-]?[0-9]+(?:_[0-9]+)*)(?:\\.0+)?\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    public String name() {
      return "integer";
    }

    @Override
    public String expected() {
      return "an integer from " + min + " to " + max;
    }

    @Override
    public Optional<Integer> read(ConfigValue value) {
      if (!(value instanceof Scalar scalar)) {
        return Optional.empty();
      }
      return number(scalar.plain()).filter(number -> number >= min && number <= max);
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> number = new LinkedHashMap<>(JsonSchema.of("number"));
      number.put("multipleOf", 1);
      number.put("minimum", min);
      number.put("maximum", max);
      return JsonSchema.anyOf(number, JsonSchema.text(TEXT.pattern()));
    }

    private static Optional<Integer> number(Object plain) {
      try {
        if (plain instanceof String text) {
          Matcher matcher = TEXT.matcher(text);
          return matcher.matches()
              ? Optional.of(new BigDecimal(matcher.group(1).replace("_", "")).intValueExact())
              : Optional.empty();
        }
        return plain instanceof Number
            ? Optional.of(new BigDecimal(plain.toString()).intValueExact())
            : Optional.empty();
      } catch (ArithmeticException | NumberFormatException e) {
        // A fraction, infinity, or a number out of range.
        return Optional.empty();
      }
    }
  }

  /**
   * A text.
   *
   * @param pattern what it matches
   * @param expected what it must be, in words
   */
  record Text(Pattern pattern, String expected) implements OptionType<String> {

    private static final String ANY = "(?s).*";

    /** Any text. */
    static Text any() {
      return new Text(Pattern.compile(ANY), "a text");
    }

    @Override
    public String name() {
      return "text";
    }

    @Override
    public Map<String, Object> schema() {
      return pattern.pattern().equals(ANY)
          ? JsonSchema.of("string")
          : JsonSchema.text(pattern.pattern());
    }

    @Override
    public Optional<String> read(ConfigValue value) {
      return text(value).filter(text -> pattern.matcher(text).matches());
    }
  }

  /**
   * One of some words, in any case.
   *
   * @param words the words, in lower case
   */
  record Choice(List<String> words) implements OptionType<String> {

    @Override
    public String name() {
      return "text";
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public Map<String, Object> schema() {
      return JsonSchema.anyOf(
          JsonSchema.oneOf(words), JsonSchema.text("\\s*" + JsonSchema.anyCase(words) + "\\s*"));
    }

    @Override
    public Optional<String> read(ConfigValue value) {
      return text(value).map(text -> text.strip().toLowerCase(Locale.ROOT)).filter(words::contains);
    }
  }

  /**
   * A list of texts.
   *
   * @param words the possible elements, in lower case; empty if every text is possible
   * @param split whether it can also be one text, with commas or white space between its elements
   */
  record Texts(List<String> words, boolean split) implements OptionType<List<String>> {

    @Override
    public String name() {
      return "list of texts";
    }

    @Override
    public String expected() {
      return "a list of texts"
          + (!words.isEmpty()
              ? " of " + String.join(", ", words)
              : split ? " that are not empty" : "");
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> list =
          JsonSchema.listOf(
              !words.isEmpty()
                  ? new Choice(words).schema()
                  : split ? JsonSchema.text("[\\s\\S]*\\S[\\s\\S]*") : JsonSchema.of("string"));
      return split ? JsonSchema.anyOf(list, inOneText()) : list;
    }

    private Map<String, Object> inOneText() {
      return words.isEmpty()
          ? JsonSchema.of("string")
          : JsonSchema.text("[\\s,]*(?:" + JsonSchema.anyCase(words) + "(?:[\\s,]+|$))*");
    }

    @Override
    public Optional<List<String>> read(ConfigValue value) {
      List<String> all = new ArrayList<>();
      if (value instanceof Items items) {
        for (ConfigValue item : items.items()) {
          Optional<String> text = text(item).filter(each -> !split || !each.isBlank());
          if (text.isEmpty()) {
            return Optional.empty();
          }
          all.add(text.get());
        }
      } else {
        Optional<String> text = text(value).filter(each -> split);
        if (text.isEmpty()) {
          return Optional.empty();
        }
        Stream.of(text.get().split("[\\s,]+", -1)).filter(e -> !e.isEmpty()).forEach(all::add);
      }
      if (words.isEmpty()) {
        return Optional.of(List.copyOf(all));
      }
      List<String> lower = all.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
      return words.containsAll(lower) ? Optional.of(lower) : Optional.empty();
    }

    @Override
    public boolean isJson() {
      return !split;
    }
  }

  /** A table of texts; booleans and numbers are texts too. */
  record TextTable() implements OptionType<Map<String, String>> {

    @Override
    public String name() {
      return "table of texts";
    }

    @Override
    public String expected() {
      return "a table of texts";
    }

    @Override
    public Map<String, Object> schema() {
      return JsonSchema.of("object");
    }

    @Override
    public Optional<Map<String, String>> read(ConfigValue value) {
      if (!(value instanceof Table table)) {
        return Optional.empty();
      }
      Map<String, String> texts = new LinkedHashMap<>();
      return add(texts, "", table) ? Optional.of(texts) : Optional.empty();
    }

    /** Keys of inner tables follow a dot, and the elements of lists a comma. */
    private static boolean add(Map<String, String> texts, String start, Table table) {
      for (Map.Entry<String, ConfigValue> entry : table.entries().entrySet()) {
        String key = start + entry.getKey();
        ConfigValue value = entry.getValue();
        if (value instanceof Table inner) {
          if (!add(texts, key + ".", inner)) {
            return false;
          }
        } else if (value instanceof Items items) {
          if (!items.items().stream().allMatch(Scalar.class::isInstance)) {
            return false;
          }
          texts.put(
              key,
              items.items().stream()
                  .map(item -> ((Scalar) item).text())
                  .collect(Collectors.joining(",")));
        } else {
          texts.put(key, ((Scalar) value).text());
        }
      }
      return true;
    }
  }

  /** A table. */
  record AnyTable() implements OptionType<Table> {

    @Override
    public String name() {
      return "table";
    }

    @Override
    public String expected() {
      return "a table";
    }

    @Override
    public Map<String, Object> schema() {
      return JsonSchema.of("object");
    }

    @Override
    public Optional<Table> read(ConfigValue value) {
      return value instanceof Table table ? Optional.of(table) : Optional.empty();
    }

    @Override
    public boolean isJson() {
      return true;
    }
  }

  /** A list of tables. */
  record Tables() implements OptionType<List<Table>> {

    @Override
    public String name() {
      return "list of tables";
    }

    @Override
    public String expected() {
      return "a list of tables";
    }

    @Override
    public Map<String, Object> schema() {
      return JsonSchema.listOf(JsonSchema.of("object"));
    }

    @Override
    public Optional<List<Table>> read(ConfigValue value) {
      return value instanceof Items items
              && items.items().stream().allMatch(Table.class::isInstance)
          ? Optional.of(items.items().stream().map(Table.class::cast).toList())
          : Optional.empty();
    }

    @Override
    public boolean isJson() {
      return true;
    }
  }

  private static Optional<String> text(ConfigValue value) {
    return value instanceof Scalar scalar && scalar.plain() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
