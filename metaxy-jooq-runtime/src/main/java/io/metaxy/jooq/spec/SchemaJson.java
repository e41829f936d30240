package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.JsonForm.Entries;
import io.metaxy.jooq.spec.JsonForm.Items;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON schema of a feature's columns. The SHA-256 of its text goes into the
 * definition version ({@code docs/semantics.md} 3).
 *
 * <p>The form is Pydantic's, so that a record and a Python class with the same columns have the
 * same schema, with a {@code format} where the Java type is more precise:
 *
 * <pre>{@code
 * {"properties": {"video_id": {"title": "Video Id", "type": "string"},
 *                 "score": {"anyOf": [{"type": "number"}, {"type": "null"}],
 *                           "default": null, "title": "Score"}},
 *  "required": ["video_id"], "title": "Video", "type": "object"}
 * }</pre>
 *
 * <table>
 * <caption>Column types</caption>
 * <tr><td>STRING</td><td>{@code "type": "string"}, {@code "maxLength"} when it has a length</td></tr>
 * <tr><td>BOOLEAN</td><td>{@code "type": "boolean"}</td></tr>
 * <tr><td>INT64, INT32, INT16, INT8</td><td>{@code "type": "integer"}, all but the first with {@code
 * "format": "int32" | "int16" | "int8"}</td></tr>
 * <tr><td>FLOAT64, FLOAT32</td><td>{@code "type": "number"}, the second with {@code "format": "float"}</td></tr>
 * <tr><td>DECIMAL</td><td>{@code "type": "number", "format": "decimal"}, {@code "precision"}, {@code
 * "scale"}; also read from an {@code "integer"} whose bounds, such as {@code "maximum"}, are outside a
 * {@code long}</td></tr>
 * <tr><td>UUID, BINARY, INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME, LOCAL_TIME,
 * DURATION</td><td>{@code
 * "type": "string"} with {@code "format": "uuid" | "binary" | "date-time" | "offset-date-time" | "date" |
 * "local-date-time" | "time" | "duration"}</td></tr>
 * <tr><td>ENUM</td><td>{@code "type": "string", "enum": [...]}</td></tr>
 * <tr><td>JSON</td><td>{@code "type": "object"} or {@code "array"} without items, except for a list of values that is
 * stored as JSON, whose schema is that of a LIST</td></tr>
 * <tr><td>LIST</td><td>{@code "type": "array", "items": {...}}, {@code "minItems"} and {@code "maxItems"} when it
 * has a length</td></tr>
 * </table>
 */
public final class SchemaJson {

  private static final Map<String, ColumnType> FORMATS =
      Stream.of(ColumnType.values())
          .filter(type -> type.schemaFormat() != null)
          .collect(
              Collectors.toMap(type -> String.valueOf(type.schemaFormat()), Function.identity()));

  /** Lists, and lists of them; deeper lists are JSON. */
  private static final int LISTS = 2;

  /** Longer chains of references are taken for cycles. */
  private static final int MAX_DEPTH = 20;

  private SchemaJson() {}

  /** The schema object of columns. */
  public static Map<String, @Nullable Object> write(List<ColumnSpec> columns, String title) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    columns.forEach(column -> properties.put(column.name(), property(column)));
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("properties", properties);
    schema.put(
        "required", columns.stream().filter(c -> !c.nullable()).map(ColumnSpec::name).toList());
    schema.put("title", title);
    schema.put("type", "object");
    return schema;
  }

  /** The schema as text, in the order of the columns. */
  public static String orderedText(Map<String, @Nullable Object> schema) {
    return JsonText.writeUnsorted(schema);
  }

  /** The text that is hashed into the definition version. */
  public static String text(Map<String, @Nullable Object> schema) {
    return JsonText.write(schema);
  }

  /**
   * Parses the text of a schema object.
   *
   * @throws SpecException if it is not a JSON object
   */
  public static Map<String, @Nullable Object> parse(String text, String source) {
    String sentence;
    try {
      Object json = JsonText.parse(text);
      if (json instanceof Map<?, ?> object) {
        return JsonText.copy(object);
      }
      sentence =
          "Invalid schema: " + JsonText.write(json) + " (must be a JSON object); correct the text";
    } catch (JsonException e) {
      sentence = "Cannot read a schema that is not JSON: " + e.getMessage() + "; correct the text";
    }
    throw new SpecException(
        "read " + source, List.of(new Problem("unreadable", source, "", sentence)));
  }

  /**
   * The columns that a schema object describes, in its order; the system columns that the schemas
   * of the Python original contain are skipped. What has no column type is JSON.
   *
   * @throws SpecException if a length or the digits of a property are not integers
   */
  public static List<ColumnSpec> read(String feature, Map<String, @Nullable Object> schema) {
    List<Problem> problems = new ArrayList<>();
    JsonReader in = new JsonReader(schema, feature, "", problems);
    Map<String, @Nullable Object> definitions = in.map("$defs");
    List<ColumnSpec> columns = new ArrayList<>();
    Map<String, @Nullable Object> properties = in.map("properties");
    for (String name : properties.keySet()) {
      if (!name.startsWith("metaxy_")) {
        JsonReader property =
            new JsonReader(in.map("properties"), feature, "column " + name, problems);
        columns.add(column(name, property.map(name), definitions, property));
      }
    }
    if (!problems.isEmpty()) {
      throw new SpecException("read the schema of " + feature, problems);
    }
    return columns;
  }

  private static Map<String, @Nullable Object> property(ColumnSpec column) {
    Map<String, @Nullable Object> property = new LinkedHashMap<>();
    property.putAll(type(column.type(), column.nullable()));
    if (column.nullable()) {
      property.put("default", null);
    }
    if (column.comment() != null) {
      property.put("description", column.comment());
    }
    property.put("title", title(column.name()));
    return property;
  }

  private static Map<String, @Nullable Object> type(LogicalType type, boolean nullable) {
    return nullable ? Map.of("anyOf", List.of(type(type), Map.of("type", "null"))) : type(type);
  }

  private static Map<String, @Nullable Object> type(LogicalType column) {
    Map<String, @Nullable Object> type = new LinkedHashMap<>();
    type.put("type", column.kind().schemaType());
    putIfGiven(type, "format", column.kind().schemaFormat());
    type.putAll(column.accept(new Details()));
    return type;
  }

  /** What a schema says of a type in addition to its kind. */
  private record Details() implements LogicalType.Visitor<Map<String, ?>> {

    @Override
    public Map<String, ?> text(Text type) {
      return type.length() == null ? Map.of() : Map.of("maxLength", type.length());
    }

    @Override
    public Map<String, ?> decimal(Decimal type) {
      Map<String, Object> details = new LinkedHashMap<>();
      if (type.digits() != null) {
        details.put("precision", type.digits().precision());
        details.put("scale", type.digits().scale());
      }
      return details;
    }

    @Override
    public Map<String, ?> enumeration(Enumeration type) {
      return Map.of("enum", type.constants());
    }

    @Override
    public Map<String, ?> json(Json type) {
      Map<String, Object> details = new LinkedHashMap<>();
      if (type.array()) {
        details.put("type", "array");
      }
      if (type.list() != null) {
        details.putAll(list(type.list()));
      }
      return details;
    }

    @Override
    public Map<String, ?> list(ListOf type) {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("items", type(type.element(), type.nullable()));
      if (type.length() != null) {
        details.put("minItems", type.length());
        details.put("maxItems", type.length());
      }
      return details;
    }

    @Override
    public Map<String, ?> plain(LogicalType.Plain type) {
      return Map.of();
    }
  }

  private static void putIfGiven(
      Map<String, @Nullable Object> type, String name, @Nullable Object value) {
    if (value != null) {
      type.put(name, value);
    }
  }

  /** {@code video_id} becomes {@code Video Id}, as in Pydantic. */
  private static String title(String name) {
    return Stream.of(name.split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  private static ColumnSpec column(
      String name,
      Map<String, @Nullable Object> property,
      Map<String, @Nullable Object> definitions,
      JsonReader in) {
    Value value = value(property, definitions, LISTS, in);
    return new ColumnSpec(
        name,
        value.type(),
        value.nullable(),
        property.get("description") instanceof String comment ? comment : null);
  }

  /** A type, and whether a value may be null instead. */
  private record Value(LogicalType type, boolean nullable) {}

  /**
   * @param lists how many levels of lists are not JSON; limited because a type can contain itself
   */
  private static Value value(
      Map<?, ?> schema, Map<String, @Nullable Object> definitions, int lists, JsonReader in) {
    List<Map<?, ?>> choices = choices(schema, definitions, 0);
    List<Map<?, ?>> types = choices.stream().filter(t -> !"null".equals(t.get("type"))).toList();
    Map<?, ?> type = types.isEmpty() ? Map.of() : types.get(0);
    ColumnType kind = columnType(types);
    boolean listed = types.size() == 1 && typeName(type).equals("array") && lists > 0;
    LogicalType known =
        listed && type.get("items") instanceof Map<?, ?> items
            ? list(type, value(items, definitions, lists - 1, in), in)
            : kind == ColumnType.JSON && types.size() == 1
                ? json(type, definitions)
                : logicalType(kind, type, in);
    return new Value(known, types.size() < choices.size());
  }

  /** JSON, with the form of its objects. */
  private static LogicalType json(Map<?, ?> type, Map<String, @Nullable Object> definitions) {
    return new Json(
        typeName(type).equals("array"),
        null,
        null,
        form(type, definitions, List.of()).filter(JsonForm::hasObjects).orElse(null));
  }

  /**
   * @param open the types that contain this one, which do not have a form if it is one of them
   */
  private static Optional<JsonForm> form(
      Map<?, ?> schema, Map<String, @Nullable Object> definitions, List<Map<?, ?>> open) {
    List<Map<?, ?>> types =
        choices(schema, definitions, 0).stream()
            .filter(type -> !"null".equals(type.get("type")))
            .toList();
    if (types.size() != 1 || open.stream().anyMatch(outer -> outer == types.get(0))) {
      return Optional.empty();
    }
    Map<?, ?> type = types.get(0);
    List<Map<?, ?>> inner = Stream.<Map<?, ?>>concat(open.stream(), types.stream()).toList();
    ColumnType kind = columnType(types);
    if (kind != ColumnType.JSON) {
      JsonReader in = new JsonReader(Map.of(), "", "", new ArrayList<>());
      return JsonForm.ofValue(logicalType(kind, type, in));
    }
    boolean array = typeName(type).equals("array") && !type.containsKey("prefixItems");
    if (array && type.get("items") instanceof Map<?, ?> items) {
      return form(items, definitions, inner).map(Items::new);
    }
    return typeName(type).equals("object") && !type.containsKey("patternProperties")
        ? object(type, definitions, inner)
        : Optional.empty();
  }

  private static Optional<JsonForm> object(
      Map<?, ?> type, Map<String, @Nullable Object> definitions, List<Map<?, ?>> open) {
    Object more = type.get("additionalProperties");
    if (type.get("properties") instanceof Map<?, ?> properties) {
      Map<String, Optional<JsonForm>> members = new LinkedHashMap<>();
      properties.forEach(
          (name, member) ->
              members.put(
                  String.valueOf(name),
                  member instanceof Map<?, ?> known
                      ? form(known, definitions, open)
                      : Optional.empty()));
      boolean closed = more == null || more.equals(false);
      return closed ? JsonForm.ofMembers(members) : Optional.empty();
    }
    return more instanceof Map<?, ?> values
        ? form(values, definitions, open).map(Entries::new)
        : Optional.empty();
  }

  /** A list of scalars or of lists of scalars; JSON for any other array. */
  private static LogicalType list(Map<?, ?> type, Value element, JsonReader in) {
    if (element.type() instanceof Json json) {
      return new Json(true, null, null, json.form() == null ? null : new Items(json.form()));
    }
    Integer least = integer("minItems", type, in);
    Integer most = integer("maxItems", type, in);
    Integer length = most != null && most > 0 && most.equals(least) ? most : null;
    return new ListOf(element.type(), element.nullable(), length, null);
  }

  private static LogicalType logicalType(ColumnType kind, Map<?, ?> type, JsonReader in) {
    return switch (kind) {
      case STRING -> new Text(integer("maxLength", type, in));
      case DECIMAL -> new Decimal(digits(type, in));
      case ENUM -> new Enumeration(constants(type), null);
      case JSON -> new Json("array".equals(type.get("type")), null);
      default -> LogicalType.of(kind);
    };
  }

  private static @Nullable Digits digits(Map<?, ?> type, JsonReader in) {
    if (typeName(type).equals("integer")) {
      return beyondLong(type).orElse(null);
    }
    Integer precision = integer("precision", type, in);
    Integer scale = integer("scale", type, in);
    return precision == null ? null : new Digits(precision, scale == null ? 0 : scale);
  }

  /**
   * The digits of a decimal that has every integer between the bounds of a schema, such as {@code
   * "maximum": 18446744073709551615}; empty if a {@code long} has all of them, or if there are no
   * bounds.
   */
  private static Optional<Digits> beyondLong(Map<?, ?> type) {
    return Stream.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
        .flatMap(name -> bound(name, type).stream())
        .filter(bound -> bound.toBigInteger().bitLength() > Long.SIZE - 1)
        .map(bound -> bound.setScale(0, RoundingMode.UP).precision())
        .max(Integer::compare)
        .map(digits -> new Digits(Math.min(digits, Digits.DEFAULT.precision()), 0));
  }

  /** A bound that is included. */
  private static Optional<BigDecimal> bound(String name, Map<?, ?> type) {
    if (!(type.get(name) instanceof Number number)) {
      return Optional.empty();
    }
    BigDecimal bound = new BigDecimal(number.toString());
    return Optional.of(
        switch (name) {
          case "exclusiveMinimum" -> bound.add(BigDecimal.ONE);
          case "exclusiveMaximum" -> bound.subtract(BigDecimal.ONE);
          default -> bound;
        });
  }

  private static List<String> constants(Map<?, ?> type) {
    return type.get("enum") instanceof List<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }

  /**
   * The alternatives for a value: references are followed; {@code anyOf}, {@code oneOf} and a
   * single {@code allOf} are expanded.
   */
  private static List<Map<?, ?>> choices(
      Map<?, ?> type, Map<String, @Nullable Object> definitions, int depth) {
    if (depth > MAX_DEPTH) {
      return List.of(Map.of());
    }
    String prefix = "#/$defs/";
    if (type.get("$ref") instanceof String ref
        && ref.startsWith(prefix)
        && definitions.get(ref.substring(prefix.length())) instanceof Map<?, ?> definition) {
      return choices(definition, definitions, depth + 1);
    }
    for (String word : List.of("anyOf", "oneOf", "allOf")) {
      if (type.get(word) instanceof List<?> all && !(word.equals("allOf") && all.size() > 1)) {
        List<Map<?, ?>> choices = new ArrayList<>();
        for (Object choice : all) {
          Map<?, ?> inner = choice instanceof Map<?, ?> map ? map : Map.of();
          choices.addAll(choices(inner, definitions, depth + 1));
        }
        return choices;
      }
    }
    return type.get("type") instanceof List<?> names
        ? names.stream().<Map<?, ?>>map(name -> typed(type, name)).toList()
        : List.of(type);
  }

  /** One of several types that a schema lists by name. */
  private static Map<String, @Nullable Object> typed(Map<?, ?> type, @Nullable Object name) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    type.forEach((key, value) -> one.put(String.valueOf(key), value));
    one.put("type", name);
    return one;
  }

  private static ColumnType columnType(List<Map<?, ?>> types) {
    Set<String> names = new TreeSet<>();
    types.forEach(type -> names.add(typeName(type)));
    // Pydantic writes a Decimal as "a number, or a string".
    if (names.equals(Set.of("number", "string"))) {
      return ColumnType.DECIMAL;
    }
    if (types.size() != 1) {
      return ColumnType.JSON;
    }
    Map<?, ?> type = types.get(0);
    String format = String.valueOf(type.get("format"));
    return switch (typeName(type)) {
      case "boolean" -> ColumnType.BOOLEAN;
      case "integer" ->
          FORMATS.getOrDefault(
              format, beyondLong(type).isPresent() ? ColumnType.DECIMAL : ColumnType.INT64);
      case "number" -> FORMATS.getOrDefault(format, ColumnType.FLOAT64);
      case "string" ->
          type.containsKey("enum")
              ? ColumnType.ENUM
              : FORMATS.getOrDefault(format, ColumnType.STRING);
      // An object, an array, or a value of any type, for which Pydantic writes nothing.
      default -> ColumnType.JSON;
    };
  }

  /** The name of a type; for a {@code const} without one, the name of its value's type. */
  private static String typeName(Map<?, ?> type) {
    if (type.get("type") != null) {
      return String.valueOf(type.get("type"));
    }
    if (type.get("enum") instanceof List<?> all && !all.isEmpty()) {
      return all.stream().allMatch(String.class::isInstance) ? "string" : "";
    }
    Object constant = type.get("const");
    if (constant instanceof Boolean) {
      return "boolean";
    }
    return constant instanceof String ? "string" : constant instanceof Number ? "number" : "";
  }

  private static @Nullable Integer integer(String name, Map<?, ?> type, JsonReader in) {
    Object value = type.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      try {
        return new BigDecimal(number.toString()).intValueExact();
      } catch (ArithmeticException e) {
        // It has a fraction, or is too large.
      }
    }
    in.problem(
        "Invalid "
            + name
            + ": "
            + JsonText.write(value)
            + " (must be an integer of at most "
            + Integer.MAX_VALUE
            + "); correct the schema");
    return null;
  }
}
