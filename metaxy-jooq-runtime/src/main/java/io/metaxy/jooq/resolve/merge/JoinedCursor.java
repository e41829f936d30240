package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.Upstream;
import io.metaxy.jooq.sql.OpenResult;
import io.metaxy.jooq.sql.RecordReader;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.sql.TextRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Resolves in the JVM, in constant memory, the inputs that a {@link JoinedStatement} returns, each
 * in one row. The hashes are computed on bytes; the rest of a row is read only if requested.
 */
final class JoinedCursor implements RowCursor<ResolvedRow> {

  private static final int NONE = -1;

  private final Set<Status> statuses;
  private final TextRows rows;
  private final JoinedInput input;
  private final RecordReader others;
  private final int ids;
  private final int[] present;
  private final List<Map<String, Integer>> columns = new ArrayList<>();

  /**
   * @param statuses the statuses of the returned rows
   * @param carried whether they have their upstreams' columns
   * @param ordered whether they are ordered by id
   */
  JoinedCursor(
      DSLContext dsl,
      ResolveRequest request,
      JoinedStatement statement,
      Set<Status> statuses,
      boolean carried,
      boolean ordered) {
    this.statuses = Set.copyOf(statuses);
    this.ids = request.plan().inputIdColumns().size();
    JoinedStatement.Joined joined = statement.rows(carried, ordered);
    List<String> names = joined.others().stream().map(Field::getName).toList();
    this.present =
        request.upstreams().stream()
            .mapToInt(upstream -> names.indexOf(upstream.present().getName()))
            .toArray();
    for (Upstream upstream : request.upstreams()) {
      Map<String, Integer> own = new HashMap<>();
      if (carried) {
        upstream.columns().forEach((name, field) -> own.put(name, names.indexOf(field.getName())));
      }
      columns.add(own);
    }
    OpenResult result = OpenResult.of(dsl, request.dialect(), joined.select());
    try {
      this.rows = TextRows.of(result, request.dialect());
      this.input = new JoinedInput(request, rows);
      int[] positions = IntStream.range(0, names.size()).map(i -> joined.texts() + i + 1).toArray();
      this.others =
          new RecordReader(
              result.dsl(),
              result.rows(),
              joined.others(),
              positions,
              joined.others().stream()
                  .<Field<?>>map(
                      f -> DSL.field(DSL.name(request.columnName(f.getName())), f.getDataType()))
                  .toList(),
              positions,
              request.plan().inputIdColumns());
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  @Override
  public @Nullable ResolvedRow next() {
    while (rows.next()) {
      Status status = input.status();
      if (status != null && statuses.contains(status)) {
        return row(status, others.read());
      }
    }
    return null;
  }

  private ResolvedRow row(Status status, Record record) {
    @Nullable Object[] values = record.intoArray();
    List<List<InputRow>> inputs = new ArrayList<>();
    for (int dep = 0; dep < present.length; dep++) {
      boolean there = present[dep] == NONE || values[present[dep]] != null;
      Map<String, Integer> own = columns.get(dep);
      inputs.add(there ? List.of(column -> value(values, own.get(column))) : List.of());
    }
    return new HashedRow(
        status,
        Arrays.asList(values).subList(0, ids),
        Arrays.asList(input.hashes()),
        inputs,
        List.of(),
        null);
  }

  private static @Nullable Object value(@Nullable Object[] values, @Nullable Integer position) {
    return position == null ? null : values[position];
  }

  @Override
  public void close() {
    rows.close();
  }
}
