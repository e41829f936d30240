package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Sql;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.RenderContext;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.impl.AbstractBinding;
import org.jspecify.annotations.Nullable;

/**
 * Binds a date or a time without zone, without loss. jOOQ's own bindings convert through {@link
 * java.sql.Date}, {@link java.sql.Time} and {@link java.sql.Timestamp}, which lose microseconds,
 * hours that the JVM's time zone skips, and days before 1582. Named by generated code.
 *
 * @param <T> the class of {@code java.time}
 */
public final class LocalBinding<T> extends AbstractBinding<T, T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;

  /** A binding of {@code LocalDate}, {@code LocalDateTime} or {@code LocalTime}. */
  public LocalBinding(Class<T> type) {
    this.type = type;
  }

  @Override
  public Converter<T, T> converter() {
    return Converters.identity(type);
  }

  /** Casts null too, which jOOQ's own bindings do not: {@code cast(null as date)}. */
  @Override
  public void sql(BindingSQLContext<T> ctx) throws SQLException {
    sql(ctx.render(), ctx.dialect(), type, ctx.value());
  }

  static void sql(RenderContext render, SQLDialect dialect, Class<?> type, @Nullable Object value) {
    String text = render.paramType() == ParamType.INLINED ? literal(value) : "?";
    String name = Dialects.of(dialect).expressions().localType(type);
    render.sql("cast(" + text + " as " + name + ")");
  }

  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return Sql.literal(
        value instanceof LocalDateTime time
            ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
            : value instanceof LocalTime time
                ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
                : value.toString());
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    ctx.statement().setObject(ctx.index(), ctx.value());
  }

  @Override
  public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
    ctx.value(ctx.resultSet().getObject(ctx.index(), type));
  }
}
