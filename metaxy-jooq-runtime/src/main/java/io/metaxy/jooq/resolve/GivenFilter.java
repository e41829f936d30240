package io.metaxy.jooq.resolve;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Determines in the database which of the caller's samples satisfy the filters.
 *
 * <pre>{@code
 * select metaxy_position from <the samples as values> recording where <filters> order by metaxy_position
 * }</pre>
 */
public final class GivenFilter {

  private static final Field<Integer> POSITION =
      field(name("metaxy_position"), SQLDataType.INTEGER);

  private final ResolveRequest request;

  /** The filters of a request. */
  public GivenFilter(ResolveRequest request) {
    this.request = request;
  }

  /** The condition that the samples must satisfy. */
  public Condition condition() {
    return request.current().kept();
  }

  /**
   * The positions of the samples that the filters keep.
   *
   * @param columns the samples' columns
   * @param values for each column, its values in all samples
   */
  public List<Integer> kept(
      DSLContext dsl, List<Field<?>> columns, List<List<@Nullable Object>> values) {
    List<Field<?>> all = new ArrayList<>();
    columns.forEach(column -> all.add(field(column.getUnqualifiedName(), column.getDataType())));
    all.add(POSITION);
    List<List<?>> cells = new ArrayList<>(values);
    cells.add(IntStream.range(0, values.get(0).size()).boxed().toList());
    Table<?> samples =
        select(all)
            .from(request.dialect().expressions().rows(all, cells))
            .asTable(request.target().table().getName());
    return dsl.select(POSITION)
        .from(samples)
        .where(condition())
        .orderBy(POSITION.asc())
        .fetch(POSITION);
  }
}
