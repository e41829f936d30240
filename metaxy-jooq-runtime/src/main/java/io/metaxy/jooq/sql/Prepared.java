package io.metaxy.jooq.sql;

import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.table.JoinSide;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;

/**
 * One prepared side of a resolve.
 *
 * @param side its rows, at most one per input id
 * @param present 1 in each of its rows
 * @param optional whether a sample can do without it
 * @param columns the columns that travel, by their names on that side
 * @param versions the data version of each field that is needed, as text
 */
record Prepared(
    JoinSide side,
    Field<Integer> present,
    boolean optional,
    Map<String, Field<?>> columns,
    Map<ParentField, Field<String>> versions) {

  Prepared {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
  }
}
