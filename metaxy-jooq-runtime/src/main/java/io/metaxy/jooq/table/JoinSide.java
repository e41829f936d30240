package io.metaxy.jooq.table;

import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * One side of a {@link FeatureDialect#fullJoin}.
 *
 * @param rows a table with an alias
 * @param columns its columns other than the keys, by name and type
 */
public record JoinSide(Table<?> rows, List<Field<?>> columns) {

  public JoinSide {
    columns = List.copyOf(columns);
  }
}
