package io.metaxy.jooq.dialect.h2;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.dialect.ByFieldColumns;
import io.metaxy.jooq.dialect.ByFieldConverter;
import io.metaxy.jooq.dialect.ByFieldStorage;
import io.metaxy.jooq.dialect.LiveColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** By-field columns of H2 are JSON. */
final class H2ByFieldColumns implements ByFieldColumns {

  private static final DataType<Map<String, String>> TYPE =
      SQLDataType.JSON.asConvertedDataType(ByFieldConverter.INSTANCE);

  @Override
  public DataType<Map<String, String>> type() {
    return TYPE;
  }

  /**
   * {@code case when left(j, 1) = '"' then stringdecode(substring(j, 2, char_length(j) - 2)) else
   * nullif(j, 'null') end} where {@code j} is {@code cast((column)."key" as varchar)}: H2 has no
   * function that unquotes a JSON string.
   */
  @Override
  public Field<String> entry(Field<?> column, String structKey) {
    Field<String> json =
        field("cast(({0}).{1} as varchar)", SQLDataType.VARCHAR, column, name(structKey));
    Field<String> inner = DSL.substring(json, inline(2), DSL.charLength(json).minus(inline(2)));
    return DSL.when(DSL.left(json, inline(1)).eq(inline("\"")), decoded(inner))
        .otherwise(DSL.nullif(json, inline("null")));
  }

  private static Field<String> decoded(Field<String> text) {
    return field("stringdecode({0})", SQLDataType.VARCHAR, text);
  }

  /** {@code json_object('audio': h_0, …)}. */
  @Override
  public Field<Map<String, String>> of(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(field("{0}: {1}", inline(structKeys.get(i)), texts.get(i)));
    }
    return field("json_object({0})", TYPE, DSL.list(pairs));
  }

  @Override
  public Optional<ByFieldStorage> storage(LiveColumn column) {
    return ByFieldStorage.Json.of(column, Set.of("json"));
  }

  @Override
  public String types() {
    return "JSON";
  }
}
