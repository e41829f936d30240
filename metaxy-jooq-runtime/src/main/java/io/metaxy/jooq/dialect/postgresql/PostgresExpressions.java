package io.metaxy.jooq.dialect.postgresql;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.dialect.TextValues;
import io.metaxy.jooq.dialect.nested.NestedType;
import io.metaxy.jooq.value.TimeText;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Expressions of PostgreSQL, which orders texts by a locale by default. */
final class PostgresExpressions implements SqlExpressions {

  @Override
  public Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order) {
    return field(
        "string_agg({0}, '|' order by {1})",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == String.class
        ? field("cast({0} as text) collate \"C\"", SQLDataType.VARCHAR, column)
        : column;
  }

  @Override
  public Field<?> comparable(Field<?> column) {
    if (Sql.isByField(column)) {
      return field("cast({0} as jsonb)", SQLDataType.JSONB, column);
    }
    return column.getConverter().fromType() == JSON.class
        ? field("cast({0} as text) collate \"C\"", SQLDataType.VARCHAR, column)
        : ordered(column);
  }

  @Override
  public Field<?> instant(Field<?> column, LiveColumn live) {
    return live.isLocalTimestamp() ? Sql.atUtc(column) : column;
  }

  @Override
  public Field<?> stored(Field<?> instant, LiveColumn live) {
    return live.isLocalTimestamp() ? Sql.atUtc(instant) : instant;
  }

  @Override
  public String timeText(Temporal time) {
    return TimeText.withEra(time);
  }

  @Override
  public Object sent(Temporal time) {
    return timeText(time);
  }

  @Override
  public Field<?> ownType(Field<?> text, LiveColumn live) {
    return field("cast({0} as " + live.typeName() + ")", text.getDataType(), text);
  }

  @Override
  public Field<?> nullOf(LiveColumn live) {
    return field("cast(null as " + (live.nested() == null ? live.typeName() : "json") + ")");
  }

  /** See {@link ArrayJson}. */
  @Override
  public Field<JSON> json(Field<?> column, NestedType type) {
    return CustomField.of(
        column.getUnqualifiedName(),
        SQLDataType.JSON,
        ctx -> ctx.sql(ArrayJson.of(ctx.dsl().render(column), (NestedType.ListOf) type)));
  }

  /** {@code (select cast(a as uuid) a, b from unnest(?, ?) as t(a, b)) s}, arrays of text. */
  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    List<QueryPart> arrays = new ArrayList<>();
    List<Field<?>> selected = new ArrayList<>();
    String[] names = columns.stream().map(Field::getName).toArray(String[]::new);
    for (int i = 0; i < columns.size(); i++) {
      Field<?> column = columns.get(i);
      arrays.add(
          DSL.val(
              TextValues.of(this, column, values.get(i)).toArray(String[]::new),
              SQLDataType.VARCHAR.array()));
      selected.add(
          cast(field(name("t", names[i]), SQLDataType.VARCHAR), column.getDataType()).as(names[i]));
    }
    return select(selected)
        .from(DSL.table("unnest({0})", DSL.list(arrays)).as("t", names))
        .asTable("s");
  }
}
