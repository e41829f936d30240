package io.metaxy.jooq.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How a database stores, binds and reads by-field columns. */
public interface ByFieldColumns {

  /** The type of such a column in this database, with the binding that binds and reads it. */
  DataType<Map<String, String>> type();

  /** The text of one entry of a by-field column; SQL NULL if the entry is missing or null. */
  Field<String> entry(Field<?> column, String structKey);

  /** A by-field column as JSON, in a form that several branches of one union can use. */
  default Field<JSON> json(Field<?> column) {
    return column.coerce(SQLDataType.JSON);
  }

  /** {@code 'audio', h_0, …}: the arguments of functions that build a JSON object. */
  static QueryPart pairs(List<String> structKeys, List<Field<String>> texts) {
    List<QueryPart> pairs = new ArrayList<>();
    for (int i = 0; i < structKeys.size(); i++) {
      pairs.add(DSL.inline(structKeys.get(i)));
      pairs.add(texts.get(i));
    }
    return DSL.list(pairs);
  }

  /** A by-field value built from one text per struct key. */
  Field<Map<String, String>> of(List<String> structKeys, List<Field<String>> texts);

  /** How a by-field column is stored; empty if the store does not support its type. */
  Optional<ByFieldStorage> storage(LiveColumn column);

  /**
   * What a live column lacks to hold values with these keys, and the remedy, for messages; empty if
   * it lacks nothing.
   */
  default Optional<String> lack(LiveColumn column, List<String> structKeys) {
    return Optional.empty();
  }

  /** The types that a by-field column can have, for messages. */
  String types();
}
