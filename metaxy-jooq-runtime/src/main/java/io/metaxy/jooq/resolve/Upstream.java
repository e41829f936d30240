package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * An upstream of a resolve ({@code docs/semantics.md} 6): its latest rows, renamed, filtered and
 * selected, with the data versions of the needed fields as text. Upstream 0, 1:1 or 1:N:
 *
 * <pre>{@code
 * (select recording.recording_id as k_0, <audio> as f_0_0, recording.path as u_0_0, 1 as s_0
 *  from <latest rows of recording that the filters keep>) p_0
 * }</pre>
 *
 * and N:1, where the rows are ordered by the upstream's id columns:
 *
 * <pre>{@code
 * (select k_0, left(md5(string_agg(f_0_0, '|' order by o_0_0)), 8) as f_0_0, 1 as s_0
 *  from (select audio.speaker as k_0, <text> as f_0_0, audio.audio_id as o_0_0
 *        from <latest rows of audio that the filters keep>) g_0
 *  group by k_0) p_0
 * }</pre>
 *
 * @param number its position among the dependencies, which its aliases contain
 * @param feature the feature that depends on it
 * @param dep the dependency
 * @param source its table
 * @param filters the filters of this resolve
 * @param hash how groups are hashed
 */
public record Upstream(
    int number,
    FeaturePlan feature,
    DepPlan dep,
    FeatureSource source,
    ResolveFilters filters,
    SampleHash hash) {

  /** The same upstream, but with the given knowledge of whether each id has only one row. */
  Upstream knownUnique(boolean known) {
    return new Upstream(number, feature, dep, source.knownUnique(known), filters, hash);
  }

  public boolean isAggregation() {
    return dep.isAggregation();
  }

  private FeatureDialect dialect() {
    return source.dialect();
  }

  /** The input ids of a row. */
  public List<Field<?>> ids() {
    return feature.inputIdColumns().stream().<Field<?>>map(id -> source.read(dep.own(id))).toList();
  }

  /** The input ids of a row, as the keys {@code k_0}, {@code k_1}, …. */
  List<Field<?>> keys() {
    return Keys.aliased(ids());
  }

  /** The names of the keys that can be null in a row. */
  Set<String> nullable() {
    return Keys.nullable(source, feature.inputIdColumns(), dep::own);
  }

  /** The id columns, by which a group's rows are ordered. */
  public List<Field<?>> order() {
    List<Field<?>> order = new ArrayList<>();
    for (String id : source.plan().idColumns()) {
      order.add(source.read(id).as("o_" + number + "_" + order.size()));
    }
    return order;
  }

  /** The order by the columns of {@link #order}, nulls last. */
  List<OrderField<?>> sorted() {
    List<OrderField<?>> sorted = new ArrayList<>();
    List<String> ids = source.plan().idColumns();
    for (Field<?> id : order()) {
      SortField<?> ascending = dialect().expressions().ordered(Keys.named(id)).asc();
      boolean nullable = source.live().column(ids.get(sorted.size())).nullable();
      sorted.add(nullable ? ascending.nullsLast() : ascending);
    }
    return sorted;
  }

  /** The fields that the feature depends on. */
  public List<ParentField> needed() {
    FeatureKey key = source.plan().key();
    return feature.fields().stream()
        .flatMap(f -> f.parents().stream())
        .filter(p -> p.feature().equals(key))
        .distinct()
        .toList();
  }

  /** The columns passed downstream, by their own names. */
  public Map<String, Field<?>> columns() {
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    for (String name : dep.columns().values()) {
      columns.put(name, source.read(name).as("u_" + number + "_" + columns.size()));
    }
    return columns;
  }

  /** The data version of each needed field. */
  public Map<ParentField, Field<String>> versions() {
    Field<?> byField = source.column(SystemColumns.DATA_VERSION_BY_FIELD);
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    for (ParentField parent : needed()) {
      versions.put(
          parent,
          dialect()
              .byField()
              .entry(byField, parent.field().structKey())
              .as("f_" + number + "_" + versions.size()));
    }
    return versions;
  }

  /** 1 in each row of the prepared side. */
  public Field<Integer> present() {
    return field(name("s_" + number), SQLDataType.INTEGER);
  }

  /** All rows of the current version, from which {@link #latest} selects. */
  public FeatureRows rows() {
    return FeatureRows.current(source);
  }

  /** The condition of the filters of the spec and the resolve, which may use every column. */
  public Condition kept() {
    Map<String, Field<?>> columns = new TreeMap<>();
    for (ColumnSpec column : source.plan().definition().columns()) {
      columns.put(dep.renamed(column.name()), source.read(column.name()));
    }
    return filters.on(source, dep.filters(), columns);
  }

  /** The latest rows that the filters keep. */
  Select<Record> latest(List<Field<?>> columns) {
    return rows().latest(columns, kept());
  }

  /** The same, reading only input ids, data versions and some columns. */
  private Select<Record> latest(List<Field<?>> columns, Collection<String> carried) {
    Set<String> read = new HashSet<>(carried);
    read.add(SystemColumns.DATA_VERSION_BY_FIELD);
    read.addAll(source.plan().idColumns());
    feature.inputIdColumns().forEach(id -> read.add(dep.own(id)));
    return rows().latest(columns, kept(), read);
  }

  /**
   * The upstream, prepared for the join.
   *
   * @param carried whether the columns passed downstream are selected; never those of N:1
   */
  public Input input(boolean carried) {
    return isAggregation() ? aggregated() : single(carried);
  }

  /** Only the input ids. */
  Input keysOnly() {
    List<Field<?>> keys = keys();
    Table<?> rows = latest(keys, List.of()).asTable("g_" + number);
    List<Field<?>> selected = new ArrayList<>(Keys.named(keys));
    selected.add(inline(1).as(present()));
    Table<?> distinct = selectDistinct(selected).from(rows).asTable("p_" + number);
    return input(distinct, List.of(present()), Map.of(), Map.of());
  }

  private Input input(
      Table<?> rows,
      List<Field<?>> others,
      Map<ParentField, Field<String>> versions,
      Map<String, Field<?>> columns) {
    JoinSide side = new JoinSide(rows, others, !dep.optional(), nullable());
    return new Input(dep, side, present(), versions, columns);
  }

  private Input single(boolean carried) {
    List<Field<?>> selected = new ArrayList<>(keys());
    List<Field<?>> others = new ArrayList<>();
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    versions().forEach((parent, field) -> versions.put(parent, named(field, others)));
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    if (carried) {
      columns().forEach((column, field) -> columns.put(column, named(field, others)));
    }
    selected.addAll(versions().values());
    if (carried) {
      selected.addAll(columns().values());
    }
    selected.add(inline(1).as(present()));
    others.add(present());
    Table<?> rows = latest(selected, columns.keySet()).asTable("p_" + number);
    return input(rows, others, versions, columns);
  }

  private Input aggregated() {
    List<Field<?>> grouped = new ArrayList<>(keys());
    Map<ParentField, Field<String>> texts = versions();
    grouped.addAll(texts.values());
    grouped.addAll(order());
    Table<?> group = latest(grouped, List.of()).asTable("g_" + number);
    List<OrderField<?>> order = sorted();
    List<Field<?>> keys = Keys.named(keys());
    List<Field<?>> selected = new ArrayList<>(keys);
    List<Field<?>> others = new ArrayList<>();
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    texts.forEach(
        (parent, text) -> {
          Field<String> joined = dialect().expressions().aggregate(Keys.named(text), order);
          selected.add(hash.of(dialect(), joined).as(text.getName()));
          versions.put(parent, named(text, others));
        });
    selected.add(inline(1).as(present()));
    others.add(present());
    Table<?> rows = select(selected).from(group).groupBy(keys).asTable("p_" + number);
    return input(rows, others, versions, Map.of());
  }

  private static <T> Field<T> named(Field<T> aliased, List<Field<?>> others) {
    Field<T> named = Keys.named(aliased);
    others.add(named);
    return named;
  }
}
