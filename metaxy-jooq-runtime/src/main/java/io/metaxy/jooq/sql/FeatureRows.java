package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.dialect.join.JoinStrategy.Deduplication;
import io.metaxy.jooq.graph.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The rows of a feature table for a read ({@code docs/semantics.md} 8): the latest row of each id,
 * without deleted ones, filtered by a condition. Every row is ranked:
 *
 * <pre>{@code
 * select r.path from (
 *    select video.path, video.metaxy_deleted_at as metaxy_deleted, <condition> as metaxy_kept,
 *           row_number() over (partition by video.video_id order by
 *             coalesce(video.metaxy_deleted_at, video.metaxy_updated_at) desc, …) as metaxy_rank
 *    from video where video.metaxy_feature_version = 'b9359b89') r
 * where r.metaxy_rank = 1 and r.metaxy_deleted is null and r.metaxy_kept
 * }</pre>
 *
 * or, on databases that group by hash, only rows whose id has more than one:
 *
 * <pre>{@code
 * select video.path from video
 * where video.metaxy_feature_version = 'b9359b89' and video.metaxy_deleted_at is null and <condition>
 *   and video.video_id not in (<several>)
 * union all <the ranked rows, where video.video_id in (<several>)>
 * -- <several>: select video_id from video where <version> group by video_id having count(*) > 1
 * }</pre>
 *
 * or, if sorting is cheap, with one sort:
 *
 * <pre>{@code
 * select r.path from (
 *    select distinct on (video.video_id) video.path, … from video where video.metaxy_feature_version = 'b9359b89'
 *    order by video.video_id, coalesce(video.metaxy_deleted_at, video.metaxy_updated_at) desc, …) r
 * where r.metaxy_deleted is null and r.metaxy_kept
 * }</pre>
 *
 * or no row, if each id is known to have only one.
 *
 * <p>Rows of the same instant are distinguished by their contents, deleted before live rows, then
 * column by column, so that every read of a table returns the same rows ({@code docs/semantics.md}
 * 8).
 */
public final class FeatureRows {

  private static final Field<Integer> RANK = field(name("metaxy_rank"), SQLDataType.INTEGER);
  private static final Field<Object> DELETED = field(name("metaxy_deleted"), SQLDataType.OTHER);
  private static final Field<Boolean> KEPT = field(name("metaxy_kept"), SQLDataType.BOOLEAN);

  private static final List<String> FIRST =
      List.of(SystemColumns.DATA_VERSION, SystemColumns.PROVENANCE);

  private final FeatureSource source;
  private final ReadOptions reading;
  private final boolean withCopied;

  /** The rows of a feature for a read. */
  public FeatureRows(FeatureSource source, ReadOptions reading) {
    this(source, reading, false);
  }

  private FeatureRows(FeatureSource source, ReadOptions reading, boolean withCopied) {
    this.source = source;
    this.reading = reading;
    this.withCopied = withCopied;
  }

  /** The same rows, whose table also has the columns that a soft delete copies unchanged. */
  public FeatureRows withCopied() {
    return new FeatureRows(source, reading, true);
  }

  /** The latest live rows at the feature's current version. */
  public static FeatureRows current(FeatureSource source) {
    return new FeatureRows(source, ReadOptions.current(source.plan().versions().feature()));
  }

  /**
   * The rows as a derived table with the name of the feature's table and all of its columns, so
   * that the table's own fields select from it.
   */
  public Table<?> asTable() {
    return latest(columns(), noCondition()).asTable(source.table().getName());
  }

  /** Every column of the table, in the form that is read. */
  public List<Field<?>> columns() {
    List<Field<?>> columns = new ArrayList<>();
    for (Field<?> column : source.table().fields()) {
      columns.add(source.read(column.getName()).as(column.getName()));
    }
    if (withCopied) {
      columns.addAll(source.copied());
    }
    return columns;
  }

  private Table<?> from() {
    return withCopied ? source.fromWithCopied() : source.from();
  }

  /**
   * The latest rows.
   *
   * @param columns the selected expressions on the table, each with an alias
   * @param kept the condition that a latest row must satisfy
   */
  public Select<Record> latest(List<Field<?>> columns, Condition kept) {
    return latest(columns, kept, Set.of());
  }

  /**
   * The latest rows. Rows of the same instant that agree in the columns that are read are
   * interchangeable, so the order ends with the last of these: a sort carries all of its columns.
   *
   * @param read the columns of the table that the expressions read; empty means all, because a
   *     condition may read any
   */
  public Select<Record> latest(List<Field<?>> columns, Condition kept, Set<String> read) {
    List<OrderField<?>> order = order(kept.equals(noCondition()) ? read : Set.of());
    if (reading.history() || source.unique()) {
      return select(columns).from(from()).where(version()).and(living()).and(kept);
    }
    if (source.dialect().joins().deduplication() != Deduplication.SPLIT) {
      return ranked(columns, kept, noCondition(), order);
    }
    Condition known = and(nullableIds().stream().map(Field::isNotNull).toList());
    Condition several = source.dialect().joins().in(ids(), several(known));
    Select<Record> split =
        select(columns)
            .from(from())
            .where(version())
            .and(living())
            .and(kept)
            .and(known)
            .and(not(several))
            .unionAll(ranked(columns, kept, several, order));
    return nullableIds().isEmpty()
        ? split
        : split.unionAll(
            ranked(columns, kept, or(nullableIds().stream().map(Field::isNull).toList()), order));
  }

  private Select<Record> several(Condition known) {
    List<Field<?>> ids = ids();
    return select(ids)
        .from(from())
        .where(version())
        .and(known)
        .groupBy(ids)
        .having(count().gt(inline(1)));
  }

  private List<Field<?>> nullableIds() {
    return source.plan().idColumns().stream()
        .filter(id -> source.live().column(id).nullable())
        .<Field<?>>map(source::column)
        .toList();
  }

  private List<Field<?>> ids() {
    return source.plan().idColumns().stream().<Field<?>>map(source::column).toList();
  }

  private Select<Record> ranked(
      List<Field<?>> columns, Condition kept, Condition among, List<OrderField<?>> latest) {
    boolean filtered = !kept.equals(noCondition());
    List<Field<?>> inner = new ArrayList<>(columns);
    inner.add(instant(SystemColumns.DELETED_AT).as(DELETED));
    if (filtered) {
      inner.add(source.dialect().expressions().holds(kept).as(KEPT));
    }
    boolean sorted = source.dialect().joins().deduplication() == Deduplication.DISTINCT_ON;
    if (!sorted) {
      inner.add(rowNumber().over().partitionBy(ids()).orderBy(latest).as(RANK));
    }
    Table<?> first = sorted ? sorted(inner, among, latest) : ranks(inner, among);
    List<Field<?>> outer =
        columns.stream()
            .<Field<?>>map(c -> field(c.getUnqualifiedName(), c.getDataType()))
            .toList();
    return select(outer)
        .from(first)
        .where(sorted ? noCondition() : RANK.eq(inline(1)))
        .and(reading.deleted() ? noCondition() : DELETED.isNull())
        .and(filtered ? condition(KEPT) : noCondition());
  }

  private Table<?> ranks(List<Field<?>> columns, Condition among) {
    return select(columns).from(from()).where(version()).and(among).asTable("r");
  }

  private Table<?> sorted(List<Field<?>> columns, Condition among, List<OrderField<?>> latest) {
    List<OrderField<?>> order = new ArrayList<>();
    ids().forEach(id -> order.add(id.asc()));
    order.addAll(latest);
    return select(columns)
        .distinctOn(ids())
        .from(from())
        .where(version())
        .and(among)
        .orderBy(order)
        .asTable("r");
  }

  /** The condition for rows of the version that is read. */
  public Condition version() {
    String version = reading.featureVersion();
    return version == null ? noCondition() : version(source, version);
  }

  /** The condition for rows of a version. */
  public static Condition version(FeatureSource source, String version) {
    return source
        .column(SystemColumns.FEATURE_VERSION)
        .coerce(String.class)
        .eq(source.dialect().policy().constant(version));
  }

  private Condition living() {
    return reading.deleted() ? noCondition() : source.column(SystemColumns.DELETED_AT).isNull();
  }

  /** When a row got its current state: when it was deleted or else written. */
  public Field<?> moment() {
    return coalesce(
        instant(SystemColumns.DELETED_AT), instant(SystemColumns.UPDATED_AT).coerce(Object.class));
  }

  private Field<Object> instant(String column) {
    return source.read(column).coerce(Object.class);
  }

  /**
   * The latest first. The hashes, which distinguish most rows of the same instant, precede the
   * by-field columns, which are the most expensive to compare.
   */
  private List<OrderField<?>> order(Set<String> read) {
    List<OrderField<?>> order = new ArrayList<>();
    order.add(moment().desc());
    order.add(instant(SystemColumns.DELETED_AT).desc().nullsLast());
    List<String> columns = new ArrayList<>(FIRST);
    for (Field<?> column : source.table().fields()) {
      if (!columns.contains(column.getName()) && !SystemColumns.isByField(column.getName())) {
        columns.add(column.getName());
      }
    }
    columns.add(SystemColumns.DATA_VERSION_BY_FIELD);
    columns.add(SystemColumns.PROVENANCE_BY_FIELD);
    columns.removeAll(source.plan().idColumns());
    columns.remove(SystemColumns.DELETED_AT);
    if (reading.featureVersion() != null) {
      columns.remove(SystemColumns.FEATURE_VERSION);
    }
    if (!reading.deleted()) {
      // For live rows it equals the moment; deleted ones are not read.
      columns.remove(SystemColumns.UPDATED_AT);
    }
    int last = columns.size();
    while (!read.isEmpty() && last > 0 && !read.contains(columns.get(last - 1))) {
      last--;
    }
    columns
        .subList(0, last)
        .forEach(
            name ->
                order.add(
                    source
                        .dialect()
                        .expressions()
                        .comparable(source.column(name))
                        .desc()
                        .nullsLast()));
    return order;
  }
}
