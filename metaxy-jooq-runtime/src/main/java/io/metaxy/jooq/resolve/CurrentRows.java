package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.dialect.join.JoinStrategy.JoinSide;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The feature's own latest rows in a resolve; if several belong to one input, their provenance if
 * all agree:
 *
 * <pre>{@code
 * (select k_0, case when min(c_p) = max(c_p) and count(c_p) = count(*) then min(c_p) end as c_p, …
 *  from <latest rows of chunk> group by k_0) p_c
 * }</pre>
 *
 * @param source the feature's table
 * @param filters the filters of this resolve
 * @param staleIf makes a row stale although its provenance is unchanged, or null
 */
public record CurrentRows(
    FeatureSource source, ResolveFilters filters, @Nullable Condition staleIf) {

  public static final Field<String> HASH = field(name("c_p"), SQLDataType.VARCHAR);
  public static final Field<Integer> PRESENT = field(name("s_c"), SQLDataType.INTEGER);
  public static final Field<Integer> STALE = field(name("c_s"), SQLDataType.INTEGER);

  /** The same rows, but with the given knowledge of whether each id has only one row. */
  CurrentRows knownUnique(boolean known) {
    return new CurrentRows(source.knownUnique(known), filters, staleIf);
  }

  private FeaturePlan plan() {
    return source.plan();
  }

  /** The input ids of a row. */
  public List<Field<?>> ids() {
    return plan().inputIdColumns().stream().<Field<?>>map(source::read).toList();
  }

  /** The input ids of a row, as the keys {@code k_0}, {@code k_1}, …. */
  List<Field<?>> keys() {
    return Keys.aliased(ids());
  }

  private Set<String> nullable() {
    return Keys.nullable(source, plan().inputIdColumns(), id -> id);
  }

  /** The id columns that distinguish the rows of one input. */
  public List<String> childIds() {
    return plan().idColumns().stream().filter(id -> !plan().inputIdColumns().contains(id)).toList();
  }

  /** The provenance of a row. */
  public Field<String> provenance() {
    return source.column(SystemColumns.PROVENANCE).coerce(SQLDataType.VARCHAR);
  }

  /** 1 for a row that is declared stale, else 0. */
  public Field<Integer> declaredStale() {
    return staleIf == null
        ? inline(0)
        : when(condition(source.dialect().expressions().holds(staleIf)), inline(1))
            .otherwise(inline(0));
  }

  /** All rows of the current version, from which {@link #latest} selects. */
  public FeatureRows rows() {
    return FeatureRows.current(source);
  }

  /** The condition of the filters. */
  public Condition kept() {
    Map<String, Field<?>> columns = new TreeMap<>();
    for (ColumnSpec column : plan().definition().columns()) {
      columns.put(column.name(), source.read(column.name()));
    }
    return filters.on(source, List.of(), columns);
  }

  /** The latest rows that the filters keep. */
  Select<Record> latest(List<Field<?>> columns) {
    return rows().latest(columns, kept());
  }

  /** The same, reading only ids, provenance and the columns of {@code staleIf}. */
  private Select<Record> compared(List<Field<?>> columns) {
    Set<String> read = new HashSet<>(plan().inputIdColumns());
    read.add(SystemColumns.PROVENANCE);
    return staleIf == null ? rows().latest(columns, kept(), read) : latest(columns);
  }

  /** The rows, one per input, prepared for the comparison. */
  public JoinSide side() {
    List<Field<?>> selected = new ArrayList<>(keys());
    selected.add(provenance().as(HASH));
    List<Field<?>> others = new ArrayList<>(List.of(HASH, PRESENT));
    if (staleIf != null) {
      selected.add(declaredStale().as(STALE));
      others.add(STALE);
    }
    if (!plan().expands()) {
      selected.add(inline(1).as(PRESENT));
      return new JoinSide(compared(selected).asTable("p_c"), others, false, nullable());
    }
    List<Field<?>> keys = Keys.named(keys());
    List<Field<?>> collapsed = new ArrayList<>(keys);
    Condition agreed = min(HASH).eq(max(HASH)).and(count(HASH).eq(count()));
    collapsed.add(when(agreed, min(HASH)).as(HASH));
    collapsed.add(inline(1).as(PRESENT));
    if (staleIf != null) {
      collapsed.add(max(STALE).as(STALE));
    }
    Table<?> children = compared(selected).asTable("g_c");
    return new JoinSide(
        select(collapsed).from(children).groupBy(keys).asTable("p_c"), others, false, nullable());
  }
}
