package io.metaxy.jooq.dialect.h2;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.spec.ColumnType;
import java.lang.reflect.Array;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/** Expressions of H2. */
final class H2Expressions implements SqlExpressions {

  /** The maximum number of elements of an array in H2. */
  static final int MAX_ARRAY = 65_536;

  /** A year that needs a sign in ISO 8601. */
  private static final String FIVE_DIGITS = "\"([0-9]{5,})-";

  /** {@code listagg(text, '|') within group (order by …)}. */
  @Override
  public Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order) {
    return field(
        "listagg({0}, '|') within group (order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  /** H2 orders texts as UTF-16, and their bytes as UTF-8. */
  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("cast({0} as varbinary)", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    Class<?> type = column.getConverter().fromType();
    return type == JSON.class || type == String.class
        ? field("cast(cast({0} as varchar) as varbinary)", SQLDataType.VARBINARY, column)
        : column;
  }

  @Override
  public Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp()
        ? field(
            "cast(cast({0} as varchar) || '+00' as timestamp(6) with time zone)",
            column.getDataType(), column)
        : column;
  }

  @Override
  public Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp()
        ? field(
            "cast(regexp_replace(cast({0} at time zone 'UTC' as varchar), '\\+00$', '') as"
                + " timestamp(6))",
            instant.getDataType(), instant)
        : instant;
  }

  /** A time of H2 has no fraction unless its type says so. */
  @Override
  public String localType(Class<?> type) {
    return type == LocalTime.class ? "time(6)" : SqlExpressions.super.localType(type);
  }

  /**
   * {@code cast(x as json)}, in which numbers that may be NaN, and times, are texts at first:
   *
   * <pre>{@code
   * regexp_replace(cast(cast(cast(cast(x as double precision array) as varchar array) as json) as varchar),
   *   '"(-?[0-9][^"]*)"', '$1') format json
   * }</pre>
   */
  @Override
  public Field<JSON> json(Field<?> column, NestedType type) {
    NestedType list = type;
    String arrays = "";
    while (list instanceof NestedType.ListOf of) {
      list = of.element();
      arrays += " array";
    }
    String sql =
        switch (list instanceof NestedType.Value value ? value.kind() : ColumnType.JSON) {
          case FLOAT32, FLOAT64 ->
              replaced(
                  "cast(cast({0} as double precision" + arrays + ") as varchar" + arrays + ")",
                  "\"(-?[0-9][^\"]*)\"",
                  "$1");
          case STRING, ENUM -> "cast(cast({0} as varchar" + arrays + ") as json)";
          case LOCAL_DATE, LOCAL_DATE_TIME -> replaced("{0}", FIVE_DIGITS, "\"+$1-");
          case INSTANT, OFFSET_DATE_TIME ->
              "regexp_replace("
                  + "regexp_replace("
                  + replacedText("{0}", FIVE_DIGITS, "\"+$1-")
                  + ", '[+]00\"', 'Z\"'), '([+-][0-9]{2})\"', '$1:00\"') format json";
          default -> "cast({0} as json)";
        };
    return field(sql, SQLDataType.JSON, column);
  }

  private static String replaced(String list, String pattern, String by) {
    return replacedText(list, pattern, by) + " format json";
  }

  private static String replacedText(String list, String pattern, String by) {
    return "regexp_replace(cast(cast("
        + list
        + " as json) as varchar), '"
        + pattern
        + "', '"
        + by
        + "')";
  }

  /**
   * {@code unnest(?, ?) s(a, b)}, one array per column; a union of such tables if there are more
   * rows than an array holds.
   */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    int rows = values.get(0).size();
    Table<?> part = part(columns, values, 0, rows);
    if (rows <= MAX_ARRAY) {
      return part;
    }
    Select<Record> union = select(columns).from(part);
    for (int from = MAX_ARRAY; from < rows; from += MAX_ARRAY) {
      union = union.unionAll(select(columns).from(part(columns, values, from, rows)));
    }
    return union.asTable("s");
  }

  private static Table<?> part(
      List<? extends Field<?>> columns, List<? extends List<?>> values, int from, int rows) {
    int to = Math.min(from + MAX_ARRAY, rows);
    List<QueryPart> arrays = new ArrayList<>();
    IntStream.range(0, columns.size())
        .forEach(
            i -> arrays.add(array(columns.get(i).getDataType(), values.get(i).subList(from, to))));
    String[] names = columns.stream().map(Field::getName).toArray(String[]::new);
    return DSL.table("unnest({0})", DSL.list(arrays)).as("s", names);
  }

  private static <T> Field<?> array(DataType<T> type, List<?> values) {
    return stored(type.getConverter(), type, values);
  }

  @SuppressWarnings("unchecked") // A generic array can be created only by reflection.
  private static <S, T> Field<S[]> stored(
      Converter<S, T> converter, DataType<T> type, List<?> values) {
    DataType<S> element = DefaultDataType.getDataType(SQLDialect.H2, converter.fromType());
    if (type.precisionDefined()) {
      element = element.precision(type.precision(), type.scale());
    }
    DataType<S[]> array = element.array();
    S[] elements = (S[]) Array.newInstance(converter.fromType(), values.size());
    for (int i = 0; i < elements.length; i++) {
      elements[i] = converter.to(type.convert(values.get(i)));
    }
    return DSL.cast(DSL.val(elements, array), array);
  }
}
