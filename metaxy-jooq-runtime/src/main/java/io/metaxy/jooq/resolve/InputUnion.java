package io.metaxy.jooq.resolve;

import static io.metaxy.jooq.resolve.ResolveStatement.SIDE;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.with;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Samples, each followed by the rows of the N:1 upstreams that it depends on, ordered by input ids,
 * then by the upstream's ids:
 *
 * <pre>{@code
 * with t as (<rows of the statuses>)
 * select * from (
 *   select -1 as side, status, k_0, h_0, p, s_0, u_0_0, null as u_1_0, null as o_1_0 from t
 *   union all
 *   select 1, null, g.k_0, null, null, null, null, u_1_0, o_1_0
 *   from <latest rows of upstream 1 that the filters keep> g join t on g.k_0 = t.k_0) a
 * order by k_0, side, o_1_0
 * }</pre>
 */
final class InputUnion {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final List<Field<?>> own;
  private final List<InputRows> inputRows;

  /**
   * The union of a request.
   *
   * @param own the columns of a sample
   */
  InputUnion(ResolveRequest request, List<Field<?>> own) {
    this.request = request;
    this.dialect = request.dialect();
    this.own = own;
    this.inputRows =
        request.upstreams().stream().filter(Upstream::isAggregation).map(InputRows::new).toList();
  }

  /** The columns of a row: its side, those of a sample, and those of the upstreams. */
  List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>(List.of(SIDE));
    fields.addAll(own);
    inputRows.forEach(input -> fields.addAll(input.named()));
    return fields;
  }

  /** The statement over some samples. */
  Select<Record> of(Select<Record> samples) {
    CommonTableExpression<Record> shared = name("t").as(samples);
    boolean common = dialect.capabilities().sharesSubqueries();
    Table<?> pending = common ? DSL.table(name("t")) : samples.asTable("t");
    Select<Record> union = samples(pending);
    for (InputRows input : inputRows) {
      union = union.unionAll(inputs(input, pending));
    }
    List<OrderField<?>> order = new ArrayList<>(request.keyOrder());
    order.add(SIDE.asc());
    inputRows.forEach(input -> order.addAll(input.upstream.sorted()));
    Table<?> all = union.asTable("a");
    return common
        ? with(shared).select(fields()).from(all).orderBy(order)
        : select(fields()).from(all).orderBy(order);
  }

  private Select<Record> samples(Table<?> pending) {
    List<Field<?>> selected = new ArrayList<>();
    selected.add(inline(-1).as(SIDE));
    own.forEach(column -> selected.add(column(pending, column)));
    inputRows.forEach(input -> selected.addAll(input.nulls()));
    return select(selected).from(pending);
  }

  private Select<Record> inputs(InputRows input, Table<?> pending) {
    List<Field<?>> selected = new ArrayList<>();
    selected.add(inline(input.upstream.number()).as(SIDE));
    Table<?> group = input.rows().asTable("g");
    List<Condition> equal = new ArrayList<>();
    for (Field<?> column : own) {
      boolean key = request.keys().contains(column);
      selected.add(key ? column(group, column) : nullAs(column));
      if (key) {
        equal.add(
            column(group, column)
                .coerce(SQLDataType.OTHER)
                .eq(column(pending, column).coerce(SQLDataType.OTHER)));
      }
    }
    for (InputRows other : inputRows) {
      selected.addAll(other == input ? input.columns(group) : other.nulls());
    }
    return select(selected).from(group).join(pending).on(and(equal));
  }

  /** Null in place of a sample's column. */
  private Field<?> nullAs(Field<?> column) {
    for (Upstream upstream : request.upstreams()) {
      for (Map.Entry<String, Field<?>> carried : upstream.columns().entrySet()) {
        if (carried.getValue().getName().equals(column.getName())) {
          return upstream.source().nullOf(carried.getKey()).as(column.getName());
        }
      }
    }
    return DSL.castNull(column.getDataType()).as(column.getName());
  }

  private static <T> Field<T> column(Table<?> table, Field<T> column) {
    return field(
        table.getUnqualifiedName().append(column.getUnqualifiedName()), column.getDataType());
  }

  /** The rows of one N:1 upstream in the union. */
  private static final class InputRows {
    final Upstream upstream;
    private final Map<String, Field<?>> columns;
    private final List<Field<?>> order;

    InputRows(Upstream upstream) {
      this.upstream = upstream;
      this.columns = upstream.columns();
      this.order = upstream.order();
    }

    Select<Record> rows() {
      List<Field<?>> selected = new ArrayList<>(upstream.keys());
      selected.addAll(columns.values());
      selected.addAll(order);
      return upstream.latest(selected);
    }

    List<Field<?>> columns(Table<?> group) {
      List<Field<?>> selected = new ArrayList<>();
      columns.values().forEach(column -> selected.add(column(group, column)));
      order.forEach(column -> selected.add(column(group, column)));
      return selected;
    }

    List<Field<?>> nulls() {
      List<Field<?>> nulls = new ArrayList<>();
      FeatureSource source = upstream.source();
      columns.forEach((name, column) -> nulls.add(source.nullOf(name).as(column.getName())));
      List<String> ids = source.plan().idColumns();
      for (int i = 0; i < ids.size(); i++) {
        nulls.add(source.nullOf(ids.get(i)).as(order.get(i).getName()));
      }
      return nulls;
    }

    List<Field<?>> named() {
      List<Field<?>> named = new ArrayList<>();
      columns.values().forEach(column -> named.add(Keys.named(column)));
      order.forEach(column -> named.add(Keys.named(column)));
      return named;
    }
  }
}
