package io.metaxy.jooq.dialect.postgresql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import io.metaxy.jooq.dialect.ByFieldColumns;
import io.metaxy.jooq.dialect.ByFieldStorage;
import io.metaxy.jooq.dialect.JsonTextBinding;
import io.metaxy.jooq.dialect.LiveColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** By-field columns of PostgreSQL are JSONB, JSON or text that holds JSON. */
final class PostgresByFieldColumns implements ByFieldColumns {

  private static final Set<String> JSON_TYPES =
      Set.of("json", "jsonb", "text", "varchar", "character varying");

  private static final JsonTextBinding BINDING = new JsonbBinding();

  private static final DataType<Map<String, String>> TYPE =
      SQLDataType.JSON.asConvertedDataType(BINDING);

  private static final class JsonbBinding extends JsonTextBinding {
    private static final long serialVersionUID = 1L;

    @Override
    protected String sql(String text, @Nullable Map<String, String> value) {
      return "cast(" + text + " as jsonb)";
    }
  }

  @Override
  public DataType<Map<String, String>> type() {
    return TYPE;
  }

  /** {@code (cast(column as jsonb) ->> 'key')}, for any of the three types. */
  @Override
  public Field<String> entry(Field<?> column, String structKey) {
    return field("(cast({0} as jsonb) ->> {1})", SQLDataType.VARCHAR, column, inline(structKey));
  }

  /** {@code jsonb_build_object('audio', h_0, …)}. */
  @Override
  public Field<Map<String, String>> of(List<String> structKeys, List<Field<String>> texts) {
    return field("jsonb_build_object({0})", TYPE, ByFieldColumns.pairs(structKeys, texts));
  }

  @Override
  public Optional<ByFieldStorage> storage(LiveColumn column) {
    return ByFieldStorage.Json.of(column, JSON_TYPES);
  }

  @Override
  public String types() {
    return "JSONB, JSON or TEXT";
  }
}
