package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
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
    SqlExpressions expressions = Dialects.of(dialect).expressions();
    render.sql(
        "cast(" + text(render, expressions, value) + " as " + expressions.localType(type) + ")");
  }

  /** A placeholder, or a literal if values are inlined. */
  static String text(RenderContext render, SqlExpressions expressions, @Nullable Object value) {
    if (render.paramType() != ParamType.INLINED) {
      return "?";
    }
    return value instanceof Temporal time ? Sql.literal(expressions.timeText(time)) : "null";
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    SqlExpressions expressions = Dialects.of(ctx.dialect()).expressions();
    Object value = ctx.value();
    ctx.statement()
        .setObject(ctx.index(), value instanceof Temporal time ? expressions.sent(time) : value);
  }

  @Override
  public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
    FeatureDialect dialect = Dialects.of(ctx.dialect());
    ctx.value(stored(dialect, dialect.reading().local(ctx.resultSet(), ctx.index(), type), type));
  }

  /**
   * A value that was read.
   *
   * @throws UnreadableValueException if it is infinite, or otherwise outside the type
   */
  public static <V> @Nullable V stored(FeatureDialect dialect, @Nullable V value, Class<?> type) {
    boolean fine =
        value instanceof LocalTime time && !time.truncatedTo(ChronoUnit.MICROS).equals(time);
    if (fine || dialect.capabilities().times().exceeded(value).isPresent()) {
      throw new UnreadableValueException(
          fine ? "24:00:00" : value + " or infinity",
          type.getSimpleName(),
          expected(dialect, value));
    }
    return value;
  }

  private static String expected(FeatureDialect dialect, @Nullable Object value) {
    return dialect
        .capabilities()
        .times()
        .exceeded(value)
        .map(range -> "must be a value from " + range)
        .orElse("must be before midnight");
  }
}
