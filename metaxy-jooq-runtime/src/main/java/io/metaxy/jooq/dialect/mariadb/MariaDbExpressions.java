package io.metaxy.jooq.dialect.mariadb;

import static org.jooq.impl.DSL.field;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.SqlExpressions;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Expressions of MariaDB, whose columns of text are ordered by their bytes. */
final class MariaDbExpressions implements SqlExpressions {

  /**
   * {@code case when sum(octet_length(f_0)) + count(f_0) > @@group_concat_max_len then <an error>
   * else group_concat(f_0 order by … separator '|') end}: a longer text would be truncated
   * silently.
   */
  @Override
  public Field<String> aggregate(Field<String> text, List<? extends OrderField<?>> order) {
    return field(
        "case when sum(octet_length({0})) + count({0}) >"
            + " least(@@group_concat_max_len, @@max_allowed_packet)"
            + " then concat(9223372036854775807 + count({0}))"
            + " else group_concat({0} order by {1} separator '|') end",
        SQLDataType.VARCHAR, text, DSL.list(new ArrayList<QueryPart>(order)));
  }

  /** Older servers order UUIDs by their parts. */
  @Override
  public Field<?> ordered(Field<?> column) {
    return column.getConverter().fromType() == UUID.class
        ? field("cast({0} as char(36))", SQLDataType.VARCHAR, column)
        : column;
  }

  /**
   * It would be null for a text that is not a UUID; adding to the largest integer fails instead.
   */
  @Override
  public Field<UUID> uuid(Field<?> column) {
    return field(
        "case when {0} is null or cast({0} as uuid) is not null then cast({0} as uuid)"
            + " else concat(9223372036854775807 + length({0})) end",
        SQLDataType.UUID, column);
  }

  /** JSON is text, whose trailing blanks are compared here. */
  @Override
  public Field<?> comparable(Field<?> column) {
    return Sql.isByField(column) || column.getConverter().fromType() == JSON.class
        ? field("cast({0} as binary)", SQLDataType.VARBINARY, column)
        : ordered(column);
  }

  /** It is sent as text, in which a FLOAT has six digits and a DOUBLE has all of them. */
  @Override
  public Field<?> read(Field<?> column, LiveColumn live) {
    return live.baseType().equals("float")
        ? field("({0} + 0e0)", column.getDataType(), column)
        : column;
  }

  @Override
  public Field<?> instant(Field<?> column, LiveColumn live) {
    return column;
  }

  @Override
  public Field<?> stored(Field<?> instant, LiveColumn live) {
    return instant;
  }

  @Override
  public String localType(Class<?> type) {
    return type == LocalDate.class ? "date" : type == LocalTime.class ? "time(6)" : "datetime(6)";
  }

  @Override
  public Table<?> rows(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    return MariaDbValues.table(columns, values);
  }
}
