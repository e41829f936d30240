package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.JoinSide;
import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Step one of resolving ({@code semantics.md} 6): each upstream's latest rows, renamed, filtered
 * and selected, with the data versions of the needed fields as text. Upstream 0, 1:1 or 1:N:
 *
 * <pre>{@code
 * (select recording.recording_id as k_0, <audio> as f_0_0, recording.path as u_0_0, 1 as s_0
 *  from <latest rows of recording that the filters keep>) p_0
 * }</pre>
 *
 * and N:1, where the rows are in the order of the upstream's id columns:
 *
 * <pre>{@code
 * (select k_0, left(md5(string_agg(f_0_0, '|' order by o_0_0)), 8) as f_0_0, 1 as s_0
 *  from (select audio.speaker as k_0, <text> as f_0_0, audio.audio_id as o_0_0
 *        from <latest rows of audio that the filters keep>) g_0
 *  group by k_0) p_0
 * }</pre>
 *
 * The feature's own latest rows; where several belong to one input, one provenance if all agree:
 *
 * <pre>{@code
 * (select k_0, case when min(c_p) = max(c_p) and count(c_p) = count(*) then min(c_p) end as c_p, …
 *  from <latest rows of chunk> group by k_0) p_c
 * }</pre>
 */
final class Prepare {

  static final Field<String> CURRENT_HASH = field(name("c_p"), SQLDataType.VARCHAR);
  static final Field<Integer> CURRENT_PRESENT = field(name("s_c"), SQLDataType.INTEGER);
  static final Field<Integer> CURRENT_STALE = field(name("c_s"), SQLDataType.INTEGER);

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final Provenance provenance;

  Prepare(ResolveRequest request, FeatureDialect dialect, Provenance provenance) {
    this.request = request;
    this.dialect = dialect;
    this.provenance = provenance;
  }

  /** The keys of every side: the input id columns as {@code k_0}, {@code k_1}, …. */
  List<Field<?>> keys() {
    List<Field<?>> keys = new ArrayList<>();
    for (String id : request.plan().inputIdColumns()) {
      keys.add(field(name("k_" + keys.size()), request.target().column(id).getDataType()));
    }
    return keys;
  }

  /** The input ids of an upstream's row, as the keys. */
  List<Field<?>> keys(int number) {
    return aliased(ids(number));
  }

  private static List<Field<?>> aliased(List<Field<?>> ids) {
    List<Field<?>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(id.as("k_" + keys.size())));
    return keys;
  }

  /** The input ids of an upstream's row. */
  List<Field<?>> ids(int number) {
    DepPlan dep = request.plan().deps().get(number);
    FeatureSource source = request.upstreams().get(number);
    return request.plan().inputIdColumns().stream()
        .<Field<?>>map(id -> source.read(dep.columns().getOrDefault(id, id), dialect))
        .toList();
  }

  /** The keys that can be null in an upstream's row. */
  private Set<String> nullable(int number) {
    DepPlan dep = request.plan().deps().get(number);
    return nullable(request.upstreams().get(number), id -> dep.columns().getOrDefault(id, id));
  }

  private Set<String> nullableCurrent() {
    return nullable(request.target(), id -> id);
  }

  private Set<String> nullable(FeatureSource source, UnaryOperator<String> named) {
    Set<String> nullable = new HashSet<>();
    List<String> ids = request.plan().inputIdColumns();
    for (int i = 0; i < ids.size(); i++) {
      if (source.live().column(named.apply(ids.get(i))).nullable()) {
        nullable.add("k_" + i);
      }
    }
    return nullable;
  }

  /** The keys that can be null where the upstreams are joined. */
  Set<String> nullableJoined() {
    Set<String> nullable = new HashSet<>();
    for (int number = 0; number < request.plan().deps().size(); number++) {
      nullable.addAll(nullable(number));
    }
    return nullable;
  }

  /** The order by the input ids, those that lack one last. */
  List<OrderField<?>> keyOrder() {
    return keys().stream()
        .<OrderField<?>>map(key -> dialect.expressions().ordered(key).asc().nullsLast())
        .toList();
  }

  /** The upstream's id columns, by which a group's rows are ordered. */
  List<Field<?>> order(int number) {
    FeatureSource source = request.upstreams().get(number);
    List<Field<?>> order = new ArrayList<>();
    for (String id : source.plan().idColumns()) {
      order.add(source.read(id, dialect).as("o_" + number + "_" + order.size()));
    }
    return order;
  }

  /** The fields of an upstream that the feature is made from. */
  List<ParentField> needed(int number) {
    FeatureKey upstream = request.upstreams().get(number).plan().key();
    return request.plan().fields().stream()
        .flatMap(f -> f.parents().stream())
        .filter(p -> p.feature().equals(upstream))
        .distinct()
        .toList();
  }

  /** The columns that travel from an upstream, by its names. */
  Map<String, Field<?>> columns(int number) {
    FeatureSource source = request.upstreams().get(number);
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    for (String name : request.plan().deps().get(number).columns().values()) {
      columns.put(name, source.read(name, dialect).as("u_" + number + "_" + columns.size()));
    }
    return columns;
  }

  /** The latest rows of an upstream that the filters keep. */
  Select<Record> latest(int number, List<Field<?>> columns) {
    return rows(number).latest(columns, kept(number));
  }

  /** The same, of which input ids, data versions and some columns are read. */
  private Select<Record> latest(int number, List<Field<?>> columns, Collection<String> carried) {
    DepPlan dep = request.plan().deps().get(number);
    Set<String> read = new HashSet<>(carried);
    read.add(SystemColumns.DATA_VERSION_BY_FIELD);
    read.addAll(request.upstreams().get(number).plan().idColumns());
    request.plan().inputIdColumns().forEach(id -> read.add(dep.columns().getOrDefault(id, id)));
    return rows(number).latest(columns, kept(number), read);
  }

  FeatureRows rows(int number) {
    return FeatureRows.current(request.upstreams().get(number), dialect);
  }

  /** Filters see every column of the upstream, by its name downstream. */
  Condition kept(int number) {
    DepPlan dep = request.plan().deps().get(number);
    FeatureSource source = request.upstreams().get(number);
    Map<String, Field<?>> columns = new TreeMap<>();
    for (ColumnSpec column : source.plan().definition().columns()) {
      columns.put(dep.dep().renamed(column.name()), source.read(column.name(), dialect));
    }
    List<String> texts = new ArrayList<>();
    if (dep.dep().sqlFilters() != null) {
      texts.addAll(dep.dep().sqlFilters());
    }
    texts.addAll(request.filters().texts());
    return kept(source, texts, columns);
  }

  private Condition kept(FeatureSource source, List<String> texts, Map<String, Field<?>> columns) {
    List<Condition> kept = new ArrayList<>();
    FeatureKey key = source.plan().key();
    texts.forEach(text -> kept.add(new FilterCondition(dialect, key, text, columns).condition()));
    kept.addAll(request.filters().conditions().getOrDefault(key, List.of()));
    return kept.isEmpty() ? noCondition() : and(kept);
  }

  Input input(int number, boolean carried) {
    DepPlan dep = request.plan().deps().get(number);
    return dep.isAggregation() ? aggregated(number, dep) : single(number, dep, carried);
  }

  /** The input ids of an upstream alone. */
  Input keysOnly(int number) {
    DepPlan dep = request.plan().deps().get(number);
    Field<Integer> present = present(number);
    List<Field<?>> keys = new ArrayList<>(keys(number));
    Table<?> rows = latest(number, keys, List.of()).asTable("g_" + number);
    List<Field<?>> named = keys.stream().<Field<?>>map(Prepare::named).toList();
    List<Field<?>> selected = new ArrayList<>(named);
    selected.add(inline(1).as(present));
    Table<?> distinct = selectDistinct(selected).from(rows).asTable("p_" + number);
    JoinSide side =
        new JoinSide(distinct, List.of(present), !dep.dep().optional(), nullable(number));
    return new Input(dep, side, present, Map.of(), Map.of());
  }

  private Input single(int number, DepPlan dep, boolean carried) {
    List<Field<?>> selected = new ArrayList<>(keys(number));
    List<Field<?>> others = new ArrayList<>();
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    versions(number).forEach((parent, field) -> versions.put(parent, named(field, others)));
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    if (carried) {
      columns(number).forEach((column, field) -> columns.put(column, named(field, others)));
    }
    selected.addAll(versions(number).values());
    if (carried) {
      selected.addAll(columns(number).values());
    }
    Field<Integer> present = present(number);
    selected.add(inline(1).as(present));
    others.add(present);
    Table<?> rows = latest(number, selected, columns.keySet()).asTable("p_" + number);
    return new Input(
        dep,
        new JoinSide(rows, others, !dep.dep().optional(), nullable(number)),
        present,
        versions,
        columns);
  }

  private Input aggregated(int number, DepPlan dep) {
    List<Field<?>> grouped = new ArrayList<>(keys(number));
    Map<ParentField, Field<String>> texts = versions(number);
    grouped.addAll(texts.values());
    grouped.addAll(order(number));
    Table<?> group = latest(number, grouped, List.of()).asTable("g_" + number);
    List<OrderField<?>> order = new ArrayList<>();
    order(number).forEach(o -> order.add(dialect.expressions().ordered(named(o))));

    List<Field<?>> keys = keys(number).stream().<Field<?>>map(Prepare::named).toList();
    List<Field<?>> selected = new ArrayList<>(keys);
    List<Field<?>> others = new ArrayList<>();
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    texts.forEach(
        (parent, text) -> {
          Field<String> joined = dialect.expressions().aggregate(named(text), order);
          selected.add(provenance.hash(joined).as(text.getName()));
          versions.put(parent, named(text, others));
        });
    Field<Integer> present = present(number);
    selected.add(inline(1).as(present));
    others.add(present);
    Table<?> rows = select(selected).from(group).groupBy(keys).asTable("p_" + number);
    return new Input(
        dep,
        new JoinSide(rows, others, !dep.dep().optional(), nullable(number)),
        present,
        versions,
        Map.of());
  }

  /** The data version of each needed field. */
  Map<ParentField, Field<String>> versions(int number) {
    FeatureSource source = request.upstreams().get(number);
    Field<?> byField = source.column(SystemColumns.DATA_VERSION_BY_FIELD);
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    for (ParentField parent : needed(number)) {
      versions.put(
          parent,
          dialect
              .byField()
              .entry(byField, parent.field().structKey())
              .as("f_" + number + "_" + versions.size()));
    }
    return versions;
  }

  static Field<Integer> present(int number) {
    return field(name("s_" + number), SQLDataType.INTEGER);
  }

  /** A column by its alias alone. */
  static <T> Field<T> named(Field<T> aliased) {
    return field(aliased.getUnqualifiedName(), aliased.getDataType());
  }

  private static <T> Field<T> named(Field<T> aliased, List<Field<?>> others) {
    Field<T> named = named(aliased);
    others.add(named);
    return named;
  }

  /** The feature's own latest rows: keys, provenance, and whether they are declared stale. */
  JoinSide current() {
    List<Field<?>> selected = new ArrayList<>(currentKeys());
    selected.add(currentHash().as(CURRENT_HASH));
    List<Field<?>> others = new ArrayList<>(List.of(CURRENT_HASH, CURRENT_PRESENT));
    if (request.staleIf() != null) {
      selected.add(declaredStale().as(CURRENT_STALE));
      others.add(CURRENT_STALE);
    }
    if (!request.plan().expands()) {
      selected.add(inline(1).as(CURRENT_PRESENT));
      return new JoinSide(compared(selected).asTable("p_c"), others, false, nullableCurrent());
    }
    List<Field<?>> keys = currentKeys().stream().<Field<?>>map(Prepare::named).toList();
    List<Field<?>> collapsed = new ArrayList<>(keys);
    Condition agreed = min(CURRENT_HASH).eq(max(CURRENT_HASH)).and(count(CURRENT_HASH).eq(count()));
    collapsed.add(when(agreed, min(CURRENT_HASH)).as(CURRENT_HASH));
    collapsed.add(inline(1).as(CURRENT_PRESENT));
    if (request.staleIf() != null) {
      collapsed.add(max(CURRENT_STALE).as(CURRENT_STALE));
    }
    Table<?> children = compared(selected).asTable("g_c");
    return new JoinSide(
        select(collapsed).from(children).groupBy(keys).asTable("p_c"),
        others,
        false,
        nullableCurrent());
  }

  /** The provenance of the feature's own row. */
  Field<String> currentHash() {
    return request.target().column(SystemColumns.PROVENANCE).coerce(SQLDataType.VARCHAR);
  }

  /** 1 for a row that is declared stale, else 0. */
  Field<Integer> declaredStale() {
    Condition stale = request.staleIf();
    return stale == null
        ? inline(0)
        : when(condition(dialect.expressions().holds(stale)), inline(1)).otherwise(inline(0));
  }

  /** The input ids of the feature's own row, as the keys. */
  List<Field<?>> currentKeys() {
    return aliased(currentIds());
  }

  /** The input ids of the feature's own row. */
  List<Field<?>> currentIds() {
    return request.plan().inputIdColumns().stream()
        .<Field<?>>map(id -> request.target().read(id, dialect))
        .toList();
  }

  /** The feature's own latest rows that the filters keep. */
  Select<Record> latestCurrent(List<Field<?>> columns) {
    return currentRows().latest(columns, keptCurrent());
  }

  /** The same, of which ids, provenance and what declares them stale are read. */
  private Select<Record> compared(List<Field<?>> columns) {
    Set<String> read = new HashSet<>(request.plan().inputIdColumns());
    read.add(SystemColumns.PROVENANCE);
    return request.staleIf() == null
        ? currentRows().latest(columns, keptCurrent(), read)
        : latestCurrent(columns);
  }

  FeatureRows currentRows() {
    return FeatureRows.current(request.target(), dialect);
  }

  Condition keptCurrent() {
    Map<String, Field<?>> columns = new TreeMap<>();
    for (ColumnSpec column : request.plan().definition().columns()) {
      columns.put(column.name(), request.target().read(column.name(), dialect));
    }
    return kept(request.target(), request.filters().texts(), columns);
  }
}
