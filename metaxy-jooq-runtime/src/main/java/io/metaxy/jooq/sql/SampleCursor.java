package io.metaxy.jooq.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The samples that a {@link ResolveStatement} returns, each with the rows of its N:1 upstreams. */
final class SampleCursor implements ResolvedCursor<ResolvedRow> {

  private final OpenResult result;
  private final SampleColumns columns;
  private final boolean inputs;
  private @Nullable Record ahead;

  /**
   * @param inputs whether rows of upstreams follow those of the samples
   */
  SampleCursor(OpenResult result, SampleColumns columns, boolean inputs) {
    this.result = result;
    this.columns = columns;
    this.inputs = inputs;
    this.ahead = inputs ? fetch() : null;
  }

  private @Nullable Record fetch() {
    return result.cursor().fetchNext();
  }

  @Override
  public @Nullable ResolvedRow next() {
    if (!inputs) {
      Record row = fetch();
      return row == null ? null : new Row(row, columns, List.of());
    }
    Record sample = ahead;
    if (sample == null) {
      return null;
    }
    List<Record> followers = new ArrayList<>();
    ahead = fetch();
    while (ahead != null && ahead.get(ResolveStatement.SIDE) >= 0) {
      followers.add(ahead);
      ahead = fetch();
    }
    return new Row(sample, columns, followers);
  }

  @Override
  public void close() {
    result.close();
  }

  private record Row(Record row, SampleColumns columns, List<Record> followers)
      implements ResolvedRow {

    @Override
    public Status status() {
      return Status.of(row.get(ResolveStatement.STATUS));
    }

    @Override
    public List<@Nullable Object> ids() {
      List<@Nullable Object> ids = new ArrayList<>();
      columns.keys().forEach(key -> ids.add(row.get(key)));
      return ids;
    }

    @Override
    public String fieldHash(int field) {
      return Objects.requireNonNull(row.get(columns.fieldHashes().get(field)));
    }

    @Override
    public String sampleHash() {
      return Objects.requireNonNull(row.get(columns.sampleHash()));
    }

    @Override
    public List<InputRow> inputs(int dep) {
      Map<String, Field<?>> named = columns.columns().get(dep);
      if (columns.isAggregated(dep)) {
        return followers.stream()
            .filter(follower -> follower.get(ResolveStatement.SIDE) == dep)
            .map(follower -> input(follower, named))
            .toList();
      }
      boolean there = row.get(columns.present().get(dep)) != null;
      return there ? List.of(input(row, named)) : List.of();
    }

    private static InputRow input(Record record, Map<String, Field<?>> named) {
      Set<String> known = named.keySet();
      return column -> known.contains(column) ? record.get(named.get(column)) : null;
    }
  }
}
