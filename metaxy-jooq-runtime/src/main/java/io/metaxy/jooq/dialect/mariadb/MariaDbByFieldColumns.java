package io.metaxy.jooq.dialect.mariadb;

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
import org.jooq.JSON;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** By-field columns of MariaDB are JSON, which it stores as text, or text that holds JSON. */
final class MariaDbByFieldColumns implements ByFieldColumns {

  private static final Set<String> JSON_TYPES =
      Set.of("json", "longtext", "mediumtext", "text", "varchar");

  private static final JsonTextBinding BINDING = new TextBinding();

  private static final DataType<Map<String, String>> TYPE =
      SQLDataType.JSON.asConvertedDataType(BINDING);

  private static final class TextBinding extends JsonTextBinding {
    private static final long serialVersionUID = 1L;

    @Override
    protected String sql(String text, @Nullable Map<String, String> value) {
      return text;
    }
  }

  @Override
  public DataType<Map<String, String>> type() {
    return TYPE;
  }

  /** {@code json_value(column, '$."key"')}. */
  @Override
  public Field<String> entry(Field<?> column, String structKey) {
    return field(
        "json_value({0}, {1})", SQLDataType.VARCHAR, column, inline("$.\"" + structKey + '"'));
  }

  /** JSON and text have incompatible collations. */
  @Override
  public Field<JSON> json(Field<?> column) {
    return field("({0} collate utf8mb4_bin)", SQLDataType.JSON, column);
  }

  /** {@code json_object('audio', h_0, …)}. */
  @Override
  public Field<Map<String, String>> of(List<String> structKeys, List<Field<String>> texts) {
    return field("json_object({0})", TYPE, ByFieldColumns.pairs(structKeys, texts));
  }

  @Override
  public Optional<ByFieldStorage> storage(LiveColumn column) {
    return ByFieldStorage.Json.of(column, JSON_TYPES);
  }

  @Override
  public String types() {
    return "JSON or TEXT";
  }
}
