package io.metaxy.jooq.table;

import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * One side of a {@link FeatureDialect#join}.
 *
 * @param rows a table with an alias, of at most one row per key
 * @param columns its columns other than the keys, by name and type
 * @param required whether a row of the join needs a row of this side
 */
public record JoinSide(Table<?> rows, List<Field<?>> columns, boolean required) {

  public JoinSide {
    columns = List.copyOf(columns);
  }
}
