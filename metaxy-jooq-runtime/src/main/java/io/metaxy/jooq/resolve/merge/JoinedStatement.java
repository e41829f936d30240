package io.metaxy.jooq.resolve.merge;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import io.metaxy.jooq.resolve.CurrentRows;
import io.metaxy.jooq.resolve.Input;
import io.metaxy.jooq.resolve.Provenance;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolveStatement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/**
 * The {@link ResolveStatement} up to its hashes, which the JVM computes and compares: every input
 * with the texts that determine its status, and any other requested columns. For features without
 * N:1 upstreams.
 *
 * <pre>{@code
 * select case when s_e is null then '-' when k_0 is null then '!' when c_s = 1 then ''
 *             when c_p <> '-' and c_p <> '!' then c_p when s_c = 1 then '' end as t_c,
 *        f_0_0, f_0_1, k_0, u_0_0
 * from (select k_0, f_0_0, f_0_1, u_0_0, 1 as s_e from <join of the upstreams on k_0>) x
 * full join <current rows> p_c on x.k_0 = p_c.k_0
 * }</pre>
 */
final class JoinedStatement {

  /**
   * The current provenance: null if there is none, empty if it is stale in any case; or one of the
   * two below.
   */
  static final int CURRENT = 0;

  /** The first of the versions, in the order of the dependencies. */
  static final int VERSIONS = 1;

  /** In place of a current provenance: the input is not expected. */
  static final String ORPHANED = "-";

  /** In place of a current provenance: the input lacks an id. */
  static final String NO_ID = "!";

  private final ResolveRequest request;
  private final FeatureDialect dialect;

  JoinedStatement(ResolveRequest request) {
    this.request = request;
    this.dialect = request.dialect();
  }

  /**
   * A statement.
   *
   * @param texts the number of leading columns that are texts
   * @param others the remaining columns
   */
  record Joined(Select<Record> select, int texts, List<Field<?>> others) {}

  /** Only the texts. */
  Joined texts() {
    return joined(false, false, false);
  }

  /**
   * The texts, the keys and the columns passed downstream.
   *
   * @param carried whether the upstreams' columns are selected
   * @param ordered whether the rows are ordered by id
   */
  Joined rows(boolean carried, boolean ordered) {
    return joined(true, carried, ordered);
  }

  private Joined joined(boolean keyed, boolean carried, boolean ordered) {
    List<Field<?>> keys = request.keys();
    List<Input> inputs =
        request.upstreams().stream().map(upstream -> upstream.input(carried)).toList();
    List<Field<String>> hashed = List.copyOf(Provenance.versions(inputs).values());
    List<Field<String>> versions =
        inputs.stream().flatMap(input -> input.versions().values().stream()).toList();
    List<Field<?>> travelling = carried ? ResolveStatement.travelling(inputs) : List.of();

    List<Field<?>> expected = new ArrayList<>(keys);
    for (int i = 0; i < versions.size(); i++) {
      expected.add(hashed.get(i).as(versions.get(i)));
    }
    expected.addAll(travelling);
    expected.add(inline(1).as(ResolveStatement.EXPECTED));
    Table<?> upstreams = dialect.joins().join(keys, inputs.stream().map(Input::side).toList(), "e");
    Table<?> rows = select(expected).from(upstreams).asTable("x");
    if (request.compare()) {
      List<Field<?>> others = expected.subList(keys.size(), expected.size());
      JoinSide side = new JoinSide(rows, others, false, request.nullableKeys());
      rows = dialect.joins().join(keys, List.of(side, request.current().side()), "r");
    }
    List<Field<?>> selected = new ArrayList<>();
    selected.add(current(keys).as("t_c"));
    selected.addAll(versions);
    int texts = selected.size();
    List<Field<?>> others = new ArrayList<>();
    if (keyed) {
      others.addAll(keys);
      others.addAll(travelling);
    }
    selected.addAll(others);
    List<OrderField<?>> order = ordered ? request.keyOrder() : List.of();
    return new Joined(select(selected).from(rows).orderBy(order), texts, others);
  }

  private Field<String> current(List<Field<?>> keys) {
    Condition known = and(keys.stream().map(Field::isNotNull).toList());
    CaseConditionStep<String> current =
        when(ResolveStatement.EXPECTED.isNull(), inline(ORPHANED)).when(not(known), inline(NO_ID));
    if (!request.compare()) {
      return current;
    }
    if (request.current().staleIf() != null) {
      current = current.when(CurrentRows.STALE.eq(inline(1)), inline(""));
    }
    Field<String> hash = CurrentRows.HASH;
    return current
        .when(hash.ne(inline(ORPHANED)).and(hash.ne(inline(NO_ID))), hash)
        .when(CurrentRows.PRESENT.eq(inline(1)), inline(""));
  }
}
