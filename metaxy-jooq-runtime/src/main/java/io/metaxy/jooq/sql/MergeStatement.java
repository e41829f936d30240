package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.SystemColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One statement that returns the rows of a feature and of its upstreams one after the other, those
 * of one input together and the latest first, for the JVM to resolve: one statement sees one state
 * of the database. It does not rank the rows of 1:1 and 1:N sides; those of N:1 upstreams are
 * ranked by the database, because the rows of one id can be in several groups.
 *
 * <pre>{@code
 * select * from (
 *   select -1 as side, <side, deleted, dropped, stale> as flags, k_0, c_0 (an id that is no input id),
 *          null as o_0_0, <when> as moment, metaxy_provenance as t_0, null as t_1, null as u_0_0, …
 *   from chunk where <version>
 *   union all
 *   select 0, …, k_0, …, <audio> as t_0, <frames> as t_1, path as u_0_0
 *   from recording where <version>) m
 * where k_0 is null or k_0 > ? or k_0 = ?      -- only where it goes on from an input
 * order by k_0, side, c_0, o_0_0, moment desc, flags desc
 * }</pre>
 */
final class MergeStatement {

  static final int CURRENT = -1;

  /**
   * What {@link #FLAGS} is made of: the side's number times all of these, and those that are so.
   */
  static final int DELETED = 1;

  static final int DROPPED = 2;
  static final int STALE = 4;
  static final int SIDES = 8;

  private static final String SIDE = "side";
  private static final String FLAGS = "flags";
  private static final String MOMENT = "moment";
  private static final String JSON = "j";

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final Prepare prepare;
  private final boolean carried;
  private final boolean orphans;
  private final List<Slot> slots = new ArrayList<>();
  private final int texts;

  /** A column of the union: its name, and for each side that has it, its expression and null. */
  private static final class Slot {
    final String name;
    final Map<Integer, Field<?>> bySide = new LinkedHashMap<>();
    Field<?> otherwise;

    Slot(String name, Field<?> otherwise) {
      this.name = name;
      this.otherwise = otherwise;
    }
  }

  /**
   * @param carried whether the upstreams' columns are selected
   * @param orphans whether the columns of the feature's own rows are selected
   */
  MergeStatement(ResolveRequest request, FeatureDialect dialect, boolean carried, boolean orphans) {
    this.request = request;
    this.dialect = dialect;
    this.prepare = new Prepare(request, dialect, new Provenance(request, dialect));
    this.carried = carried;
    this.orphans = orphans;
    this.texts = mostTexts();
    fill();
  }

  ResolveRequest request() {
    return request;
  }

  boolean isAggregated(int side) {
    return side != CURRENT && request.plan().deps().get(side).isAggregation();
  }

  private int sides() {
    return request.upstreams().size();
  }

  private int mostTexts() {
    int most = 1;
    for (int side = 0; side < sides() && !dialect.policy().readsJson().taken(); side++) {
      most = Math.max(most, prepare.needed(side).size());
    }
    return most;
  }

  private void fill() {
    each(SIDE, side -> inline(side));
    each(FLAGS, this::flags);
    for (int i = 0; i < request.plan().inputIdColumns().size(); i++) {
      int key = i;
      each(
          "k_" + i,
          side -> sent((side == CURRENT ? prepare.currentIds() : prepare.ids(side)).get(key)));
    }
    for (String id : childIds()) {
      one(
          "c_" + id,
          CURRENT,
          sent(request.target().read(id, dialect)),
          dialect.expressions().nullOf(request.target().live().column(id)));
    }
    for (int side = 0; side < sides(); side++) {
      if (isAggregated(side)) {
        FeatureSource source = request.upstreams().get(side);
        List<Field<?>> order = prepare.order(side);
        for (int i = 0; i < order.size(); i++) {
          one(
              order.get(i).getName(),
              side,
              order.get(i),
              dialect.expressions().nullOf(source.live().column(source.plan().idColumns().get(i))));
        }
      }
    }
    each(MOMENT, side -> dialect.reading().sent(rows(side).moment()));
    for (int i = 0; i < texts; i++) {
      int text = i;
      each("t_" + i, side -> text(side, text));
    }
    if (dialect.policy().readsJson().taken()) {
      each(JSON, side -> side == CURRENT ? inline((Object) null) : json(side));
    }
    if (carried) {
      for (int side = 0; side < sides(); side++) {
        carry(side);
      }
    }
    if (orphans) {
      for (Field<?> column : prepare.currentRows().columns()) {
        one(
            "r_" + column.getName(),
            CURRENT,
            request.target().read(column.getName(), dialect),
            dialect.expressions().nullOf(request.target().live().column(column.getName())));
      }
    }
  }

  private void carry(int side) {
    FeatureSource source = request.upstreams().get(side);
    prepare
        .columns(side)
        .forEach(
            (name, column) ->
                one(
                    column.getName(),
                    side,
                    column,
                    dialect.expressions().nullOf(source.live().column(name))));
  }

  /** The side and what is so of a row, in one number: each column of a row costs time. */
  private Field<Integer> flags(int side) {
    Condition deleted = source(side).column(SystemColumns.DELETED_AT).isNotNull();
    Field<Integer> flags = inline((side + 1) * SIDES);
    flags = flags.plus(number(deleted, DELETED));
    Condition kept = kept(side);
    if (!kept.equals(noCondition())) {
      Condition dropped = DSL.not(DSL.condition(dialect.expressions().holds(kept)));
      flags = flags.plus(number(dropped, DROPPED));
    }
    return side == CURRENT && request.staleIf() != null
        ? flags.plus(prepare.declaredStale().mul(inline(STALE)))
        : flags;
  }

  private static Field<Integer> number(Condition condition, int number) {
    return when(condition, inline(number)).otherwise(inline(0));
  }

  private Field<?> text(int side, int text) {
    if (side == CURRENT && text == 0) {
      return prepare.currentHash();
    }
    List<Field<String>> versions =
        side == CURRENT || dialect.policy().readsJson().taken()
            ? List.of()
            : List.copyOf(prepare.versions(side).values());
    return text < versions.size()
        ? versions.get(text)
        : field("cast(null as varchar)", SQLDataType.VARCHAR);
  }

  private Field<?> json(int side) {
    return source(side).column(SystemColumns.DATA_VERSION_BY_FIELD).coerce(SQLDataType.JSON);
  }

  private FeatureSource source(int side) {
    return side == CURRENT ? request.target() : request.upstreams().get(side);
  }

  private FeatureRows rows(int side) {
    return side == CURRENT ? prepare.currentRows() : prepare.rows(side);
  }

  private Condition kept(int side) {
    return side == CURRENT ? prepare.keptCurrent() : prepare.kept(side);
  }

  private Field<?> sent(Field<?> field) {
    return ColumnReader.isInstant(field) ? dialect.reading().sent(field) : field;
  }

  /** The id columns that tell apart the current rows of one input. */
  List<String> childIds() {
    return request.plan().idColumns().stream()
        .filter(id -> !request.plan().inputIdColumns().contains(id))
        .toList();
  }

  private interface OfSide {
    Field<?> field(int side);
  }

  private void each(String name, OfSide column) {
    Slot slot = new Slot(name, inline((Object) null));
    for (int side = CURRENT; side < sides(); side++) {
      slot.bySide.put(side, column.field(side));
    }
    slots.add(slot);
  }

  private void one(String name, int side, Field<?> column, Field<?> otherwise) {
    Slot slot = new Slot(name, otherwise);
    slot.bySide.put(side, column);
    slots.add(slot);
  }

  /**
   * The statement.
   *
   * @param from the first input, by its ids; null is all of them
   * @param ranked whether the database ranks the rows of every side, because rows of one instant
   *     were met
   */
  ResultQuery<Record> query(@Nullable List<@Nullable Object> from, boolean ranked) {
    Select<Record> union = null;
    for (int side = request.compare() ? CURRENT : 0; side < sides(); side++) {
      Select<Record> rows = rows(side, ranked);
      union = union == null ? rows : union.unionAll(rows);
    }
    if (union == null) {
      throw new IllegalStateException("Cannot merge no sides; the feature has no dependencies");
    }
    return select(asterisk())
        .from(union.asTable("m"))
        .where(from == null ? noCondition() : notBefore(from, 0))
        .orderBy(order());
  }

  /** The inputs from one on, in the order of the statement. */
  private Condition notBefore(List<@Nullable Object> ids, int number) {
    if (number == ids.size()) {
      return noCondition();
    }
    Field<Object> key = ordered("k_" + number).coerce(Object.class);
    Field<?> type = prepare.keys().get(number);
    Object id = ids.get(number);
    if (id == null) {
      return key.isNull().and(notBefore(ids, number + 1));
    }
    Field<?> bound = DSL.val(id, type.getDataType());
    Field<?> sent =
        ColumnReader.isInstant(type)
            ? dialect.reading().sent(DSL.cast(bound, SQLDataType.TIMESTAMPWITHTIMEZONE))
            : bound;
    Field<Object> first = dialect.expressions().ordered(sent).coerce(Object.class);
    return or(key.isNull(), key.gt(first), and(key.eq(first), notBefore(ids, number + 1)));
  }

  private Field<?> ordered(String name) {
    Field<?> typed = slot(name).bySide.values().iterator().next();
    return dialect.expressions().ordered(field(name(name), typed.getDataType()));
  }

  private Select<Record> rows(int side, boolean ranked) {
    List<Field<?>> selected = new ArrayList<>();
    for (Slot slot : slots) {
      Field<?> own = slot.bySide.get(side);
      selected.add((own == null ? slot.otherwise : own).as(slot.name));
    }
    return isAggregated(side) || ranked
        ? rows(side).latest(selected, kept(side))
        : select(selected).from(source(side).from()).where(rows(side).version());
  }

  private List<OrderField<?>> order() {
    List<OrderField<?>> order = new ArrayList<>();
    for (Slot slot : slots) {
      boolean sorted =
          slot.name.startsWith("k_") || slot.name.startsWith("c_") || slot.name.startsWith("o_");
      if (sorted) {
        order.add(ordered(slot.name).asc().nullsLast());
      }
      if (slot.name.startsWith("k_") && !nextIsKey(slot)) {
        order.add(field(name(SIDE), SQLDataType.INTEGER));
      }
    }
    order.add(field(name(MOMENT)).desc());
    order.add(field(name(FLAGS)).desc());
    return order;
  }

  private boolean nextIsKey(Slot slot) {
    int next = slots.indexOf(slot) + 1;
    return next < slots.size() && slots.get(next).name.startsWith("k_");
  }

  private Slot slot(String column) {
    return slots.get(position(column) - 1);
  }

  /** The position of a column in the result, from 1. */
  int position(String column) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name.equals(column)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("Cannot find column " + column + " of the merge");
  }

  int flags() {
    return position(FLAGS);
  }

  /** The position of the first key. */
  int keys() {
    return position("k_0");
  }

  int moment() {
    return position(MOMENT);
  }

  int[] texts() {
    return IntStream.range(0, texts).map(number -> position("t_" + number)).toArray();
  }

  int json() {
    return position(JSON);
  }

  Prepare prepare() {
    return prepare;
  }
}
