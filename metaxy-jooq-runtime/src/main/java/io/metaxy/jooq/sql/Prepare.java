package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.table.FeatureDialect;
import io.metaxy.jooq.table.JoinSide;
import io.metaxy.jooq.table.PlanTable;
import io.metaxy.jooq.table.SystemFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Step one of resolving ({@code semantics.md} 6): each upstream's current rows, renamed and
 * selected, with the data versions of the needed fields as text; the caller's samples in the same
 * form; the feature's own current rows. The upstream number 0, with its rows as {@link FeatureRows}
 * has them:
 *
 * <pre>{@code
 * (select recording.recording_id as k_0, 1 as s_0, recording.path as u_0_0, <audio> as f_0_0
 *  from <current rows of recording> where <filters of the dependency>) p_0
 * }</pre>
 */
final class Prepare {

  private final FeaturePlan plan;
  private final Table<?> target;
  private final FeatureDialect dialect;

  Prepare(FeaturePlan plan, Table<?> target, FeatureDialect dialect) {
    this.plan = plan;
    this.target = target;
    this.dialect = dialect;
  }

  /** The keys of every side: the input id columns as {@code k_0}, {@code k_1}, …. */
  List<Field<?>> keys() {
    List<Field<?>> keys = new ArrayList<>();
    for (String id : plan.inputIdColumns()) {
      keys.add(field(name("k_" + keys.size()), targetField(id).getDataType()));
    }
    return keys;
  }

  Prepared upstream(int number) {
    DepPlan dep = plan.deps().get(number);
    Table<?> table = new PlanTable(dep.upstream());
    Reading current = Reading.current(dep.upstream().versions().feature());
    Table<?> rows = FeatureRows.of(table, dep.upstream().idColumns(), current);

    List<Field<?>> selected = new ArrayList<>();
    for (String id : plan.inputIdColumns()) {
      String upstreamName = dep.columns().getOrDefault(id, id);
      selected.add(column(rows, upstreamName).as("k_" + selected.size()));
    }
    List<Field<?>> carried = new ArrayList<>();
    Field<Integer> present = marker("s_" + number, selected, carried);

    Map<String, Field<?>> columns = new LinkedHashMap<>();
    for (String upstreamName : dep.columns().values()) {
      Field<?> column = column(rows, upstreamName);
      columns.put(
          upstreamName, carry(column, "u_" + number + "_" + columns.size(), selected, carried));
    }
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    Field<?> byField = SystemFields.byField(rows, SystemColumns.DATA_VERSION_BY_FIELD);
    for (ParentField parent : needed(dep)) {
      Field<String> version = dialect.byField(byField, parent.field().structKey());
      versions.put(
          parent, carry(version, "f_" + number + "_" + versions.size(), selected, carried));
    }
    Table<?> side = select(selected).from(rows).where(filters(dep, rows)).asTable("p_" + number);
    return new Prepared(
        new JoinSide(side, carried), present, dep.dep().optional(), columns, versions);
  }

  /** Filters see every column of the upstream, by its name downstream. */
  private static Condition filters(DepPlan dep, Table<?> rows) {
    Map<String, Field<?>> columns = new TreeMap<>();
    for (ColumnSpec column : dep.upstream().definition().columns()) {
      columns.put(dep.dep().renamed(column.name()), column(rows, column.name()));
    }
    List<String> filters = dep.dep().sqlFilters();
    return filters == null
        ? noCondition()
        : and(filters.stream().map(f -> new FilterCondition(f, columns).condition()).toList());
  }

  private List<ParentField> needed(DepPlan dep) {
    return plan.fields().stream()
        .flatMap(f -> f.parents().stream())
        .filter(p -> p.feature().equals(dep.upstream().key()))
        .distinct()
        .toList();
  }

  /** The caller's samples of a root feature: {@code ordinal} is their position. */
  Prepared samples(Samples samples) {
    List<Field<?>> given = new ArrayList<>();
    plan.inputIdColumns().forEach(id -> given.add(field(name(id), targetField(id).getDataType())));
    List<Field<?>> selected = new ArrayList<>();
    for (Field<?> id : given) {
      selected.add(id.as("k_" + selected.size()));
    }
    List<Field<?>> carried = new ArrayList<>();
    Field<Integer> present = marker("s_0", selected, carried);
    Field<Integer> ordinal = field(name("ordinal"), SQLDataType.INTEGER);
    given.add(ordinal);
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    columns.put("ordinal", carry(ordinal, "u_0_0", selected, carried));
    Map<ParentField, Field<String>> versions = new LinkedHashMap<>();
    for (FieldPlan field : plan.fields()) {
      Field<String> hash = field(name("f_" + versions.size()), SQLDataType.VARCHAR);
      given.add(hash);
      ParentField self = new ParentField(plan.key(), field.key());
      versions.put(self, carry(hash, "f_0_" + versions.size(), selected, carried));
    }
    Table<?> side = select(selected).from(dialect.rows(given, samples.columns())).asTable("p_0");
    return new Prepared(new JoinSide(side, carried), present, false, columns, versions);
  }

  /** The feature's own current rows, every column as {@code c_0}, {@code c_1}, …. */
  Prepared current() {
    Table<?> rows =
        FeatureRows.of(target, plan.idColumns(), Reading.current(plan.versions().feature()));
    List<Field<?>> selected = new ArrayList<>();
    for (String id : plan.inputIdColumns()) {
      selected.add(column(rows, id).as("k_" + selected.size()));
    }
    List<Field<?>> carried = new ArrayList<>();
    Field<Integer> present = marker("s_c", selected, carried);
    Map<String, Field<?>> columns = new LinkedHashMap<>();
    for (Field<?> column : target.fields()) {
      Field<?> own = column(rows, column.getName());
      columns.put(column.getName(), carry(own, "c_" + columns.size(), selected, carried));
    }
    Table<?> side = select(selected).from(rows).asTable("p_c");
    return new Prepared(new JoinSide(side, carried), present, true, columns, Map.of());
  }

  private static Field<Integer> marker(
      String name, List<Field<?>> selected, List<Field<?>> carried) {
    return carry(inline(1), name, selected, carried);
  }

  private static <T> Field<T> carry(
      Field<T> column, String as, List<Field<?>> selected, List<Field<?>> carried) {
    selected.add(column.as(as));
    Field<T> reference = field(name(as), column.getDataType());
    carried.add(reference);
    return reference;
  }

  private Field<?> targetField(String column) {
    return column(target, column);
  }

  private static Field<?> column(Table<?> table, String column) {
    Field<?> field = table.field(name(column));
    if (field == null) {
      throw new IllegalArgumentException(
          "Cannot find column "
              + column
              + " of table "
              + table.getName()
              + "; generate the code again from the specs of the graph");
    }
    return field;
  }
}
