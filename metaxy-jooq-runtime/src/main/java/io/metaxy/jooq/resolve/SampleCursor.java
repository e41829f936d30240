package io.metaxy.jooq.resolve;

import io.metaxy.jooq.sql.ResultRows;
import io.metaxy.jooq.sql.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The samples that a {@link ResolveStatement} returns, each with the rows of its N:1 upstreams. */
final class SampleCursor implements RowCursor<ResolvedRow> {

  private final ResultRows rows;
  private final SampleColumns columns;
  private boolean begun;
  private @Nullable Object @Nullable [] ahead;

  SampleCursor(ResultRows rows, SampleColumns columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public @Nullable ResolvedRow next() {
    if (!columns.hasInputs()) {
      @Nullable Object[] row = rows.next();
      return row == null ? null : new Row(row, columns, List.of());
    }
    @Nullable Object[] sample = begun ? ahead : rows.next();
    begun = true;
    if (sample == null) {
      return null;
    }
    List<@Nullable Object[]> followers = new ArrayList<>();
    ahead = rows.next();
    while (ahead != null && columns.side(ahead) >= 0) {
      followers.add(ahead);
      ahead = rows.next();
    }
    return new Row(sample, columns, followers);
  }

  @Override
  public void close() {
    rows.close();
  }

  /** A sample, and the rows of N:1 upstreams that it depends on. */
  private static final class Row implements ResolvedRow {
    private final @Nullable Object[] row;
    private final SampleColumns columns;
    private final List<@Nullable Object[]> followers;

    Row(@Nullable Object[] row, SampleColumns columns, List<@Nullable Object[]> followers) {
      this.row = row;
      this.columns = columns;
      this.followers = followers;
    }

    @Override
    public Status status() {
      return Status.of(number(row[columns.status()]));
    }

    @Override
    public List<@Nullable Object> ids() {
      List<@Nullable Object> ids = new ArrayList<>();
      for (int position : columns.keys()) {
        ids.add(row[position]);
      }
      return ids;
    }

    @Override
    public String fieldHash(int field) {
      return (String) Objects.requireNonNull(row[columns.fieldHash(field)]);
    }

    @Override
    public String sampleHash() {
      return (String) Objects.requireNonNull(row[columns.sampleHash()]);
    }

    @Override
    public List<InputRow> inputs(int dep) {
      Map<String, Integer> positions = columns.columns(dep);
      if (columns.isAggregated(dep)) {
        return followers.stream()
            .filter(follower -> columns.side(follower) == dep)
            .map(follower -> input(follower, positions))
            .toList();
      }
      return columns.isPresent(dep, row) ? List.of(input(row, positions)) : List.of();
    }

    private static InputRow input(@Nullable Object[] values, Map<String, Integer> positions) {
      return column -> {
        Integer position = positions.get(column);
        return position == null ? null : values[position];
      };
    }
  }

  static int number(@Nullable Object number) {
    return ((Number) Objects.requireNonNull(number)).intValue();
  }
}
