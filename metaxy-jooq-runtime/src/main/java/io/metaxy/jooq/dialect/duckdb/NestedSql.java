package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Documents of DuckDB in both directions. Its own function {@code to_json} is used for what it
 * keeps; it changes decimals and times, and writes NaN, which JSON lacks, so that a text with these
 * is composed of its parts:
 *
 * <pre>{@code
 * cast(case when x is not null then concat('{"width":', coalesce(cast(struct_extract(x, 'width') as varchar), 'null'), …, '}') end as json)
 * }</pre>
 *
 * A text in which all values are texts is cast by the strict rules of JSON, and then each value by
 * those of texts:
 *
 * <pre>{@code
 * cast(cast(cast(? as json) as STRUCT("width" VARCHAR, …)) as STRUCT(width INTEGER, …))
 * }</pre>
 */
final class NestedSql {

  private static final char QUOTE = '"';

  private NestedSql() {}

  /** A column or other expression as JSON. */
  static String json(String sql, NestedType type) {
    return "cast(" + ToText.of(sql, 0, type) + " as json)";
  }

  /** A JSON text of texts as a value of the type. */
  static String cast(String text, NestedType type) {
    return "cast(cast(cast("
        + text
        + " as json) as "
        + type.accept(TextType.INSTANCE)
        + ") as "
        + type.typeName()
        + ")";
  }

  /** The name of the same type with all values as texts. */
  private enum TextType implements NestedType.Visitor<String> {
    INSTANCE;

    private static final String TEXT = "VARCHAR";

    @Override
    public String struct(NestedType.Struct type) {
      return type.fields().entrySet().stream()
          .map(field -> Sql.quoted(QUOTE, field.getKey()) + " " + field.getValue().accept(this))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    @Override
    public String map(NestedType.MapOf type) {
      return "MAP(" + TEXT + ", " + type.value().accept(this) + ")";
    }

    @Override
    public String list(NestedType.ListOf type) {
      return type.element().accept(this) + "[]";
    }

    @Override
    public String whole(NestedType.Whole type) {
      return TEXT;
    }

    @Override
    public String decimal(NestedType.Decimal type) {
      return TEXT;
    }

    @Override
    public String constants(NestedType.Constants type) {
      return TEXT;
    }

    @Override
    public String value(NestedType.Value type) {
      return TEXT;
    }
  }

  /** Whether {@code to_json} keeps values unchanged. */
  private enum Kept implements NestedType.Visitor<Boolean> {
    INSTANCE;

    @Override
    public Boolean struct(NestedType.Struct type) {
      return type.fields().values().stream().allMatch(field -> field.accept(this));
    }

    @Override
    public Boolean map(NestedType.MapOf type) {
      return type.key().accept(this) && type.value().accept(this);
    }

    @Override
    public Boolean list(NestedType.ListOf type) {
      return type.element().accept(this);
    }

    @Override
    public Boolean whole(NestedType.Whole type) {
      return true;
    }

    @Override
    public Boolean decimal(NestedType.Decimal type) {
      return false;
    }

    @Override
    public Boolean constants(NestedType.Constants type) {
      return true;
    }

    @Override
    public Boolean value(NestedType.Value type) {
      return switch (type.kind()) {
        case STRING, BOOLEAN, UUID, LOCAL_TIME -> true;
        default -> false;
      };
    }
  }

  /**
   * The JSON text of an expression, null for null.
   *
   * @param x the expression
   * @param depth the number of lists and maps around it
   */
  private record ToText(String x, int depth) implements NestedType.Visitor<String> {

    /** The text of a part. */
    static String of(String x, int depth, NestedType type) {
      return type.accept(Kept.INSTANCE) ? escaped(x) : type.accept(new ToText(x, depth));
    }

    private String orNull(String part, int inner, NestedType type) {
      return "coalesce(" + of(part, inner, type) + ", 'null')";
    }

    private static String asText(String sql) {
      return "cast(" + sql + " as varchar)";
    }

    private static String timestamp(String sql) {
      return "cast(" + sql + " as timestamp)";
    }

    /** {@code '"' || x || '"'}. */
    private static String quoted(String text) {
      return "'\"' || " + text + " || '\"'";
    }

    private static String escaped(String text) {
      return asText("to_json(" + text + ")");
    }

    @Override
    public String struct(NestedType.Struct type) {
      List<String> parts = new ArrayList<>();
      String before = "{";
      for (Map.Entry<String, NestedType> field : type.fields().entrySet()) {
        String value = "struct_extract(" + x + ", " + Sql.literal(field.getKey()) + ")";
        parts.add(Sql.literal(before + JsonText.compact(field.getKey()) + ":"));
        parts.add(orNull(value, depth, field.getValue()));
        before = ",";
      }
      return "case when "
          + x
          + " is not null then concat("
          + String.join(", ", parts)
          + ", '}') end";
    }

    /** {@code '[' || array_to_string([coalesce(…, 'null') for e0 in x], ',') || ']'}. */
    @Override
    public String list(NestedType.ListOf type) {
      String element = "metaxy_e" + depth;
      return joined("[", orNull(element, depth + 1, type.element()), element, x, "]");
    }

    @Override
    public String map(NestedType.MapOf type) {
      String entry = "metaxy_e" + depth;
      String key = type.key().accept(new ToText("struct_extract(" + entry + ", 'key')", depth + 1));
      String name = type.key() instanceof NestedType.Whole ? quoted(key) : key;
      return joined(
          "{",
          "("
              + name
              + ") || ':' || "
              + orNull("struct_extract(" + entry + ", 'value')", depth + 1, type.value()),
          entry,
          "map_entries(" + x + ")",
          "}");
    }

    private static String joined(
        String open, String text, String element, String list, String close) {
      return "'"
          + open
          + "' || array_to_string(["
          + text
          + " for "
          + element
          + " in "
          + list
          + "], ',') || '"
          + close
          + "'";
    }

    @Override
    public String whole(NestedType.Whole type) {
      return asText(x);
    }

    /** A number below 1 is written without its zero if the type has no digit for it. */
    @Override
    public String decimal(NestedType.Decimal type) {
      return type.digits().precision() == type.digits().scale()
          ? "regexp_replace(" + asText(x) + ", '^(-?)[.]', '\\10.')"
          : asText(x);
    }

    @Override
    public String constants(NestedType.Constants type) {
      return escaped(asText(x));
    }

    @Override
    public String value(NestedType.Value type) {
      return switch (type.kind()) {
        case BOOLEAN, JSON -> asText(x);
        case FLOAT32, FLOAT64 ->
            "case when isfinite("
                + x
                + ") then cast(cast("
                + x
                + " as double) as varchar)"
                + " when isnan("
                + x
                + ") then '\"NaN\"'"
                + " when "
                + x
                + " > 0 then '\"Infinity\"'"
                + " when "
                + x
                + " < 0 then '\"-Infinity\"' end";
        case BINARY -> quoted("base64(" + x + ")");
        case LOCAL_DATE -> time(x, x, "-%m-%d", "");
        case LOCAL_DATE_TIME ->
            type.fraction() > NestedType.Value.MICROS
                ? quoted("replace(" + asText(x) + ", ' ', 'T')")
                : time(timestamp(x), timestamp(x), "-%m-%dT%H:%M:%S.%f", "");
        case INSTANT -> time(x, DuckDbExpressions.utc(x), "-%m-%dT%H:%M:%S.%f", "Z");
        default -> escaped(asText(x));
      };
    }

    /**
     * A time as ISO 8601 writes it; infinity as a text that no type of Java has.
     *
     * @param x the value
     * @param time the value as a date, or as a date and time
     */
    private static String time(String x, String time, String format, String zone) {
      String year = "year(" + time + ")";
      String sign =
          "case when " + year + " < 0 then '-' when " + year + " > 9999 then '+' else '' end";
      return "case when isfinite("
          + x
          + ") then '\"' || printf('%s%04d', "
          + sign
          + ", abs("
          + year
          + ")) || replace(strftime("
          + time
          + ", '"
          + format
          + "'), '.000000', '') || '"
          + zone
          + "\"' else "
          + quoted(asText(x))
          + " end";
    }
  }
}
