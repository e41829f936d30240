package io.metaxy.jooq.dialect.join;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Joins without full joins and hash joins: by a union grouped by the keys, which is linear where a
 * join of derived tables is quadratic.
 *
 * <pre>{@code
 * select k, any_value(a) a, any_value(b) b
 * from (select k, a, null b from left_side union all select k, null, b from right_side) u
 * group by k
 * }</pre>
 *
 * @param aggregate the aggregate function that returns the only value of a key
 */
public record UnionJoins(String aggregate) implements JoinStrategy {

  /** A join of derived tables would use nested loops, so every row is ranked. */
  @Override
  public Deduplication deduplication() {
    return Deduplication.RANK;
  }

  @Override
  public Table<?> join(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    List<Field<?>> columns = new ArrayList<>();
    List<Field<?>> present = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      columns.addAll(sides.get(i).columns());
      present.add(field(name("metaxy_side_" + i), SQLDataType.INTEGER));
    }
    Select<Record> union = null;
    for (int i = 0; i < sides.size(); i++) {
      List<Field<?>> selected = new ArrayList<>(keys);
      for (int j = 0; j < sides.size(); j++) {
        boolean own = i == j;
        sides.get(j).columns().forEach(c -> selected.add(own ? c : nullAs(c)));
        selected.add(own ? inline(1).as(present.get(j)) : nullAs(present.get(j)));
      }
      Select<Record> rows = select(selected).from(sides.get(i).rows());
      union = union == null ? rows : union.unionAll(rows);
    }
    if (union == null) {
      throw new IllegalArgumentException("Cannot join without sides; pass at least one");
    }
    List<Field<?>> grouped = new ArrayList<>(keys);
    columns.forEach(c -> grouped.add(anyValue(c)));
    List<Condition> required = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      if (sides.get(i).required()) {
        required.add(DSL.max(present.get(i)).isNotNull());
      }
    }
    return select(grouped)
        .from(union.asTable("u"))
        .groupBy(keys)
        .having(DSL.and(required))
        .asTable(alias);
  }

  private static Field<?> nullAs(Field<?> column) {
    return inline((Object) null).as(column.getName());
  }

  private Field<?> anyValue(Field<?> column) {
    return field(aggregate + "({0})", column.getDataType(), column).as(column.getName());
  }
}
