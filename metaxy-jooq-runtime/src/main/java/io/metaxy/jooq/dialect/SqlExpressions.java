package io.metaxy.jooq.dialect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Expressions that databases write each in their own way. */
public interface SqlExpressions {

  /** The parts one after the other; null when any of them is. */
  default Field<String> concat(List<Field<String>> parts) {
    return DSL.concat(parts.toArray(Field<?>[]::new));
  }

  /** The texts of a group, without nulls, with {@code |} between them; null without any. */
  default Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order) {
    return DSL.field(
        "string_agg({0}, '|' order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  /** What a column is ordered by, so that texts are in the order of their UTF-8 bytes. */
  default Field<?> ordered(Field<?> column) {
    return column;
  }

  /** A comparable form of any column, by which rows of one instant are told apart. */
  default Field<?> comparable(Field<?> column) {
    return ordered(column);
  }

  /** A column as it is read; see {@link #instant} of those that hold instants. */
  default Field<?> read(Field<?> column, LiveColumn live) {
    Class<?> type = column.getConverter().fromType();
    boolean instant = type == Instant.class || type == OffsetDateTime.class;
    return instant ? instant(column, live) : column;
  }

  /** An instant out of a column that may hold the UTC wall clock without time zone. */
  default Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp() ? atUtc(column) : column;
  }

  /** An instant as a column holds it: the other way round. */
  default Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp() ? atUtc(instant) : instant;
  }

  /** A wall clock becomes an instant by this, and an instant a wall clock. */
  private static Field<?> atUtc(Field<?> field) {
    return DSL.field("({0} at time zone 'UTC')", field.getDataType(), field);
  }

  /** The type of a date or a time without zone that keeps microseconds. */
  default String localType(Class<?> type) {
    return type == LocalDate.class ? "date" : type == LocalTime.class ? "time" : "timestamp";
  }

  /** Null in the place of a column in a union. */
  default Field<?> nullOf(LiveColumn live) {
    return DSL.inline((Object) null);
  }

  /** Whether a condition holds, as a column; a null condition does not hold. */
  default Field<Boolean> holds(Condition condition) {
    return DSL.coalesce(DSL.field(condition), DSL.inline(false));
  }

  /**
   * Rows that are given by value, as a table with an alias.
   *
   * @param columns the columns, by name and type
   * @param values for each column, its values in all rows
   */
  Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values);
}
