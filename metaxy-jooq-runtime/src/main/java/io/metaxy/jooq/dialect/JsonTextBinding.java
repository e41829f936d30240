package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import java.util.Map;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Binds a by-field column as JSON text; subclasses define how it is stored. */
public abstract class JsonTextBinding extends AbstractBinding<JSON, Map<String, String>> {

  private static final long serialVersionUID = 1L;

  @Override
  public final Converter<JSON, Map<String, String>> converter() {
    return ByFieldConverter.INSTANCE;
  }

  /** The SQL that turns a JSON text, a placeholder or a literal, into the column's value. */
  protected abstract String sql(String text, @Nullable Map<String, String> value);

  /** The JSON of a value of the column as the JDBC driver returns it. */
  protected @Nullable JSON read(@Nullable Object value) {
    return value == null ? null : JSON.valueOf(value.toString());
  }

  @Override
  protected final void sqlInline(BindingSQLContext<Map<String, String>> ctx) {
    Map<String, String> value = ctx.value();
    String literal = ctx.dsl().render(DSL.inline(String.valueOf(JdbcValues.json(value))));
    ctx.render().sql(sql(literal, value));
  }

  @Override
  protected final void sqlBind(BindingSQLContext<Map<String, String>> ctx) {
    ctx.render().sql(sql("?", ctx.value()));
  }

  @Override
  public final void set(BindingSetStatementContext<Map<String, String>> ctx) throws SQLException {
    ctx.statement().setString(ctx.index(), JdbcValues.json(ctx.value()));
  }

  @Override
  public final void get(BindingGetResultSetContext<Map<String, String>> ctx) throws SQLException {
    ctx.value(converter().from(read(ctx.resultSet().getObject(ctx.index()))));
  }
}
