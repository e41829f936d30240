package io.metaxy.jooq.table;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.LocalTime;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.impl.SQLDataType;

/**
 * A time of day with its microseconds, which jOOQ's own binding loses by way of {@link
 * java.sql.Time}. Named by generated code.
 */
public final class LocalTimeBinding implements Binding<LocalTime, LocalTime> {

  private static final long serialVersionUID = 1L;

  @Override
  public Converter<LocalTime, LocalTime> converter() {
    return Converters.identity(LocalTime.class);
  }

  @Override
  public void sql(BindingSQLContext<LocalTime> ctx) throws SQLException {
    SQLDataType.LOCALTIME.getBinding().sql(ctx);
  }

  @Override
  public void register(BindingRegisterContext<LocalTime> ctx) throws SQLException {
    ctx.statement().registerOutParameter(ctx.index(), Types.TIME);
  }

  @Override
  public void set(BindingSetStatementContext<LocalTime> ctx) throws SQLException {
    ctx.statement().setObject(ctx.index(), ctx.value());
  }

  @Override
  public void set(BindingSetSQLOutputContext<LocalTime> ctx) throws SQLException {
    throw new SQLFeatureNotSupportedException("Cannot put a LocalTime into a user-defined type");
  }

  @Override
  public void get(BindingGetResultSetContext<LocalTime> ctx) throws SQLException {
    ctx.value(ctx.resultSet().getObject(ctx.index(), LocalTime.class));
  }

  @Override
  public void get(BindingGetStatementContext<LocalTime> ctx) throws SQLException {
    ctx.value(ctx.statement().getObject(ctx.index(), LocalTime.class));
  }

  @Override
  public void get(BindingGetSQLInputContext<LocalTime> ctx) throws SQLException {
    throw new SQLFeatureNotSupportedException("Cannot get a LocalTime out of a user-defined type");
  }
}
