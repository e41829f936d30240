package io.metaxy.jooq.dialect.join;

import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** How a database finds the latest row of each id, and joins sides on keys. */
public interface JoinStrategy {

  /** How the latest row of each id is found. */
  Deduplication deduplication();

  /** Prevents the database from computing the columns of a subquery more than once. */
  default <R extends Record> Select<R> fenced(SelectLimitStep<R> select) {
    return select;
  }

  /** Whether non-null ids are among those of a subquery. */
  default Condition in(List<Field<?>> ids, Select<?> among) {
    return DSL.row(ids).in(among);
  }

  /**
   * Whether ids are not among the non-null ones of a subquery: {@code not ((video_id) in (…)) or
   * video_id is null}, because {@code not in} is unknown for a null.
   *
   * @param nullable those of the ids that can be null
   */
  default Condition notIn(List<Field<?>> ids, List<Field<?>> nullable, Select<?> among) {
    Condition absent = DSL.not(in(ids, among));
    for (Field<?> id : nullable) {
      absent = absent.or(id.isNull());
    }
    return absent;
  }

  /** Whether two keys are equal or both null, in a form that the database can hash-join. */
  default Condition same(Field<?> left, Field<?> right) {
    return left.coerce(Object.class).isNotDistinctFrom(right.coerce(Object.class));
  }

  /**
   * The join of sides on keys, as a table with an alias: the inner join of the required sides,
   * left-joined with the others; if no side is required, the full join. A row has nulls in the
   * columns of the sides that lack its key.
   *
   * @param keys the key columns, which every side has
   * @param sides the sides; no two share a column other than the keys
   * @param alias the name of the table
   */
  default Table<?> join(List<? extends Field<?>> keys, List<JoinSide> sides, String alias) {
    return new HashJoins(this::same, keys).join(sides, alias);
  }

  /** How the latest row of each id is found, depending on what is cheapest for a database. */
  enum Deduplication {
    /** By ranking every row of an id. */
    RANK,
    /** By {@code distinct on}: one sort. */
    DISTINCT_ON,
    /** By separating ids with one row from those with more, and ranking only the latter. */
    SPLIT
  }

  /**
   * One side of a {@link #join}.
   *
   * @param rows a table with an alias, of at most one row per key
   * @param columns its columns other than the keys, by name and type
   * @param required whether a row of the join needs a row of this side
   * @param nullable the names of its keys that can be null; nulls join as if they were equal
   */
  record JoinSide(Table<?> rows, List<Field<?>> columns, boolean required, Set<String> nullable) {

    public JoinSide {
      columns = List.copyOf(columns);
      nullable = Set.copyOf(nullable);
    }
  }
}
