package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.ByFieldConverter;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import java.sql.SQLException;
import java.util.Map;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jooq.SQLDialect;
import org.jooq.impl.AbstractBinding;

/**
 * Binds a by-field column as a map from struct key to hash, on any database. Generated code names
 * this binding and is the same for every database; {@link FeatureDialect} handles the storage.
 */
public final class ByFieldBinding extends AbstractBinding<JSON, Map<String, String>> {

  private static final long serialVersionUID = 1L;

  @Override
  public Converter<JSON, Map<String, String>> converter() {
    return ByFieldConverter.INSTANCE;
  }

  @Override
  public void sql(BindingSQLContext<Map<String, String>> ctx) throws SQLException {
    of(ctx.dialect()).sql(ctx);
  }

  @Override
  public void set(BindingSetStatementContext<Map<String, String>> ctx) throws SQLException {
    of(ctx.dialect()).set(ctx);
  }

  @Override
  public void get(BindingGetResultSetContext<Map<String, String>> ctx) throws SQLException {
    of(ctx.dialect()).get(ctx);
  }

  private static Binding<?, Map<String, String>> of(SQLDialect dialect) {
    return Dialects.of(dialect).byField().type().getBinding();
  }
}
