package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
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
import org.jspecify.annotations.Nullable;

/**
 * Resolves in the JVM, in constant memory, the inputs that a {@link JoinedStatement} returns, each
 * in one row. The hashes are computed on bytes; the rest of a row is read only where it is asked
 * for.
 */
final class JoinedCursor implements ResolvedCursor<ResolvedRow> {

  private static final int NONE = -1;

  private final Set<Status> statuses;
  private final TextRows rows;
  private final JoinedInput input;
  private final RecordReader others;
  private final int ids;
  private final int[] present;
  private final List<Map<String, Integer>> columns = new ArrayList<>();

  /**
   * @param statuses which rows are returned
   * @param carried whether they have their upstreams' columns
   * @param ordered whether they are in the order of their ids
   */
  JoinedCursor(
      DSLContext dsl,
      FeatureDialect dialect,
      ResolveRequest request,
      JoinedStatement statement,
      Set<Status> statuses,
      boolean carried,
      boolean ordered) {
    this.statuses = Set.copyOf(statuses);
    this.ids = request.plan().inputIdColumns().size();
    JoinedStatement.Joined joined = statement.rows(carried, ordered);
    List<String> names = joined.others().stream().map(Field::getName).toList();
    int deps = request.plan().deps().size();
    this.present =
        IntStream.range(0, deps)
            .map(dep -> names.indexOf(Prepare.present(dep).getName()))
            .toArray();
    for (int dep = 0; dep < deps; dep++) {
      Map<String, Integer> own = new HashMap<>();
      if (carried) {
        statement
            .prepare()
            .columns(dep)
            .forEach((name, field) -> own.put(name, names.indexOf(field.getName())));
      }
      columns.add(own);
    }
    OpenResult result = OpenResult.of(dsl, dialect, joined.select());
    try {
      this.rows = TextRows.of(result, dialect);
      this.input = new JoinedInput(request, statement.prepare(), rows);
      int[] positions = IntStream.range(0, names.size()).map(i -> joined.texts() + i + 1).toArray();
      this.others = new RecordReader(result.dsl(), result.rows(), joined.others(), positions);
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
