package io.metaxy.jooq.dialect.duckdb;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.dialect.TextValues;
import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.json.JsonText;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/** Expressions of DuckDB. */
final class DuckDbExpressions implements SqlExpressions {

  /**
   * {@code case when not (f_0 is null or …) then concat('text|1|recording.audio|', f_0, …) end}:
   * {@code concat} costs a third of {@code ||}, but treats null as empty text.
   */
  @Override
  public Field<String> concat(List<Field<String>> parts) {
    Field<String> text =
        field("concat({0})", SQLDataType.VARCHAR, DSL.list(new ArrayList<QueryPart>(parts)));
    List<Condition> missing =
        parts.stream().filter(p -> !(p instanceof Param)).map(Field::isNull).toList();
    return missing.isEmpty() ? text : when(or(missing).not(), text);
  }

  @Override
  public Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order) {
    return field(
        "string_agg({0}, '|' order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("encode({0})", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    return column.getConverter().fromType() == JSON.class
        ? field("cast({0} as varchar)", SQLDataType.VARCHAR, column)
        : ordered(column);
  }

  @Override
  public Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp()
        ? converted("make_timestamptz", "timestamptz", micros(column, live))
        : column;
  }

  /** In other units, a timestamp would become one with time zone that the driver does not read. */
  private static Field<?> micros(Field<?> column, LiveColumn live) {
    return live.hasOtherPrecision()
        ? field("cast({0} as timestamp)", column.getDataType(), column)
        : column;
  }

  @Override
  public Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp() ? converted("make_timestamp", "timestamp", instant) : instant;
  }

  /**
   * {@code coalesce(make_timestamptz(epoch_us(x)), cast(x as timestamptz))}: {@code at time zone}
   * uses the calendar of the session, and infinity has no microseconds.
   */
  private static Field<?> converted(String make, String type, Field<?> time) {
    return field(
        "coalesce(" + make + "(epoch_us({0})), cast({0} as " + type + "))",
        time.getDataType(),
        time);
  }

  /** The date and time in UTC of an instant that is not infinite, in any calendar. */
  static String utc(String instant) {
    return "make_timestamp(epoch_us(" + instant + "))";
  }

  @Override
  public Field<JSON> json(Field<?> column, NestedType type) {
    return CustomField.of(
        column.getUnqualifiedName(),
        SQLDataType.JSON,
        ctx -> ctx.sql(NestedSql.json(ctx.dsl().render(column), type)));
  }

  /** The driver counts the years before 1 differently. */
  @Override
  public Object sent(Temporal time) {
    return timeText(time);
  }

  /**
   * {@code (select cast(unnest(from_json(?, '["VARCHAR"]')) as uuid) a, …) s}, one JSON array per
   * column.
   */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    List<Field<?>> selected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field<?> column = columns.get(i);
      Field<String> unnested =
          field(
              "unnest(from_json(cast({0} as json), '[\"VARCHAR\"]'))",
              SQLDataType.VARCHAR,
              DSL.val(JsonText.compact(TextValues.of(this, column, values.get(i)))));
      selected.add(cast(unnested, withoutPrecision(column.getDataType())).as(column.getName()));
    }
    return select(selected).asTable("s");
  }

  /** DuckDB has no {@code time(6)}; all of its times have microseconds. */
  private static DataType<?> withoutPrecision(DataType<?> type) {
    return type.isTemporal()
        ? DefaultDataType.getDataType(SQLDialect.DUCKDB, type.getConverter().fromType())
        : type;
  }
}
