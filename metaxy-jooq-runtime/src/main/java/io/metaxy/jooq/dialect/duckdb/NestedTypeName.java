package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.dialect.nested.ValueType;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.value.ColumnLimit.Elements;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a type of DuckDB that holds documents: {@code STRUCT(width INTEGER, "taken at" DATE,
 * tags VARCHAR[])}, {@code MAP(VARCHAR, DOUBLE)}.
 */
final class NestedTypeName {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\" ");
  private static final Pattern PLAIN = Pattern.compile("([^\\s\"(),\\[\\]]+) ");
  private static final Pattern CONSTANT = Pattern.compile("'((?:[^']|'')*)'(?:, )?");
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s?(\\d+)\\)");
  private static final Pattern WORDS = Pattern.compile("[A-Z0-9_]+(?: [A-Z]+)*");
  private static final Pattern LIST = Pattern.compile("\\[(\\d*)\\]");

  /** The kinds of value that a key of a map may have. */
  private static final Set<ColumnType> KEYS =
      Set.of(
          ColumnType.STRING,
          ColumnType.UUID,
          ColumnType.LOCAL_DATE,
          ColumnType.LOCAL_TIME,
          ColumnType.LOCAL_DATE_TIME,
          ColumnType.INSTANT);

  private static final int NANOS = 9;
  private static final int MILLIS = 3;

  private final String name;
  private int at;

  private NestedTypeName(String name) {
    this.name = name;
  }

  /** The type; empty if it is a plain value, or contains a type that JSON has no form for. */
  static Optional<NestedType> parse(String name) {
    NestedTypeName parser = new NestedTypeName(name);
    NestedType type = parser.type();
    boolean whole = parser.at == name.length();
    return whole
            && (type instanceof NestedType.Struct
                || type instanceof NestedType.MapOf
                || type instanceof NestedType.ListOf)
        ? Optional.of(type)
        : Optional.empty();
  }

  private boolean skip(String text) {
    boolean found = name.startsWith(text, at);
    at += found ? text.length() : 0;
    return found;
  }

  private @Nullable Matcher next(Pattern pattern) {
    Matcher matcher = pattern.matcher(name).region(at, name.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }

  private @Nullable NestedType type() {
    int start = at;
    NestedType type = element();
    for (Matcher list = next(LIST); list != null && type != null; list = next(LIST)) {
      String length = list.group(1);
      type =
          new NestedType.ListOf(
              name.substring(start, at),
              type,
              length.isEmpty() ? null : new Elements(Integer.parseInt(length), true));
    }
    return type;
  }

  private @Nullable NestedType element() {
    int start = at;
    if (skip("STRUCT(")) {
      return struct(start);
    }
    if (skip("MAP(")) {
      return map(start);
    }
    if (skip("ENUM(")) {
      return constants(start);
    }
    Matcher decimal = next(DECIMAL);
    if (decimal != null) {
      return new NestedType.Decimal(
          decimal.group(),
          new Digits(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    Matcher words = next(WORDS);
    return words == null ? null : value(words.group());
  }

  private @Nullable NestedType struct(int start) {
    Map<String, NestedType> fields = new LinkedHashMap<>();
    do {
      String field = field();
      NestedType type = field == null ? null : type();
      if (field == null || type == null) {
        return null;
      }
      fields.put(field, type);
    } while (skip(", "));
    return skip(")") ? new NestedType.Struct(name.substring(start, at), fields) : null;
  }

  private @Nullable String field() {
    Matcher quoted = next(QUOTED);
    if (quoted != null) {
      return quoted.group(1).replace("\"\"", "\"");
    }
    Matcher plain = next(PLAIN);
    return plain == null ? null : plain.group(1);
  }

  private @Nullable NestedType map(int start) {
    NestedType key = type();
    if (key == null || !isKey(key) || !skip(", ")) {
      return null;
    }
    NestedType value = type();
    return value != null && skip(")")
        ? new NestedType.MapOf(name.substring(start, at), key, value)
        : null;
  }

  private static boolean isKey(NestedType type) {
    return type instanceof NestedType.Whole
        || type instanceof NestedType.Constants
        || (type instanceof NestedType.Value value && KEYS.contains(value.kind()));
  }

  private @Nullable NestedType constants(int start) {
    List<String> constants = new ArrayList<>();
    for (Matcher text = next(CONSTANT); text != null; text = next(CONSTANT)) {
      constants.add(text.group(1).replace("''", "'"));
    }
    return skip(")") ? new NestedType.Constants(name.substring(start, at), constants) : null;
  }

  private static @Nullable NestedType value(String type) {
    return switch (type) {
      case "TINYINT" -> ValueType.signed(type, 8);
      case "SMALLINT" -> ValueType.signed(type, 16);
      case "INTEGER" -> ValueType.signed(type, 32);
      case "BIGINT" -> ValueType.signed(type, 64);
      case "HUGEINT" -> ValueType.signed(type, 128);
      case "UTINYINT" -> unsigned(type, 8);
      case "USMALLINT" -> unsigned(type, 16);
      case "UINTEGER" -> unsigned(type, 32);
      case "UBIGINT" -> unsigned(type, 64);
      case "UHUGEINT" -> unsigned(type, 128);
      case "TIMESTAMP_S" -> new NestedType.Value(type, ColumnType.LOCAL_DATE_TIME, 0);
      case "TIMESTAMP_MS" -> new NestedType.Value(type, ColumnType.LOCAL_DATE_TIME, MILLIS);
      case "TIMESTAMP_NS" -> new NestedType.Value(type, ColumnType.LOCAL_DATE_TIME, NANOS);
      case "INTERVAL", "BIT", "TIME WITH TIME ZONE" ->
          new NestedType.Value(type, ColumnType.STRING);
      default ->
          DuckDbTypes.ALL
              .found(type.toLowerCase(Locale.ROOT))
              .map(kind -> new NestedType.Value(type, kind))
              .orElse(null);
    };
  }

  private static NestedType unsigned(String type, int bits) {
    BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    return new NestedType.Whole(type, BigInteger.ZERO, most);
  }
}
