package io.metaxy.jooq.resolve;

import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.ParentField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Field;

/**
 * An upstream, prepared for the join.
 *
 * @param dep the dependency
 * @param side its rows, one per input id
 * @param present 1 in each of its rows
 * @param versions the data version of each needed field, as text
 * @param columns the columns passed downstream, by the upstream's own names
 */
public record Input(
    DepPlan dep,
    JoinSide side,
    Field<Integer> present,
    Map<ParentField, Field<String>> versions,
    Map<String, Field<?>> columns) {

  public Input {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  boolean optional() {
    return dep.optional();
  }
}
