package io.metaxy.jooq.dialect;

import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.value.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Expressions that databases write differently. */
public interface SqlExpressions {

  /** The concatenated parts; null if any of them is null. */
  default Field<String> concat(List<Field<String>> parts) {
    return DSL.concat(parts.toArray(Field<?>[]::new));
  }

  /** The texts of a group, without nulls, separated by {@code |}; null if there are none. */
  Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order);

  /** The order expression of a column, which orders texts by their UTF-8 bytes. */
  default Field<?> ordered(Field<?> column) {
    return column;
  }

  /** A comparable form of any column, which distinguishes rows of the same instant. */
  default Field<?> comparable(Field<?> column) {
    return ordered(column);
  }

  /** A column in the form that is read; see {@link #instant} for instants. */
  default Field<?> read(Field<?> column, LiveColumn live) {
    Class<?> type = column.getConverter().fromType();
    boolean instant = type == Instant.class || type == OffsetDateTime.class;
    return instant ? instant(column, live) : column;
  }

  /** An instant from a column that may hold UTC without time zone. */
  Field<?> instant(Field<?> column, LiveColumn live);

  /** The reverse: an instant in the form that the column holds. */
  Field<?> stored(Field<?> instant, LiveColumn live);

  /** A column of a user's own type, such as an enum of the database, as text. */
  default Field<String> text(Field<?> column) {
    return DSL.field("cast({0} as varchar)", SQLDataType.VARCHAR, column);
  }

  /** The reverse: a text in the user's own type, where the database does not convert it itself. */
  default Field<?> ownType(Field<?> text, LiveColumn live) {
    return text;
  }

  /** The UUIDs of a column of texts. A text that is not a UUID is an error of the database. */
  default Field<UUID> uuid(Field<?> column) {
    return DSL.field("cast({0} as uuid)", SQLDataType.UUID, column);
  }

  /**
   * The documents of a column that are structs, maps and lists of the database, as JSON.
   *
   * @throws UnsupportedOperationException if the database has no such types
   */
  default Field<JSON> json(Field<?> column, NestedType type) {
    throw new UnsupportedOperationException(
        "Cannot read " + type.typeName() + " as JSON; use a column of JSON");
  }

  /** The type of a date or a time without zone that keeps microseconds. */
  default String localType(Class<?> type) {
    return type == LocalDate.class ? "date" : type == LocalTime.class ? "time" : "timestamp";
  }

  /** A date, time or instant as text that the database casts to its type. */
  default String timeText(Temporal time) {
    return TimeText.signed(time);
  }

  /** A date or a time without zone in the form in which it is sent to be cast. */
  default Object sent(Temporal time) {
    return time;
  }

  /** Null in place of a column in a union. */
  default Field<?> nullOf(LiveColumn live) {
    return DSL.inline((Object) null);
  }

  /** Whether a condition holds, as a column; a null condition does not hold. */
  default Field<Boolean> holds(Condition condition) {
    return DSL.coalesce(DSL.field(condition), DSL.inline(false));
  }

  /**
   * Rows given by value, as a table with an alias.
   *
   * @param columns the columns, by name and type
   * @param values for each column, its values in all rows
   */
  Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values);
}
