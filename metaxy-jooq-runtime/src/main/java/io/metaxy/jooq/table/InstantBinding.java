package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.SqlExpressions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.SQLDialect;
import org.jooq.impl.AbstractBinding;
import org.jspecify.annotations.Nullable;

/**
 * Binds an instant of any year without loss: jOOQ's own binding does not read years before 1, and
 * some drivers convert through the JVM's time zone, whose clock repeats one hour of the year. Named
 * by generated code.
 *
 * @param <T> the class of {@code java.time}
 */
public final class InstantBinding<T> extends AbstractBinding<T, T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;

  /** A binding of {@code Instant} or {@code OffsetDateTime}. */
  public InstantBinding(Class<T> type) {
    this.type = type;
  }

  @Override
  public Converter<T, T> converter() {
    return Converters.identity(type);
  }

  /**
   * {@code cast(? as timestamp with time zone)}, or {@code cast(? as datetime(6))} where it is sent
   * as a UTC date and time.
   */
  @Override
  public void sql(BindingSQLContext<T> ctx) throws SQLException {
    if (isWallClock(ctx.dialect())) {
      LocalBinding.sql(ctx.render(), ctx.dialect(), LocalDateTime.class, wallClock(ctx.value()));
    } else {
      SqlExpressions expressions = Dialects.of(ctx.dialect()).expressions();
      String text = LocalBinding.text(ctx.render(), expressions, ctx.value());
      ctx.render().sql("cast(" + text + " as timestamp with time zone)");
    }
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    Object value = ctx.value();
    ctx.statement()
        .setObject(
            ctx.index(),
            isWallClock(ctx.dialect())
                ? wallClock(value)
                : value instanceof Temporal time
                    ? Dialects.of(ctx.dialect()).expressions().timeText(time)
                    : value);
  }

  private static boolean isWallClock(SQLDialect dialect) {
    return Dialects.of(dialect).capabilities().lacks(Lack.INSTANTS);
  }

  private static @Nullable LocalDateTime wallClock(@Nullable Object value) {
    Instant instant = value instanceof OffsetDateTime time ? time.toInstant() : (Instant) value;
    return instant == null
        ? null
        : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  @Override
  public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
    FeatureDialect dialect = Dialects.of(ctx.dialect());
    ResultSet row = ctx.resultSet();
    Object value =
        type == Instant.class
            ? dialect.reading().instant(row, ctx.index())
            : dialect.reading().offset(row, ctx.index());
    ctx.value(type.cast(LocalBinding.stored(dialect, value, type)));
  }
}
