package io.metaxy.jooq.dialect.duckdb;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import io.metaxy.jooq.dialect.ByFieldColumns;
import io.metaxy.jooq.dialect.ByFieldStorage;
import io.metaxy.jooq.dialect.JsonTextBinding;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * By-field columns of DuckDB are STRUCT, or MAP with an option of the Python original. The original
 * silently computes wrong hashes from a JSON or text column, so these are rejected.
 */
final class DuckDbByFieldColumns implements ByFieldColumns {

  private static final JsonTextBinding BINDING = new StructBinding();

  private static final DataType<Map<String, String>> TYPE =
      SQLDataType.JSON.asConvertedDataType(BINDING);

  private static final class StructBinding extends JsonTextBinding {
    private static final long serialVersionUID = 1L;

    @Override
    protected String sql(String text, @Nullable Map<String, String> value) {
      if (value == null) {
        return text;
      }
      String structure =
          value.keySet().stream()
              .sorted()
              .map(key -> '"' + key + "\":\"VARCHAR\"")
              .collect(Collectors.joining(",", "{", "}"));
      return "from_json(cast(" + text + " as json), " + Sql.literal(structure) + ")";
    }

    @Override
    protected @Nullable JSON read(@Nullable Object value) {
      return value == null ? null : DuckDbValues.json(value);
    }
  }

  @Override
  public DataType<Map<String, String>> type() {
    return TYPE;
  }

  /** {@code column['key']}, for both STRUCT and MAP. */
  @Override
  public Field<String> entry(Field<?> column, String structKey) {
    return field("{0}[{1}]", SQLDataType.VARCHAR, column, inline(structKey));
  }

  /** {@code to_json(column)}, for both STRUCT and MAP. */
  @Override
  public Field<JSON> json(Field<?> column) {
    return field("to_json({0})", SQLDataType.JSON, column);
  }

  /** {@code struct_pack("audio" := h_0, …)}. */
  @Override
  public Field<Map<String, String>> of(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(field("{0} := {1}", DSL.name(structKeys.get(i)), texts.get(i)));
    }
    return field("struct_pack({0})", TYPE, DSL.list(pairs));
  }

  static boolean isMap(LiveColumn column) {
    return column.baseType().equals("map");
  }

  @Override
  public Optional<ByFieldStorage> storage(LiveColumn column) {
    if (isMap(column)) {
      return Optional.of(new ByFieldStorage.MapOfText());
    }
    return column.baseType().equals("struct")
        ? Optional.of(new ByFieldStorage.Struct(StructType.keys(column.typeName())))
        : Optional.empty();
  }

  @Override
  public Optional<String> lack(LiveColumn column, List<String> structKeys) {
    if (isMap(column)) {
      return Optional.empty();
    }
    Set<String> missing = new HashSet<>(structKeys);
    missing.removeAll(Set.copyOf(StructType.keys(column.typeName())));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing
                + ", which the database would drop silently; write a script with alter table …"
                + " add column "
                + column.name()
                + "."
                + missing.iterator().next()
                + " varchar");
  }

  @Override
  public String types() {
    return "STRUCT or MAP, because Metaxy for Python computes wrong hashes from other types";
  }
}
