package io.metaxy.jooq.resolve;

import io.metaxy.jooq.graph.FeaturePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The positions of a sample's parts in a row of a {@link ResolveStatement}. */
final class SampleColumns {

  private static final int NOWHERE = -1;

  private final ResolveRequest request;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int side;
  private final int status;
  private final int[] keys;
  private final int[] fieldHashes;
  private final int sampleHash;
  private final int[] present;
  private final List<Map<String, Integer>> byDep;

  /**
   * @param fields the columns of a row
   */
  SampleColumns(ResolveRequest request, List<Field<?>> fields) {
    this.request = request;
    FeaturePlan plan = request.plan();
    fields.forEach(field -> positions.put(field.getName(), positions.size()));
    side = position(ResolveStatement.SIDE.getName());
    status = position(ResolveStatement.STATUS.getName());
    sampleHash = position(ResolveStatement.SAMPLE_HASH.getName());
    keys = positions(plan.inputIdColumns().size(), Keys::alias);
    fieldHashes = positions(plan.fields().size(), field -> Provenance.hashColumn(field).getName());
    present =
        positions(plan.deps().size(), dep -> request.upstreams().get(dep).present().getName());
    byDep = request.upstreams().stream().map(u -> positions(u.columns())).toList();
  }

  private int position(String column) {
    return positions.getOrDefault(column, NOWHERE);
  }

  private int[] positions(int count, IntFunction<String> column) {
    return IntStream.range(0, count).map(i -> position(column.apply(i))).toArray();
  }

  private Map<String, Integer> positions(Map<String, Field<?>> columns) {
    Map<String, Integer> own = new HashMap<>();
    columns.forEach((name, field) -> own.put(name, position(field.getName())));
    own.values().removeIf(position -> position == NOWHERE);
    return own;
  }

  /** Whether the samples' rows are followed by rows of upstreams. */
  boolean hasInputs() {
    return side != NOWHERE;
  }

  int side(@Nullable Object[] row) {
    return SampleCursor.number(row[side]);
  }

  int status() {
    return status;
  }

  int[] keys() {
    return keys;
  }

  int fieldHash(int field) {
    return fieldHashes[field];
  }

  int sampleHash() {
    return sampleHash;
  }

  /** Whether a row of a dependency is present; one without a column for that always is. */
  boolean isPresent(int dep, @Nullable Object[] row) {
    return present[dep] == NOWHERE || row[present[dep]] != null;
  }

  Map<String, Integer> columns(int dep) {
    return byDep.get(dep);
  }

  boolean isAggregated(int dep) {
    return request.upstreams().get(dep).isAggregation();
  }
}
