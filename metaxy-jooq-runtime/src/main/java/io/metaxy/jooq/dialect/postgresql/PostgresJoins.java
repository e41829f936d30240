package io.metaxy.jooq.dialect.postgresql;

import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.dialect.join.JoinStrategy;
import io.metaxy.jooq.dialect.join.JoinStrategy.Deduplication;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Joins and de-duplication of PostgreSQL, which re-evaluates the expressions of flattened
 * subqueries.
 */
final class PostgresJoins implements JoinStrategy {

  private final SqlExpressions expressions = new PostgresExpressions();

  @Override
  public Deduplication deduplication() {
    return Deduplication.DISTINCT_ON;
  }

  /**
   * {@code offset 0}: a subquery with an offset is not flattened, so its hashes are computed once.
   */
  @Override
  public <R extends Record> Select<R> fenced(SelectLimitStep<R> select) {
    return select.offset(inline(0));
  }

  /**
   * {@code exists (select 1 from (<among>) d where d.video_id = video.video_id)}, because {@code
   * in} becomes a scan per row if the subquery's result does not fit into {@code work_mem}.
   */
  @Override
  public Condition in(List<Field<?>> ids, Select<?> among) {
    Table<?> several = among.asTable("d");
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      equal.add(DSL.condition("{0} = {1}", several.field(i), ids.get(i)));
    }
    return DSL.condition("exists ({0})", select(inline(1)).from(several).where(DSL.and(equal)));
  }

  /**
   * {@code not (exists (…))}, which is true for a null, too; with an {@code or}, it would not be an
   * anti-join.
   */
  @Override
  public Condition notIn(List<Field<?>> ids, List<Field<?>> nullable, Select<?> among) {
    return DSL.not(in(ids, among));
  }

  /**
   * {@code array[left] = array[right]}, which can be hashed and sorted, unlike {@code is not
   * distinct from}. An array has one type, so both are cast to the wider of theirs; types without a
   * common one are compared as {@code jsonb_build_array(left) = jsonb_build_array(right)}, which is
   * slower.
   */
  @Override
  public Condition same(Field<?> left, Field<?> right) {
    Field<?> own = widest(left);
    Field<?> other = widest(right);
    return own != null && other != null && own.getType() == other.getType()
        ? DSL.condition("array[{0}] = array[{1}]", own, other)
        : DSL.condition("jsonb_build_array({0}) = jsonb_build_array({1})", left, right);
  }

  private @Nullable Field<?> widest(Field<?> column) {
    Class<?> stored = column.getConverter().fromType();
    if (stored == String.class) {
      return expressions.ordered(column);
    }
    if (stored == Long.class || stored == Integer.class || stored == Short.class) {
      return cast(column, SQLDataType.BIGINT);
    }
    return stored == BigDecimal.class || stored == BigInteger.class
        ? field("cast({0} as numeric)", SQLDataType.NUMERIC, column)
        : null;
  }
}
