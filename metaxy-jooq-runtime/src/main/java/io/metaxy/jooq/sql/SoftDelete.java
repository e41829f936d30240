package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.SqlExpressions;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows again as deleted, within the database ({@code docs/semantics.md} 9):
 *
 * <pre>{@code
 * insert into video (video_id, path, …, metaxy_updated_at, metaxy_deleted_at)
 * select video_id, path, …, now, now from <current rows that satisfy the condition> video
 * }</pre>
 *
 * <p>{@code metaxy_updated_at} changes too, because the optional primary key contains it. The
 * values of columns that belong to others, which no spec names, are copied, and so are documents
 * that are not JSON, in their own form.
 *
 * @param table the table
 * @param projectVersion the project's version
 * @param materializationId the id of the run, or null to keep that of the row
 */
public record SoftDelete(
    FeatureTable<?> table, String projectVersion, @Nullable String materializationId) {

  /**
   * Appends rows.
   *
   * @param rows the rows, with the columns that are copied: {@link FeatureRows#withCopied}
   */
  public int append(DSLContext dsl, FeatureSource source, Table<?> rows, Instant now) {
    List<Field<?>> columns = new ArrayList<>();
    List<Field<?>> values = new ArrayList<>();
    for (Field<?> column : table.fields()) {
      if (!source.live().isWritable(column.getName())) {
        continue;
      }
      columns.add(DSL.field(column.getUnqualifiedName(), column.getDataType()));
      LiveColumn live = source.live().column(column.getName());
      Field<?> value = value(column, now);
      SqlExpressions expressions = source.dialect().expressions();
      if (live.nested() != null) {
        values.add(source.stored(column.getName()));
        continue;
      }
      values.add(
          SystemColumns.isInstant(column.getName())
              ? expressions.stored(value, live)
              : live.isOwnType() ? expressions.ownType(value, live) : value);
    }
    for (Field<?> column : source.others()) {
      columns.add(DSL.field(column.getUnqualifiedName(), column.getDataType()));
      values.add(column);
    }
    return dsl.insertInto(source.qualified(), columns)
        .select(DSL.select(values).from(rows))
        .execute();
  }

  private Field<?> value(Field<?> column, Instant now) {
    return switch (column.getName()) {
      case SystemColumns.UPDATED_AT, SystemColumns.DELETED_AT -> DSL.val((Object) now, column);
      case SystemColumns.PROJECT_VERSION -> DSL.val((Object) projectVersion, column);
      case SystemColumns.MATERIALIZATION_ID ->
          materializationId == null ? column : DSL.val((Object) materializationId, column);
      default -> column;
    };
  }
}
