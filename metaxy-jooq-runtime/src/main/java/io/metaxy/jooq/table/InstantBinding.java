package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Binds an instant without loss. Delegates to jOOQ's own binding, except where a driver converts
 * through the JVM's time zone, whose clock repeats one hour of the year. Named by generated code.
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

  @SuppressWarnings("unchecked") // Both are the data type of the class.
  private Binding<?, T> ofJooq() {
    DataType<?> instants =
        type == Instant.class ? SQLDataType.INSTANT : SQLDataType.TIMESTAMPWITHTIMEZONE;
    return (Binding<?, T>) instants.getBinding();
  }

  @Override
  public Converter<T, T> converter() {
    return Converters.identity(type);
  }

  /** {@code cast(? as datetime(6))} where it is sent as a UTC date and time. */
  @Override
  public void sql(BindingSQLContext<T> ctx) throws SQLException {
    if (isWallClock(ctx.dialect())) {
      LocalBinding.sql(ctx.render(), ctx.dialect(), LocalDateTime.class, wallClock(ctx.value()));
    } else {
      ofJooq().sql(ctx);
    }
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    if (isWallClock(ctx.dialect())) {
      ctx.statement().setObject(ctx.index(), wallClock(ctx.value()));
    } else {
      ofJooq().set(ctx);
    }
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
    if (dialect.reading().readsInstants()) {
      ctx.value(value(dialect.reading().instant(ctx.resultSet(), ctx.index())));
    } else {
      ofJooq().get(ctx);
    }
  }

  private @Nullable T value(@Nullable Instant instant) {
    return instant == null || type == Instant.class
        ? type.cast(instant)
        : type.cast(instant.atOffset(ZoneOffset.UTC));
  }
}
