package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Scalar;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an option. Its names in files, variables, build files and command lines are
 * derived from it.
 *
 * @param <T> Java's type of its values
 * @param place where it is written
 * @param name its key there, such as {@code infer_table_names}
 * @param type the type of its values
 * @param absent its default; null if it has none
 * @param use what reads it
 * @param property its name as an argument, without {@code metaxy.}; null if it has none
 * @param isProperty whether Maven reads it as a property; if not, only as an element of the POM
 * @param integration its name in {@code ext.sqlmodel} and {@code ext.sqlalchemy}; null if they lack
 *     it
 * @param secret whether its value is never shown
 * @param sentence what it does
 */
public record ConfigOption<T>(
    OptionPlace place,
    String name,
    OptionType<T> type,
    @Nullable T absent,
    OptionUse use,
    @Nullable String property,
    boolean isProperty,
    @Nullable String integration,
    boolean secret,
    String sentence) {

  static <T> ConfigOption<T> of(
      OptionPlace place, String name, OptionType<T> type, OptionUse use, String sentence) {
    return new ConfigOption<>(place, name, type, null, use, null, true, null, false, sentence);
  }

  ConfigOption<T> absent(T value) {
    return new ConfigOption<>(
        place, name, type, value, use, property, isProperty, integration, secret, sentence);
  }

  ConfigOption<T> property(String argument) {
    return new ConfigOption<>(
        place, name, type, absent, use, argument, true, integration, secret, sentence);
  }

  ConfigOption<T> element(String argument) {
    return new ConfigOption<>(
        place, name, type, absent, use, argument, false, integration, secret, sentence);
  }

  ConfigOption<T> integration(String key) {
    return new ConfigOption<>(
        place, name, type, absent, use, property, isProperty, key, secret, sentence);
  }

  ConfigOption<T> asSecret() {
    return new ConfigOption<>(
        place, name, type, absent, use, property, isProperty, integration, true, sentence);
  }

  /** Its default; empty if it has none. */
  public Optional<T> byDefault() {
    return Optional.ofNullable(absent);
  }

  /** Its default for a page or message; empty if it has none, or an empty one. */
  public Optional<String> shownDefault() {
    return byDefault().filter(value -> !isEmpty(value)).map(String::valueOf);
  }

  private static boolean isEmpty(Object value) {
    if (value instanceof Collection<?> list) {
      return list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty();
    }
    return value instanceof ConfigValue.Table || value.equals("");
  }

  /** The type of its values in words, with their limits. */
  public String typeInWords() {
    return type instanceof OptionType.Choice || type instanceof OptionType.Whole
        ? type.expected()
        : type.name();
  }

  /** Whether Java reads it. */
  public boolean isUsed() {
    return use != OptionUse.PYTHON;
  }

  /** Its path of keys in {@code metaxy.toml}; {@code <name>} represents the name of a store. */
  public Optional<String> key() {
    return switch (place) {
      case TOP -> Optional.of(name);
      case JOOQ -> Optional.of("ext.jooq." + name);
      case STORE -> Optional.of("stores.<name>.config." + name);
      case GOAL -> Optional.empty();
    };
  }

  /** Its path of keys in {@code pyproject.toml}. */
  public Optional<String> pyproject() {
    return key().map(key -> "tool.metaxy." + key);
  }

  /** Its environment variable; {@code extend} has none. */
  public Optional<String> variable() {
    return equals(Options.EXTEND)
        ? Optional.empty()
        : key().map(key -> Variables.PREFIX + key.replace(".", "__").toUpperCase(Locale.ROOT));
  }

  /** Its name among the {@code <properties>} of jOOQ's {@code <database>}. */
  public Optional<String> jooqProperty() {
    return use == OptionUse.GENERATION ? argument() : Optional.empty();
  }

  /** Its property in Maven, after {@code -D} or in a POM. */
  public Optional<String> mavenProperty() {
    return isProperty ? argument() : Optional.empty();
  }

  /** Its element in the configuration of our Maven plugin. */
  public Optional<String> mavenElement() {
    return Optional.ofNullable(property);
  }

  private Optional<String> argument() {
    return Optional.ofNullable(property).map(argument -> "metaxy." + argument);
  }

  /**
   * Reads a value of this option.
   *
   * @param key the full key, for errors
   * @throws ConfigException when it refers to variables that are not set, or does not fit
   */
  T read(String key, ConfigValue value) {
    if (!value.undefined().isEmpty()) {
      throw new ConfigException(undefined(key, value));
    }
    return type.read(value).orElseThrow(() -> new ConfigException(misfit(key, value)));
  }

  /**
   * Reads a value of this option, or returns its default.
   *
   * @param value the value; empty if it is not configured
   * @throws ConfigException as {@link #read}
   */
  Optional<T> find(String key, Optional<? extends ConfigValue> value) {
    return value.isPresent() ? Optional.of(read(key, value.get())) : byDefault();
  }

  private static String undefined(String key, ConfigValue value) {
    String variable = value.undefined().iterator().next();
    return "Cannot use "
        + key
        + " in "
        + value.source()
        + ": the environment variable "
        + variable
        + " is not set; set it, or write ${"
        + variable
        + ":-default}";
  }

  /** Says what a value of this option must be. */
  String misfit(String key, ConfigValue value) {
    return "Invalid "
        + key
        + " in "
        + value.source()
        + ": "
        + (secret || !(value instanceof Scalar scalar) ? value.kind() : Secrets.quoted(scalar))
        + " (must be "
        + type.expected()
        + "); correct the value";
  }
}
