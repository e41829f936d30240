package io.metaxy.jooq.config;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A value of a configuration, with its source. The text of a value never contains a secret. */
public sealed interface ConfigValue {

  /** Where the value comes from; of a table or list, where it was first given. */
  ConfigSource source();

  /**
   * The value as Java's own: a {@code Map<String, Object>}, a {@code List<Object>}, a String, Long,
   * java.math.BigInteger, Double or Boolean, or a date or time of java.time. Environment variables
   * that are not set are empty texts in it.
   */
  Object plain();

  /** The environment variables without value and default that the value refers to, in order. */
  Set<String> undefined();

  /** What the value is, without its content: {@code a text}, {@code a number}, {@code a table}. */
  String kind();

  /**
   * A table.
   *
   * @param entries its values by key, in order
   * @param source where it was first given
   */
  record Table(Map<String, ConfigValue> entries, ConfigSource source) implements ConfigValue {

    public Table {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Table empty() {
      return new Table(Map.of(), ConfigSource.DEFAULT);
    }

    /** The value of the first key with this name, ignoring case. */
    public Optional<ConfigValue> find(String name) {
      return entries.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** The table with this key; an empty one if it has none or another value. */
    Table table(String name) {
      return entries.get(name) instanceof Table table ? table : empty();
    }

    /** This table with another value of a key. */
    Table with(String key, ConfigValue value) {
      Map<String, ConfigValue> all = new LinkedHashMap<>(entries);
      all.put(key, value);
      return new Table(all, source);
    }

    /** This table with a value at a path of keys. */
    Table with(List<String> path, ConfigValue value) {
      String key = path.get(0);
      return path.size() == 1
          ? with(key, value)
          : with(
              key,
              entries.get(key) instanceof Table inner
                  ? inner.with(path.subList(1, path.size()), value)
                  : new Table(Map.of(), value.source()).with(path.subList(1, path.size()), value));
    }

    /** This table with the values of another one, at every depth. */
    Table merge(Table over) {
      Map<String, ConfigValue> all = new LinkedHashMap<>(entries);
      over.entries.forEach(
          (key, value) ->
              all.merge(
                  key,
                  value,
                  (mine, theirs) ->
                      mine instanceof Table under && theirs instanceof Table top
                          ? under.merge(top)
                          : theirs));
      return new Table(all, entries.isEmpty() ? over.source : source);
    }

    @Override
    public Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries.forEach((key, value) -> plain.put(key, value.plain()));
      return plain;
    }

    @Override
    public Set<String> undefined() {
      Set<String> all = new TreeSet<>();
      entries.values().forEach(value -> all.addAll(value.undefined()));
      return all;
    }

    @Override
    public String kind() {
      return "a table";
    }

    @Override
    public String toString() {
      return "a table of " + entries.keySet();
    }
  }

  /**
   * A list.
   *
   * @param items its values
   * @param source where it was first given
   */
  record Items(List<ConfigValue> items, ConfigSource source) implements ConfigValue {

    public Items {
      items = List.copyOf(items);
    }

    @Override
    public List<Object> plain() {
      return items.stream().map(ConfigValue::plain).toList();
    }

    @Override
    public Set<String> undefined() {
      Set<String> all = new TreeSet<>();
      items.forEach(value -> all.addAll(value.undefined()));
      return all;
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public String toString() {
      return "a list of " + items.size();
    }
  }

  /**
   * A text, number, boolean, date or time.
   *
   * @param plain the value
   * @param source where it comes from
   * @param variables the environment variables that a text refers to
   * @param undefined those of them that have neither value nor default
   * @param shown the value with <code>${NAME}</code> in place of those that are undefined
   */
  record Scalar(
      Object plain, ConfigSource source, Set<String> variables, Set<String> undefined, Object shown)
      implements ConfigValue {

    public Scalar {
      variables = Collections.unmodifiableSet(new TreeSet<>(variables));
      undefined = Collections.unmodifiableSet(new TreeSet<>(undefined));
    }

    Scalar(Object plain, ConfigSource source) {
      this(plain, source, Set.of(), Set.of(), plain);
    }

    /** The value as text; times have seconds. */
    public String text() {
      if (plain instanceof OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      }
      if (plain instanceof LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
      }
      return plain instanceof LocalTime time
          ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
          : plain.toString();
    }

    @Override
    public String kind() {
      if (plain instanceof String) {
        return "a text";
      }
      if (plain instanceof Boolean) {
        return "a boolean";
      }
      return plain instanceof Number ? "a number" : "a date or time";
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /** The value with other scalars, at every depth. */
  static ConfigValue map(ConfigValue value, UnaryOperator<Scalar> change) {
    if (value instanceof Table table) {
      Map<String, ConfigValue> entries = new LinkedHashMap<>();
      table.entries().forEach((key, entry) -> entries.put(key, map(entry, change)));
      return new Table(entries, table.source());
    }
    if (value instanceof Items list) {
      List<ConfigValue> items = new ArrayList<>();
      list.items().forEach(item -> items.add(map(item, change)));
      return new Items(items, list.source());
    }
    return change.apply((Scalar) value);
  }
}
