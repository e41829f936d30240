package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.table.FeatureDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement that finds no latest rows where each id has one row. A primary key with the
 * instant proves that of rows of one instant. Tables only grow, so that tables of one instant
 * before a statement and of the same after it were so for the statement:
 *
 * <pre>{@code
 * select (select case when min(metaxy_updated_at) = max(metaxy_updated_at) then min(metaxy_updated_at) end
 *         from recording where <version>), …
 * }</pre>
 */
final class UniqueIds {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final List<FeatureSource> keyed;

  UniqueIds(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
    List<FeatureSource> sources = new ArrayList<>(request.upstreams());
    sources.add(request.target());
    this.keyed =
        dialect.knowsExtremes()
            ? sources.stream().filter(FeatureSource::isKeyed).toList()
            : List.of();
  }

  /**
   * What work makes of the cheapest statement that is right.
   *
   * @param discard closes what was made when others wrote meanwhile, and it is made again
   */
  <T> T run(DSLContext dsl, Function<ResolveStatement, T> work, Consumer<T> discard) {
    List<@Nullable Object> before = instants(dsl);
    if (before.stream().allMatch(instant -> instant == null)) {
      return work.apply(new ResolveStatement(request, dialect));
    }
    T made = work.apply(statement(before));
    if (instants(dsl).equals(before)) {
      return made;
    }
    discard.accept(made);
    return work.apply(new ResolveStatement(request, dialect));
  }

  /** The statement that would run now. */
  ResolveStatement statement(DSLContext dsl) {
    return statement(instants(dsl));
  }

  private ResolveStatement statement(List<@Nullable Object> instants) {
    List<FeatureSource> upstreams =
        request.upstreams().stream().map(source -> proved(source, instants)).toList();
    FeatureSource target = proved(request.target(), instants);
    return new ResolveStatement(request.with(target, upstreams), dialect);
  }

  private FeatureSource proved(FeatureSource source, List<@Nullable Object> instants) {
    int position = keyed.indexOf(source);
    return position >= 0 && instants.get(position) != null ? source.proved() : source;
  }

  /** For each table with such a key its only instant, null when it has several or none. */
  private List<@Nullable Object> instants(DSLContext dsl) {
    if (keyed.isEmpty()) {
      return List.of();
    }
    List<Field<?>> instants = new ArrayList<>();
    keyed.forEach(source -> instants.add(instant(source).as("i_" + instants.size())));
    Record found = dsl.select(instants).fetchOne();
    return found == null ? List.of() : Arrays.asList(found.intoArray());
  }

  private static Field<?> instant(FeatureSource source) {
    Field<Object> updated = source.column(SystemColumns.UPDATED_AT).coerce(Object.class);
    return field(
        select(when(min(updated).eq(max(updated)), min(updated)).coerce(String.class))
            .from(source.from())
            .where(
                source
                    .column(SystemColumns.FEATURE_VERSION)
                    .coerce(String.class)
                    .eq(source.plan().versions().feature())));
  }
}
