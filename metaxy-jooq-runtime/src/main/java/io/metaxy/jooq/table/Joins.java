package io.metaxy.jooq.table;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.Table;

/**
 * Joins by the database's own joins, which hash:
 *
 * <pre>{@code
 * (select a.k, a.x, b.y from a join b on a.k = b.k left join c on a.k = c.k) j   -- a and b are required
 * (select coalesce(a.k, b.k) k, a.x, b.y from a full join b on a.k = b.k) j      -- none is
 * }</pre>
 */
final class Joins {

  private Joins() {}

  static Table<?> join(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    List<JoinSide> ordered =
        sides.stream().sorted(Comparator.comparing(side -> !side.required())).toList();
    return ordered.get(0).required()
        ? inner(keys, ordered, alias)
        : full(keys, ordered, ordered.size(), alias);
  }

  private static Table<?> inner(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    Table<?> first = sides.get(0).rows();
    List<Field<?>> selected = new ArrayList<>(of(first, keys));
    sides.forEach(side -> selected.addAll(of(side.rows(), side.columns())));
    SelectJoinStep<Record> joined = select(selected).from(first);
    for (JoinSide side : sides.subList(1, sides.size())) {
      Condition on = equal(first, side.rows(), keys);
      joined =
          side.required() ? joined.join(side.rows()).on(on) : joined.leftJoin(side.rows()).on(on);
    }
    return joined.asTable(alias);
  }

  private static Table<?> full(
      List<? extends Field<?>> keys, List<JoinSide> sides, int count, String alias) {
    Table<?> last = sides.get(count - 1).rows();
    if (count == 1) {
      return last;
    }
    List<JoinSide> others = sides.subList(0, count - 1);
    Table<?> left = full(keys, sides, count - 1, alias + "_" + count);
    List<Field<?>> selected = new ArrayList<>();
    for (Field<?> key : keys) {
      selected.add(coalesce(of(left, key), of(last, key).coerce(of(left, key))).as(key.getName()));
    }
    others.forEach(side -> selected.addAll(of(left, side.columns())));
    selected.addAll(of(last, sides.get(count - 1).columns()));
    return select(selected).from(left).fullJoin(last).on(equal(left, last, keys)).asTable(alias);
  }

  private static Condition equal(Table<?> left, Table<?> right, List<? extends Field<?>> keys) {
    return and(keys.stream().map(key -> equal(of(left, key), of(right, key))).toList());
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
