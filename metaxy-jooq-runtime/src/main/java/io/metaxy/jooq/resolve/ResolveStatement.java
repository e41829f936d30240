package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * One statement in which the database determines which samples of a feature are new, stale and
 * orphaned ({@code docs/semantics.md} 6 and 7), in four steps: prepare each side ({@link Upstream},
 * {@link CurrentRows}), join the upstreams on the input id columns, compute the {@link Provenance},
 * compare it with the current rows' in a full join. Only rows that have a status are returned:
 *
 * <pre>{@code
 * select status, k_0, h_0, p, u_0_0
 * from (select k_0, h_0, p, u_0_0,
 *              case when s_e is null then 2                              -- orphaned
 *                   when k_0 is null or p is null then 3                 -- broken
 *                   when s_c is null then 0                              -- new
 *                   when c_p is null or c_p <> p or c_s = 1 then 1       -- stale
 *              end as status
 *       from (select h.*, left(md5(h_0 || '|' || h_1), 8) as p, 1 as s_e
 *             from (select e.*, left(md5('text|1|recording.audio|' || f_0_0), 8) as h_0
 *                   from <join of the upstreams on k_0> e) h) x
 *       full join <current rows> p_c on x.k_0 = p_c.k_0) r
 * where status is not null
 * }</pre>
 */
public final class ResolveStatement {

  static final Field<Integer> STATUS = field(name("status"), SQLDataType.INTEGER);
  static final Field<String> SAMPLE_HASH = field(name("p"), SQLDataType.VARCHAR);
  static final Field<Integer> SIDE = field(name("side"), SQLDataType.INTEGER);
  public static final Field<Integer> EXPECTED = field(name("s_e"), SQLDataType.INTEGER);

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final Provenance provenance;

  /** The statement for a feature that has dependencies. */
  public ResolveStatement(ResolveRequest request) {
    this.request = request;
    this.dialect = request.dialect();
    this.provenance = new Provenance(request);
  }

  /** The columns of a resolved row. */
  private record Resolved(Table<?> rows, List<Input> inputs, Field<Integer> status) {}

  private Resolved resolved(boolean carried) {
    List<Field<?>> keys = request.keys();
    List<Input> inputs =
        request.upstreams().stream().map(upstream -> upstream.input(carried)).toList();
    Table<?> joined = dialect.joins().join(keys, inputs.stream().map(Input::side).toList(), "e");
    List<Field<?>> travelling = travelling(inputs);

    List<Field<?>> hashed = new ArrayList<>(keys);
    hashed.addAll(travelling);
    hashed.addAll(provenance.fieldHashes(inputs));
    Table<?> withFields = dialect.joins().fenced(select(hashed).from(joined)).asTable("h");

    List<Field<?>> expected = new ArrayList<>(keys);
    List<Field<?>> others = new ArrayList<>(travelling);
    others.addAll(fieldHashes());
    expected.addAll(others);
    expected.add(provenance.sampleHash());
    expected.add(inline(1).as(EXPECTED));
    others.add(SAMPLE_HASH);
    others.add(EXPECTED);
    Table<?> samples = dialect.joins().fenced(select(expected).from(withFields)).asTable("x");
    if (!request.compare()) {
      return new Resolved(samples, inputs, unclassified(keys));
    }
    JoinSide expectedSide = new JoinSide(samples, others, false, request.nullableKeys());
    Table<?> compared =
        dialect.joins().join(keys, List.of(expectedSide, request.current().side()), "r");
    return new Resolved(compared, inputs, status(keys));
  }

  /**
   * What a row carries in addition to keys and hashes: the upstreams' columns, and the missing
   * versions.
   */
  public static List<Field<?>> travelling(List<Input> inputs) {
    List<Field<?>> travelling = new ArrayList<>();
    for (Input input : inputs) {
      if (input.optional()) {
        travelling.add(input.present());
      }
      travelling.addAll(input.columns().values());
    }
    return travelling;
  }

  private List<Field<String>> fieldHashes() {
    return IntStream.range(0, request.plan().fields().size())
        .mapToObj(Provenance::hashColumn)
        .toList();
  }

  private static Condition broken(List<Field<?>> keys) {
    List<Condition> missing = new ArrayList<>();
    keys.forEach(key -> missing.add(key.isNull()));
    missing.add(SAMPLE_HASH.isNull());
    return or(missing);
  }

  private static Field<Integer> unclassified(List<Field<?>> keys) {
    return when(broken(keys), inline(Status.BROKEN.code())).otherwise(inline(Status.NEW.code()));
  }

  private Field<Integer> status(List<Field<?>> keys) {
    Condition stale = or(CurrentRows.HASH.isNull(), CurrentRows.HASH.ne(SAMPLE_HASH));
    if (request.current().staleIf() != null) {
      stale = stale.or(CurrentRows.STALE.eq(inline(1)));
    }
    return when(EXPECTED.isNull(), inline(Status.ORPHANED.code()))
        .when(broken(keys), inline(Status.BROKEN.code()))
        .when(CurrentRows.PRESENT.isNull(), inline(Status.NEW.code()))
        .when(stale, inline(Status.STALE.code()));
  }

  /**
   * The number of rows per status, and of expected samples: one row of {@code new, stale, orphaned,
   * broken, expected}.
   */
  public Select<? extends Record> counts() {
    Resolved resolved = resolved(false);
    Table<?> classified =
        select(resolved.status().as(STATUS), EXPECTED).from(resolved.rows()).asTable("t");
    List<Field<?>> counts = new ArrayList<>();
    for (Status status : Status.values()) {
      counts.add(count().filterWhere(STATUS.eq(inline(status.code()))).as(status.word()));
    }
    counts.add(count(EXPECTED).as("expected"));
    return select(counts).from(classified);
  }

  /**
   * Rows of samples.
   *
   * @param select the statement
   * @param fields its columns
   * @param columns the positions of a sample's parts in a row
   */
  record Rows(Select<Record> select, List<Field<?>> fields, SampleColumns columns) {}

  /**
   * The rows of some statuses: {@code status, k_0, …, h_0, …, p}, and the columns passed
   * downstream.
   *
   * @param statuses the statuses of the rows
   * @param carried whether the upstreams' columns are selected
   * @param ordered whether the rows are ordered by id
   */
  Rows rows(Set<Status> statuses, boolean carried, boolean ordered) {
    Resolved resolved = resolved(carried);
    Select<Record> rows =
        select(columns(resolved))
            .from(classified(resolved))
            .where(STATUS.in(statuses.stream().map(s -> inline(s.code())).toList()))
            .orderBy(ordered ? request.keyOrder() : List.of());
    return rows(rows, columns(resolved));
  }

  private Rows rows(Select<Record> rows, List<Field<?>> fields) {
    return new Rows(rows, fields, new SampleColumns(request, fields));
  }

  private List<Field<?>> columns(Resolved resolved) {
    List<Field<?>> columns = new ArrayList<>();
    columns.add(STATUS);
    columns.addAll(request.keys());
    columns.addAll(fieldHashes());
    columns.add(SAMPLE_HASH);
    columns.addAll(travelling(resolved.inputs()));
    return columns;
  }

  private Table<?> classified(Resolved resolved) {
    List<Field<?>> selected = new ArrayList<>(columns(resolved));
    selected.set(0, resolved.status().as(STATUS));
    return select(selected).from(resolved.rows()).asTable("t");
  }

  /**
   * The feature's complete current rows whose input is no longer expected; this needs no hashing:
   *
   * <pre>{@code
   * select * from <latest rows of transcript> c where c.video_id not in (select k_0 from <join of the upstreams>)
   * }</pre>
   */
  public Select<Record> orphaned(boolean ordered) {
    List<Input> inputs = request.upstreams().stream().map(Upstream::keysOnly).toList();
    List<Field<?>> keys = request.keys();
    Table<?> joined = dialect.joins().join(keys, inputs.stream().map(Input::side).toList(), "e");
    Condition known = and(keys.stream().map(Field::isNotNull).toList());
    Condition orphaned =
        request.compare()
            ? dialect
                .joins()
                .notIn(currentIds(), nullableIds(), select(keys).from(joined).where(known))
            : falseCondition();
    return current(orphaned, ordered);
  }

  /** The input ids in which the current rows of the live table can have nulls. */
  private List<Field<?>> nullableIds() {
    List<Field<?>> nullable = new ArrayList<>();
    for (Field<?> id : currentIds()) {
      if (request.target().live().column(id.getName()).nullable()) {
        nullable.add(id);
      }
    }
    return nullable;
  }

  /** The feature's complete current rows of some inputs. */
  Select<Record> current(Table<?> ids) {
    return current(dialect.joins().in(currentIds(), select(ids.fields()).from(ids)), false);
  }

  private List<Field<?>> currentIds() {
    Name table = name("c");
    return request.plan().inputIdColumns().stream()
        .<Field<?>>map(id -> field(table.append(id), request.target().column(id).getDataType()))
        .toList();
  }

  private Select<Record> current(Condition which, boolean ordered) {
    List<Field<?>> columns = request.current().rows().columns();
    Table<?> current = request.current().latest(columns).asTable("c");
    return select(columns.stream().<Field<?>>map(column -> of(current, column)).toList())
        .from(current)
        .where(which)
        .orderBy(
            ordered
                ? request.plan().idColumns().stream()
                    .map(id -> of(current, request.target().column(id)))
                    .map(id -> dialect.expressions().ordered(id).asc().nullsLast())
                    .toList()
                : List.of());
  }

  /** The rows of some statuses as a table that has the name and columns of the feature's table. */
  Table<?> table(Set<Status> statuses) {
    Table<?> resolved = rows(statuses, true, false).select().asTable("t");
    List<Field<?>> selected = new ArrayList<>();
    List<String> ids = request.plan().inputIdColumns();
    for (int i = 0; i < ids.size(); i++) {
      selected.add(of(resolved, request.keys().get(i)).as(ids.get(i)));
    }
    List<String> structKeys =
        request.plan().fields().stream().map(f -> f.key().structKey()).toList();
    List<Field<String>> hashes = fieldHashes().stream().map(h -> of(resolved, h)).toList();
    selected.add(dialect.byField().of(structKeys, hashes).as(SystemColumns.PROVENANCE_BY_FIELD));
    selected.add(of(resolved, SAMPLE_HASH).as(SystemColumns.PROVENANCE));
    selected.addAll(downstream(resolved, Set.copyOf(ids)));
    return select(selected).from(resolved).asTable(request.target().table().getName());
  }

  /**
   * The columns passed downstream, by their downstream names, except those that two upstreams have.
   */
  private List<Field<?>> downstream(Table<?> resolved, Set<String> ids) {
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>(ids);
    for (Upstream input : request.upstreams()) {
      Map<String, Field<?>> own = input.isAggregation() ? Map.of() : input.columns();
      input
          .dep()
          .columns()
          .forEach(
              (name, upstream) -> {
                Field<?> column = own.get(upstream);
                if (column != null && columns.put(name, column) != null) {
                  twice.add(name);
                }
              });
    }
    columns.keySet().removeAll(twice);
    List<Field<?>> selected = new ArrayList<>();
    columns.forEach((name, column) -> selected.add(of(resolved, Keys.named(column)).as(name)));
    return selected;
  }

  private static <T> Field<T> of(Table<?> table, Field<T> column) {
    return field(
        table.getUnqualifiedName().append(column.getUnqualifiedName()), column.getDataType());
  }

  /**
   * The broken samples: their ids, and the first missing upstream field or id as {@code missing}.
   */
  public Select<Record> broken() {
    List<Input> inputs =
        request.upstreams().stream().map(upstream -> upstream.input(false)).toList();
    List<Field<?>> keys = request.keys();
    Table<?> joined = dialect.joins().join(keys, inputs.stream().map(Input::side).toList(), "e");
    Field<String> missing = inline((String) null);
    for (Input input : inputs) {
      for (Map.Entry<ParentField, Field<String>> version : input.versions().entrySet()) {
        Condition lost = input.present().isNotNull().and(version.getValue().isNull());
        missing = when(lost, inline(version.getKey().toString())).otherwise(missing);
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      String id = request.plan().inputIdColumns().get(i);
      missing = when(keys.get(i).isNull(), inline(id)).otherwise(missing);
    }
    List<Field<?>> selected = new ArrayList<>(keys);
    selected.add(missing.as("missing"));
    Table<?> samples = select(selected).from(joined).asTable("b");
    return select(asterisk())
        .from(samples)
        .where(field(name("missing"), SQLDataType.VARCHAR).isNotNull())
        .orderBy(request.keyOrder());
  }

  /**
   * The rows of some statuses with their upstreams' columns, each followed by the rows of the N:1
   * upstreams that it depends on ({@link InputUnion}).
   */
  Rows rowsWithInputs(Set<Status> statuses) {
    Resolved resolved = resolved(true);
    Select<Record> rows =
        select(asterisk())
            .from(classified(resolved))
            .where(STATUS.in(statuses.stream().map(s -> inline(s.code())).toList()));
    InputUnion union = new InputUnion(request, columns(resolved));
    return rows(union.of(rows), union.fields());
  }
}
