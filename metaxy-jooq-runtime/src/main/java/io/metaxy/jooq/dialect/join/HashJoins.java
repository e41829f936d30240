package io.metaxy.jooq.dialect.join;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.Table;

/**
 * Joins with the database's own hash joins:
 *
 * <pre>{@code
 * (select a.k, a.x, b.y from a join b on a.k = b.k left join c on a.k = c.k) j   -- a and b are required
 * (select coalesce(a.k, b.k) k, a.x, b.y from a full join b on a.k = b.k) j      -- neither is
 * }</pre>
 *
 * @param same how keys are compared if both can be null
 * @param keys the keys
 */
record HashJoins(BiFunction<Field<?>, Field<?>, Condition> same, List<? extends Field<?>> keys) {

  /** The join of sides; see {@link JoinStrategy#join}. */
  Table<?> join(List<JoinSide> sides, String alias) {
    List<JoinSide> ordered =
        sides.stream().sorted(Comparator.comparing(side -> !side.required())).toList();
    return ordered.get(0).required()
        ? inner(ordered, alias)
        : full(ordered, ordered.size(), alias).rows();
  }

  private Table<?> inner(List<JoinSide> sides, String alias) {
    JoinSide first = sides.get(0);
    List<Field<?>> selected = new ArrayList<>(of(first.rows(), keys));
    sides.forEach(side -> selected.addAll(of(side.rows(), side.columns())));
    SelectJoinStep<Record> joined = select(selected).from(first.rows());
    for (JoinSide side : sides.subList(1, sides.size())) {
      Condition on = equal(first, side);
      joined =
          side.required() ? joined.join(side.rows()).on(on) : joined.leftJoin(side.rows()).on(on);
    }
    return joined.asTable(alias);
  }

  private JoinSide full(List<JoinSide> sides, int count, String alias) {
    JoinSide last = sides.get(count - 1);
    if (count == 1) {
      return last;
    }
    JoinSide left = full(sides, count - 1, alias + "_" + count);
    List<Field<?>> selected = new ArrayList<>();
    for (Field<?> key : keys) {
      Field<?> own = of(left.rows(), key);
      selected.add(coalesced(own, of(last.rows(), key)).as(key.getName()));
    }
    List<Field<?>> columns = new ArrayList<>(left.columns());
    columns.addAll(last.columns());
    selected.addAll(of(left.rows(), left.columns()));
    selected.addAll(of(last.rows(), last.columns()));
    Table<?> rows =
        select(selected)
            .from(left.rows())
            .fullJoin(last.rows())
            .on(equal(left, last))
            .asTable(alias);
    Set<String> nullable = new HashSet<>(left.nullable());
    nullable.addAll(last.nullable());
    return new JoinSide(rows, columns, false, nullable);
  }

  private static <T> Field<T> coalesced(Field<T> left, Field<?> right) {
    return coalesce(left, right.coerce(left));
  }

  private Condition equal(JoinSide left, JoinSide right) {
    return and(keys.stream().map(key -> equal(left, right, key)).toList());
  }

  private Condition equal(JoinSide left, JoinSide right, Field<?> key) {
    Field<?> own = of(left.rows(), key);
    Field<?> other = of(right.rows(), key);
    String name = key.getName();
    return left.nullable().contains(name) && right.nullable().contains(name)
        ? same.apply(own, other)
        : equal(own, other);
  }

  private static <T> Condition equal(Field<T> left, Field<?> right) {
    return left.eq(right.coerce(left));
  }

  private static List<Field<?>> of(Table<?> table, List<? extends Field<?>> columns) {
    return columns.stream().<Field<?>>map(column -> of(table, column)).toList();
  }

  private static <T> Field<T> of(Table<?> table, Field<T> column) {
    return field(
        table.getUnqualifiedName().append(column.getUnqualifiedName()), column.getDataType());
  }
}
