package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.spec.ColumnType;

/**
 * Arrays of PostgreSQL as JSON. Its own function {@code to_json} is used for what it keeps, of any
 * number of dimensions; it drops the sign of -0.0, and writes years before 1 and after 9999 in
 * forms of its own:
 *
 * <pre>{@code
 * cast(regexp_replace(cast(to_json(cast(x as double precision[])) as text), …, '-0.0', 'g') as json)
 * case when array_ndims(x) > 1 then to_json(x) when x is not null then
 *   (select coalesce(json_agg(<value> order by metaxy_i), '[]') from unnest(x) with ordinality metaxy_e(metaxy_v, metaxy_i)) end
 * }</pre>
 */
final class ArrayJson {

  private static final String VALUE = "metaxy_v";

  private ArrayJson() {}

  /** A column or other expression as JSON. */
  static String of(String x, NestedType.ListOf type) {
    ColumnType kind =
        type.element() instanceof NestedType.Value value ? value.kind() : ColumnType.JSON;
    return switch (kind) {
      case STRING, ENUM -> "to_json(cast(" + x + " as text[]))";
      case FLOAT32, FLOAT64 ->
          "cast(regexp_replace(cast(to_json(cast("
              + x
              + " as double precision[])) as text), '(?<=[[,])-0(?=[],])', '-0.0', 'g') as json)";
      case LOCAL_DATE -> each(x, time(VALUE, "-MM-DD", ""));
      case LOCAL_DATE_TIME -> each(x, time(VALUE, "-MM-DD\"T\"HH24:MI:SS.US", ""));
      case INSTANT, OFFSET_DATE_TIME ->
          each(x, time("(" + VALUE + " at time zone 'UTC')", "-MM-DD\"T\"HH24:MI:SS.US", "Z"));
      default -> "to_json(" + x + ")";
    };
  }

  private static String each(String x, String text) {
    return "case when array_ndims("
        + x
        + ") > 1 then to_json("
        + x
        + ") when "
        + x
        + " is not null then (select coalesce(json_agg("
        + text
        + " order by metaxy_i), '[]') from unnest("
        + x
        + ") with ordinality metaxy_e(metaxy_v, metaxy_i)) end";
  }

  /** A time as ISO 8601 writes it; infinity as a text that no type of Java has. */
  private static String time(String time, String format, String zone) {
    // There is no year 0 in PostgreSQL: 1 BC is -1.
    String sql = "cast(extract(year from " + time + ") as integer)";
    String year = "(" + sql + " + case when " + sql + " < 0 then 1 else 0 end)";
    return "case when isfinite("
        + time
        + ") then case when "
        + year
        + " < 0 then '-' when "
        + year
        + " > 9999 then '+' else '' end || to_char(abs("
        + year
        + "), 'FM9999990000') || replace(to_char("
        + time
        + ", '"
        + format
        + "'), '.000000', '') || '"
        + zone
        + "' else cast("
        + time
        + " as text) end";
  }
}
