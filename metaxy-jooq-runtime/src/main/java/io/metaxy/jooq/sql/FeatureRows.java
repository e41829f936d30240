package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.SystemFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The rows of a feature table that a reading asks for ({@code semantics.md} 8): the latest row of
 * each id, then without the deleted ones. As a derived table with the name of the table, so that
 * the table's own fields select from it:
 *
 * <pre>{@code
 * (select r.* from (
 *    select t.*, row_number() over (partition by t.video_id
 *        order by coalesce(t.metaxy_deleted_at, t.metaxy_updated_at) desc, …) as metaxy_rank
 *    from video t where t.metaxy_feature_version = 'b9359b89') r
 *  where r.metaxy_rank = 1 and r.metaxy_deleted_at is null) video
 * }</pre>
 *
 * <p>Rows of one instant are told apart by what they hold, deleted before living, so that every
 * read of one table gives the same rows ({@code semantics.md} 8, ours).
 */
public final class FeatureRows {

  private static final String RANK = "metaxy_rank";

  private FeatureRows() {}

  /**
   * The rows of a table.
   *
   * @param table a feature table, generated or not, with the system columns
   * @param idColumns the feature's id columns
   */
  public static Table<?> of(Table<?> table, List<String> idColumns, Reading reading) {
    Condition version =
        reading.featureVersion() == null
            ? noCondition()
            : SystemFields.text(table, SystemColumns.FEATURE_VERSION)
                .eq(val(reading.featureVersion()));
    List<Field<?>> columns = new ArrayList<>(Arrays.asList(table.fields()));
    Field<Integer> rank = rank(table, idColumns).as(RANK);
    columns.add(rank);
    Table<?> ranked = select(columns).from(table).where(version).asTable("r");
    Condition latest = reading.history() ? noCondition() : unqualified(rank).eq(inline(1));
    Condition living =
        reading.deleted()
            ? noCondition()
            : unqualified(SystemFields.instant(table, SystemColumns.DELETED_AT)).isNull();
    return select(ranked.fields(table.fields()))
        .from(ranked)
        .where(latest)
        .and(living)
        .asTable(table.getName());
  }

  private static Field<Integer> rank(Table<?> table, List<String> idColumns) {
    Field<Instant> deleted = SystemFields.instant(table, SystemColumns.DELETED_AT);
    Field<Instant> updated = SystemFields.instant(table, SystemColumns.UPDATED_AT);
    List<OrderField<?>> order = new ArrayList<>();
    order.add(coalesce(deleted, updated).desc());
    order.add(deleted.desc().nullsLast());
    for (Field<?> column : table.fields()) {
      if (!idColumns.contains(column.getName())
          && !SystemColumns.DELETED_AT.equals(column.getName())) {
        order.add(ordered(column).desc().nullsLast());
      }
    }
    List<Field<?>> ids = new ArrayList<>();
    idColumns.forEach(id -> ids.add(table.field(name(id))));
    return rowNumber().over().partitionBy(ids).orderBy(order);
  }

  /** JSON has no order of its own everywhere; its text has. */
  private static Field<?> ordered(Field<?> column) {
    boolean json = JSON.class.equals(column.getDataType().getConverter().fromType());
    return json ? column.coerce(SQLDataType.JSON).cast(SQLDataType.VARCHAR) : column;
  }

  /** Whatever the render mapping does to tables without a schema, it leaves this alone. */
  private static <T> Field<T> unqualified(Field<T> column) {
    return field(column.getUnqualifiedName(), column.getDataType());
  }
}
