package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureDialect;
import io.metaxy.jooq.table.JoinSide;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One statement that says which samples of a feature are new, stale and orphaned ({@code
 * semantics.md} 6 and 7), in four steps: {@link Prepare} each side, join them on the input id
 * columns, compute the {@link Provenance}, compare it with the current rows'. Only rows that have a
 * status are returned:
 *
 * <pre>{@code
 * select status, k_0, h_0, p, missing, u_0_0, …, c_0, …
 * from (select h.*, case when <expected> and p is null then 'broken'
 *                        when <expected> and s_c is null then 'new'
 *                        when <expected> and (c_p is null or c_p <> p) then 'stale'
 *                        when not <expected> and s_c is not null then 'orphaned' end as status,
 *              case when s_0 is not null and f_0_0 is null then 'recording.audio' end as missing
 *       from (select e.*, left(md5(h_0 || '|' || h_1), 8) as p
 *             from (select j.*, left(md5('text|1|recording.audio|' || f_0_0), 8) as h_0
 *                   from <full join of the sides on k_0> j) e) h) r
 * where status is not null
 * order by status, k_0
 * }</pre>
 *
 * where {@code <expected>} is: every required side is present, or any side where all are optional.
 */
public final class ResolveStatement {

  private static final Field<String> STATUS = field(name("status"), SQLDataType.VARCHAR);
  private static final Field<String> MISSING = field(name("missing"), SQLDataType.VARCHAR);
  private static final Field<String> SAMPLE_HASH = field(name("p"), SQLDataType.VARCHAR);

  private final FeaturePlan plan;
  private final List<Prepared> inputs;
  private final Prepared current;
  private final List<Field<?>> keys;
  private final List<Field<String>> fieldHashes;
  private final Table<?> resolved;

  /**
   * The statement for a feature.
   *
   * @param plan the feature, a root or with 1:1 dependencies
   * @param target its table, generated or not
   * @param samples the caller's samples of a root feature; null for any other
   */
  public ResolveStatement(
      FeaturePlan plan,
      GraphOptions options,
      Table<?> target,
      FeatureDialect dialect,
      @Nullable Samples samples) {
    this.plan = plan;
    Prepare prepare = new Prepare(plan, target, dialect);
    keys = prepare.keys();
    inputs =
        samples != null
            ? List.of(prepare.samples(samples))
            : IntStream.range(0, plan.deps().size()).mapToObj(prepare::upstream).toList();
    current = prepare.current();
    List<JoinSide> sides = new ArrayList<>();
    inputs.forEach(input -> sides.add(input.side()));
    sides.add(current.side());
    Table<?> joined = dialect.fullJoin(keys, sides);

    Provenance provenance = new Provenance(plan, dialect, options.hashTruncationLength());
    List<Field<String>> hashes = provenance.fieldHashes(inputs);
    fieldHashes =
        hashes.stream().map(h -> field(h.getUnqualifiedName(), SQLDataType.VARCHAR)).toList();
    Table<?> withFields = select(asterisk()).select(hashes).from(joined).asTable("e");
    Table<?> withSample =
        select(asterisk()).select(provenance.sampleHash()).from(withFields).asTable("h");
    resolved =
        select(asterisk())
            .select(status().as(STATUS), missing().as(MISSING))
            .from(withSample)
            .asTable("r");
  }

  private Field<String> status() {
    Condition expected = expected();
    Field<?> currentHash = current.columns().get(SystemColumns.PROVENANCE);
    Field<String> made =
        currentHash == null ? inline((String) null) : currentHash.coerce(SQLDataType.VARCHAR);
    return when(and(expected, SAMPLE_HASH.isNull()), word(Status.BROKEN))
        .when(and(expected, current.present().isNull()), word(Status.NEW))
        .when(and(expected, or(made.isNull(), made.ne(SAMPLE_HASH))), word(Status.STALE))
        .when(and(expected.not(), current.present().isNotNull()), word(Status.ORPHANED));
  }

  /** The first upstream field of which a row that is there holds no version. */
  private Field<String> missing() {
    Field<String> missing = inline((String) null);
    for (Prepared input : inputs) {
      for (Map.Entry<ParentField, Field<String>> version : input.versions().entrySet()) {
        missing =
            when(
                    and(input.present().isNotNull(), version.getValue().isNull()),
                    inline(version.getKey().toString()))
                .otherwise(missing);
      }
    }
    return missing;
  }

  private Condition expected() {
    List<Condition> required =
        inputs.stream().filter(i -> !i.optional()).map(i -> i.present().isNotNull()).toList();
    return required.isEmpty()
        ? or(inputs.stream().map(i -> i.present().isNotNull()).toList())
        : and(required);
  }

  private static Field<String> word(Status status) {
    return inline(status.word());
  }

  /** The rows of some statuses, in the order of status and input ids. */
  public Select<Record> rows(Set<Status> statuses) {
    List<Field<?>> selected = new ArrayList<>();
    selected.add(STATUS);
    selected.addAll(keys);
    selected.addAll(fieldHashes);
    selected.add(SAMPLE_HASH);
    selected.add(MISSING);
    for (Prepared input : inputs) {
      selected.add(input.present());
      selected.addAll(input.columns().values());
    }
    selected.addAll(current.columns().values());
    List<Field<?>> order = new ArrayList<>();
    order.add(STATUS);
    order.addAll(keys);
    return select(selected)
        .from(resolved)
        .where(STATUS.in(statuses.stream().map(s -> inline(s.word())).toList()))
        .orderBy(order);
  }

  /** The number of rows of each status that has any: a word of {@link Status}, and how many. */
  public Select<? extends Record> counts() {
    return select(STATUS, count()).from(resolved).where(STATUS.isNotNull()).groupBy(STATUS);
  }

  /** The feature. */
  public FeaturePlan plan() {
    return plan;
  }

  /** The status of a row of {@link #rows}. */
  public static Status status(Record row) {
    return Status.of(row.get(STATUS));
  }

  /** The input ids of a row by column, in the order of the plan. */
  public Map<String, @Nullable Object> ids(Record row) {
    Map<String, @Nullable Object> ids = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      ids.put(plan.inputIdColumns().get(i), row.get(keys.get(i)));
    }
    return ids;
  }

  /** The upstream field that a broken sample lacks a version of, fully qualified. */
  public @Nullable String missing(Record row) {
    return row.get(MISSING);
  }

  /** The expected hash of the sample; null when it is broken. */
  public @Nullable String sampleHash(Record row) {
    return row.get(SAMPLE_HASH);
  }

  /** The expected hash of a field, by its position in the plan; null when it is broken. */
  public @Nullable String fieldHash(Record row, int field) {
    return row.get(fieldHashes.get(field));
  }

  /**
   * The columns that travel from an upstream, by its names; null when it has no row for the sample.
   */
  public @Nullable Map<String, Field<?>> upstreamColumns(Record row, int dep) {
    Prepared input = inputs.get(dep);
    return row.get(input.present()) == null ? null : input.columns();
  }

  /** The position of the caller's sample. */
  public int ordinal(Record row) {
    Field<?> ordinal = inputs.get(0).columns().get("ordinal");
    return ordinal == null ? -1 : row.get(ordinal.coerce(Integer.class));
  }

  /** The columns of the current row, by name. */
  public Map<String, Field<?>> currentColumns() {
    return current.columns();
  }
}
