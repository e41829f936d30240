package io.metaxy.jooq.resolve.merge;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.Capabilities.Lack;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.resolve.CurrentRows;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.Upstream;
import io.metaxy.jooq.sql.ColumnReader;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One statement that returns the rows of a feature and of its upstreams for the JVM to resolve,
 * with those of one input together and the latest first; a single statement sees one state of the
 * database. It does not rank the rows of 1:1 and 1:N sides, but it ranks those of N:1 upstreams,
 * because the rows of one id can be in several groups, and the feature's own rows if an id can move
 * to another input.
 *
 * <pre>{@code
 * select * from (
 *   select -1 as side, <side, deleted, dropped, stale> as flags, k_0, c_0 (an id that is not an input id),
 *          null as o_0_0, <when> as moment, metaxy_provenance as t_0, null as t_1, null as u_0_0, …
 *   from chunk where <version>
 *   union all
 *   select 0, …, k_0, …, <audio> as t_0, <frames> as t_1, path as u_0_0
 *   from recording where <version>) m
 * where k_0 is null or k_0 > ? or k_0 = ?      -- only if it continues at an input
 * order by k_0, side, c_0, o_0_0, moment desc, flags desc
 * }</pre>
 */
final class MergeStatement {

  /** The number of the feature's own side; the upstreams have their own numbers. */
  static final int CURRENT = -1;

  /**
   * The parts of {@link Role#FLAGS}: the side's number times SIDES, plus the flags that are set. Of
   * two rows of the same instant, a deleted one is the latest, so its flag is the greatest.
   */
  static final int DELETED = 4;

  static final int DROPPED = 2;
  static final int STALE = 1;
  static final int SIDES = 8;

  /** The purpose of a column of the union. */
  enum Role {
    /** The side's number. */
    SIDE("side"),
    /** The side's number and the flags of a row, in one number. */
    FLAGS("flags"),
    /** An input id. */
    KEY("k_"),
    /** An id that distinguishes the current rows of one input. */
    CHILD("c_"),
    /** An id by which the rows of a group are ordered. */
    ORDER("o_"),
    /** When a row got its current state. */
    MOMENT("moment"),
    /** The current provenance, or the data version of a needed field. */
    TEXT("t_"),
    /** All data versions, as JSON. */
    JSON("j"),
    /** A column of an upstream that is passed downstream. */
    CARRIED("u_"),
    /** A column of the feature's own row. */
    OWN("r_");

    private final String prefix;

    Role(String prefix) {
      this.prefix = prefix;
    }

    boolean isSorted() {
      return this == KEY || this == CHILD || this == ORDER;
    }
  }

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final boolean json;

  /** The maximum number of rows of a side that is read in no order, or 0 for all in order. */
  private final long limit;

  private final List<Side> sides = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final int texts;

  /** The names of the keys that can be null on a side. */
  private final Set<String> nullable;

  /** One side of the union: the feature's own rows or an upstream's. */
  private record Side(
      int number,
      FeatureSource source,
      FeatureRows rows,
      Condition kept,
      List<Field<?>> ids,
      List<Field<String>> texts,
      boolean ranked,
      Field<Integer> stale) {

    static Side of(CurrentRows current) {
      return new Side(
          CURRENT,
          current.source(),
          current.rows(),
          current.kept(),
          current.ids(),
          List.of(current.provenance()),
          current.source().plan().movesBetweenInputs(),
          current.staleIf() == null ? inline(0) : current.declaredStale().mul(inline(STALE)));
    }

    static Side of(Upstream upstream, boolean json) {
      return new Side(
          upstream.number(),
          upstream.source(),
          upstream.rows(),
          upstream.kept(),
          upstream.ids(),
          json ? List.of() : List.copyOf(upstream.versions().values()),
          upstream.isAggregation(),
          inline(0));
    }
  }

  /**
   * A column of the union.
   *
   * @param role its purpose
   * @param name its alias
   * @param bySide its expression on each side that has it, by number
   * @param otherwise the expression on the other sides
   */
  private record Slot(Role role, String name, Map<Integer, Field<?>> bySide, Field<?> otherwise) {}

  /**
   * @param carried whether the upstreams' columns are selected
   * @param orphans whether the columns of the feature's own rows are selected
   */
  MergeStatement(ResolveRequest request, boolean carried, boolean orphans) {
    this(request, carried, orphans, 0);
  }

  private MergeStatement(ResolveRequest request, boolean carried, boolean orphans, long limit) {
    this.limit = limit;
    this.request = request;
    this.dialect = request.dialect();
    this.json = dialect.policy().readsJson().taken();
    this.sides.add(Side.of(request.current()));
    request.upstreams().forEach(upstream -> sides.add(Side.of(upstream, json)));
    this.texts = sides.stream().mapToInt(side -> side.texts().size()).max().orElse(1);
    this.nullable = request.nullableKeys();
    nullable.addAll(request.current().side().nullable());
    fill(carried, orphans);
  }

  /**
   * The same rows in no order, without other columns, for lineages whose rows need no ranking:
   *
   * <pre>{@code
   * (select … from chunk where <version> limit ?) union all (select … from recording where … limit ?)
   * }</pre>
   *
   * @param limit the maximum number of rows of each side
   */
  static MergeStatement unordered(ResolveRequest request, long limit) {
    return new MergeStatement(request, false, false, limit);
  }

  ResolveRequest request() {
    return request;
  }

  /** The number of texts of a side. */
  int texts(int side) {
    return sides.get(side + 1).texts().size();
  }

  /** Whether data versions are read as JSON. */
  boolean isJson() {
    return json;
  }

  private void fill(boolean carried, boolean orphans) {
    FeatureSource target = request.target();
    if (limit == 0) {
      each(Role.SIDE, "", side -> inline(side.number()));
    }
    each(Role.FLAGS, "", this::flags);
    for (int i = 0; i < request.plan().inputIdColumns().size(); i++) {
      int key = i;
      each(Role.KEY, String.valueOf(i), side -> sent(side.ids().get(key)));
    }
    for (String id : request.current().childIds()) {
      one(Role.CHILD, "c_" + id, CURRENT, sent(target.read(id)), target.nullOf(id));
    }
    for (Upstream upstream : request.upstreams()) {
      List<Field<?>> order = upstream.isAggregation() ? upstream.order() : List.of();
      for (int i = 0; i < order.size(); i++) {
        Field<?> absent = upstream.source().nullOf(upstream.source().plan().idColumns().get(i));
        one(Role.ORDER, order.get(i).getName(), upstream.number(), order.get(i), absent);
      }
    }
    each(Role.MOMENT, "", side -> dialect.reading().sent(side.rows().moment()));
    for (int i = 0; i < texts; i++) {
      int text = i;
      each(Role.TEXT, String.valueOf(i), side -> text(side, text));
    }
    if (json) {
      each(
          Role.JSON,
          "",
          side ->
              side.number() == CURRENT
                  ? inline((Object) null)
                  : dialect
                      .byField()
                      .json(side.source().column(SystemColumns.DATA_VERSION_BY_FIELD)));
    }
    if (carried) {
      request.upstreams().forEach(this::carry);
    }
    if (orphans) {
      for (Field<?> column : request.current().rows().columns()) {
        String name = column.getName();
        one(Role.OWN, "r_" + name, CURRENT, target.read(name), target.nullOf(name));
      }
    }
  }

  private void carry(Upstream upstream) {
    upstream
        .columns()
        .forEach(
            (name, column) ->
                one(
                    Role.CARRIED,
                    column.getName(),
                    upstream.number(),
                    column,
                    upstream.source().nullOf(name)));
  }

  /** The side and the flags of a row in one number, because each column costs time. */
  private Field<Integer> flags(Side side) {
    Condition deleted = side.source().column(SystemColumns.DELETED_AT).isNotNull();
    Field<Integer> flags = inline((side.number() + 1) * SIDES);
    flags = flags.plus(number(deleted, DELETED));
    if (!side.kept().equals(noCondition())) {
      Condition dropped = DSL.not(DSL.condition(dialect.expressions().holds(side.kept())));
      flags = flags.plus(number(dropped, DROPPED));
    }
    return side.number() == CURRENT && request.current().staleIf() != null
        ? flags.plus(side.stale())
        : flags;
  }

  private static Field<Integer> number(Condition condition, int number) {
    return when(condition, inline(number)).otherwise(inline(0));
  }

  private static Field<?> text(Side side, int text) {
    return text < side.texts().size() ? side.texts().get(text) : DSL.castNull(SQLDataType.VARCHAR);
  }

  private Field<?> sent(Field<?> field) {
    return ColumnReader.isInstant(field) ? dialect.reading().sent(field) : field;
  }

  private void each(Role role, String suffix, Function<Side, Field<?>> column) {
    Map<Integer, Field<?>> bySide = new LinkedHashMap<>();
    sides.forEach(side -> bySide.put(side.number(), column.apply(side)));
    slots.add(new Slot(role, role.prefix + suffix, bySide, inline((Object) null)));
  }

  private void one(Role role, String name, int side, Field<?> column, Field<?> otherwise) {
    slots.add(new Slot(role, name, Map.of(side, column), otherwise));
  }

  /**
   * The statement.
   *
   * @param from the ids of the first input, or null for all inputs
   * @param ranked whether the database ranks the rows of every side, because rows of the same
   *     instant were found
   */
  ResultQuery<Record> query(@Nullable List<@Nullable Object> from, boolean ranked) {
    Select<Record> union = null;
    for (Side side : sides) {
      if (request.compare() || side.number() != CURRENT) {
        Select<Record> rows = rows(side, ranked);
        union = union == null ? rows : union.unionAll(rows);
      }
    }
    if (union == null) {
      throw new IllegalStateException(
          "Cannot merge without sides; the feature has no" + " dependencies");
    }
    if (limit > 0) {
      return union;
    }
    return select(asterisk())
        .from(union.asTable("m"))
        .where(from == null ? noCondition() : notBefore(from, 0))
        .orderBy(order());
  }

  /** The condition for the inputs starting at one, in the order of the statement. */
  private Condition notBefore(List<@Nullable Object> ids, int number) {
    if (number == ids.size()) {
      return noCondition();
    }
    Field<Object> key = ordered(slots(Role.KEY).get(number)).coerce(Object.class);
    Field<?> type = request.keys().get(number);
    Object id = ids.get(number);
    if (id == null) {
      return key.isNull().and(notBefore(ids, number + 1));
    }
    Field<?> bound = DSL.val(id, type.getDataType());
    Field<?> sent = ColumnReader.isInstant(type) ? dialect.reading().sent(instant(bound)) : bound;
    Field<Object> first = dialect.expressions().ordered(sent).coerce(Object.class);
    return or(key.isNull(), key.gt(first), and(key.eq(first), notBefore(ids, number + 1)));
  }

  private Field<?> instant(Field<?> bound) {
    return dialect.capabilities().lacks(Lack.INSTANTS)
        ? bound
        : DSL.cast(bound, SQLDataType.TIMESTAMPWITHTIMEZONE);
  }

  private Field<?> ordered(Slot slot) {
    Field<?> typed = slot.bySide().values().iterator().next();
    return dialect.expressions().ordered(field(name(slot.name()), typed.getDataType()));
  }

  private Select<Record> rows(Side side, boolean ranked) {
    List<Field<?>> selected = new ArrayList<>();
    for (Slot slot : slots) {
      selected.add(slot.bySide().getOrDefault(side.number(), slot.otherwise()).as(slot.name()));
    }
    if (side.ranked() || ranked) {
      return side.rows().latest(selected, side.kept());
    }
    SelectConditionStep<Record> rows =
        select(selected).from(side.source().from()).where(side.rows().version());
    return limit == 0 ? rows : rows.limit(inline(limit));
  }

  private List<OrderField<?>> order() {
    List<OrderField<?>> order = new ArrayList<>();
    slots(Role.KEY).forEach(key -> order.add(sorted(key)));
    order.add(field(name(Role.SIDE.prefix), SQLDataType.INTEGER).asc());
    slots.stream()
        .filter(slot -> slot.role().isSorted() && slot.role() != Role.KEY)
        .forEach(slot -> order.add(sorted(slot)));
    order.add(field(name(Role.MOMENT.prefix)).desc());
    order.add(field(name(Role.FLAGS.prefix)).desc());
    return order;
  }

  /**
   * Orders nulls explicitly only where they can occur, because some databases sort them separately.
   */
  private OrderField<?> sorted(Slot slot) {
    SortField<?> ascending = ordered(slot).asc();
    return slot.role() == Role.KEY && !nullable.contains(slot.name())
        ? ascending
        : ascending.nullsLast();
  }

  private List<Slot> slots(Role role) {
    return slots.stream().filter(slot -> slot.role() == role).toList();
  }

  /** The positions in the result, from 1, of the columns of a role. */
  int[] positions(Role role) {
    return IntStream.range(0, slots.size())
        .filter(i -> slots.get(i).role() == role)
        .map(i -> i + 1)
        .toArray();
  }

  /** The positions in the result of an upstream's columns passed downstream, in their order. */
  int[] carried(Upstream upstream) {
    return IntStream.range(0, slots.size())
        .filter(i -> slots.get(i).role() == Role.CARRIED)
        .filter(i -> slots.get(i).bySide().containsKey(upstream.number()))
        .map(i -> i + 1)
        .toArray();
  }

  /** The position in the result of the only column of a role. */
  int position(Role role) {
    return positions(role)[0];
  }
}
