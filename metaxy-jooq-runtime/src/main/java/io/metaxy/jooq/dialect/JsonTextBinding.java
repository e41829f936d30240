package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jooq.conf.ParamType;
import org.jspecify.annotations.Nullable;

/** A by-field column that is sent as JSON text; how it is stored, the subclasses know. */
public abstract class JsonTextBinding implements Binding<JSON, Map<String, String>> {

  private static final long serialVersionUID = 1L;

  @Override
  public final Converter<JSON, Map<String, String>> converter() {
    return ByFieldConverter.INSTANCE;
  }

  /** The SQL that makes a column's value of a JSON text, a placeholder or a literal. */
  protected abstract String sql(String text, @Nullable Map<String, String> value);

  /** A value of the column, as its JDBC driver gives it, as JSON. */
  protected abstract @Nullable JSON read(@Nullable Object value);

  @Override
  public final void sql(BindingSQLContext<Map<String, String>> ctx) {
    Map<String, String> value = ctx.value();
    boolean inlined = ctx.render().paramType() == ParamType.INLINED;
    if (!inlined) {
      ctx.render().sql(sql("?", value));
    } else if (value == null) {
      ctx.render().sql("null");
    } else {
      ctx.render().sql(sql(Sql.literal(String.valueOf(JdbcValues.json(value))), value));
    }
  }

  @Override
  public final void set(BindingSetStatementContext<Map<String, String>> ctx) throws SQLException {
    ctx.statement().setString(ctx.index(), JdbcValues.json(ctx.value()));
  }

  @Override
  public final void get(BindingGetResultSetContext<Map<String, String>> ctx) throws SQLException {
    ctx.value(converter().from(read(ctx.resultSet().getObject(ctx.index()))));
  }

  @Override
  public final void get(BindingGetStatementContext<Map<String, String>> ctx) throws SQLException {
    ctx.value(converter().from(read(ctx.statement().getObject(ctx.index()))));
  }

  @Override
  public final void register(BindingRegisterContext<Map<String, String>> ctx) throws SQLException {
    throw notInTypes();
  }

  @Override
  public final void set(BindingSetSQLOutputContext<Map<String, String>> ctx) throws SQLException {
    throw notInTypes();
  }

  @Override
  public final void get(BindingGetSQLInputContext<Map<String, String>> ctx) throws SQLException {
    throw notInTypes();
  }

  private static SQLFeatureNotSupportedException notInTypes() {
    return new SQLFeatureNotSupportedException(
        "Cannot use a by-field column outside of a table; select it from its table");
  }
}
