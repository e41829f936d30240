package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import io.metaxy.jooq.dialect.Dialects;
import java.lang.reflect.ParameterizedType;
import java.sql.SQLException;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.SQLDataType;

/**
 * Binds a JSON column as the Java type of its record component, as {@link JsonConverter} converts
 * it. It also reads the structs, maps and lists that the live column may hold instead of JSON.
 * Generated code names the type by an anonymous subclass: {@code new JsonBinding<List<String>>()
 * {}}; the type {@code JSON} is not converted.
 *
 * @param <T> the Java type
 */
public class JsonBinding<T> extends AbstractBinding<JSON, T> {

  private static final long serialVersionUID = 1L;

  /** The binding of jOOQ for JSON. */
  private final Binding<JSON, T> json;

  /** A binding of the type argument of the subclass. */
  protected JsonBinding() {
    ParameterizedType self = (ParameterizedType) getClass().getGenericSuperclass();
    json = binding(JsonMapping.type(self.getActualTypeArguments()[0]));
  }

  @SuppressWarnings("unchecked") // The type is that of T.
  private static <T> Binding<JSON, T> binding(JavaType type) {
    return (Binding<JSON, T>)
        (type.hasRawClass(JSON.class)
                ? SQLDataType.JSON
                : SQLDataType.JSON.asConvertedDataType(JsonConverter.of(type)))
            .getBinding();
  }

  @Override
  public Converter<JSON, T> converter() {
    return json.converter();
  }

  @Override
  public void sql(BindingSQLContext<T> ctx) throws SQLException {
    json.sql(ctx);
  }

  @Override
  public void set(BindingSetStatementContext<T> ctx) throws SQLException {
    json.set(ctx);
  }

  @Override
  public void get(BindingGetResultSetContext<T> ctx) throws SQLException {
    String document = Dialects.of(ctx.dialect()).reading().document(ctx.resultSet(), ctx.index());
    if (document == null) {
      json.get(ctx);
    } else {
      ctx.value(converter().from(JSON.valueOf(document)));
    }
  }
}
