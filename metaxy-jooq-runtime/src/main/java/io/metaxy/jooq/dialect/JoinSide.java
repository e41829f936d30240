package io.metaxy.jooq.dialect;

import java.util.List;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Table;

/**
 * One side of a {@link FeatureDialect#join}.
 *
 * @param rows a table with an alias, of at most one row per key
 * @param columns its columns other than the keys, by name and type
 * @param required whether a row of the join needs a row of this side
 * @param nullable the names of its keys that can be null; nulls join as if they were equal
 */
public record JoinSide(
    Table<?> rows, List<Field<?>> columns, boolean required, Set<String> nullable) {

  public JoinSide {
    columns = List.copyOf(columns);
    nullable = Set.copyOf(nullable);
  }
}
