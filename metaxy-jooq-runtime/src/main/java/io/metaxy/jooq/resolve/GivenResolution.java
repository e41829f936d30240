package io.metaxy.jooq.resolve;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.TextHasher;
import io.metaxy.jooq.sql.OpenResult;
import io.metaxy.jooq.sql.RecordCursor;
import io.metaxy.jooq.sql.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the caller's samples in the JVM, by looking up each current row among them:
 *
 * <pre>{@code
 * select k_0, metaxy_provenance as c_p, 0 as c_s from <latest rows of recording>
 * }</pre>
 */
public final class GivenResolution implements Resolution {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final GivenSamples samples;
  private final UnaryOperator<List<@Nullable Object>> comparable;
  private final int[] hashOrder;

  /**
   * @param comparable converts the ids of a row to a key of {@link GivenSamples#positions}
   */
  public GivenResolution(
      ResolveRequest request,
      GivenSamples samples,
      UnaryOperator<List<@Nullable Object>> comparable) {
    this.request = request;
    this.dialect = request.dialect();
    this.samples = samples;
    this.comparable = comparable;
    this.hashOrder =
        Provenance.hashOrder(request.plan()).stream().mapToInt(Integer::intValue).toArray();
  }

  private Select<Record> current() {
    List<Field<?>> selected = new ArrayList<>(request.current().keys());
    selected.add(request.current().provenance().as(CurrentRows.HASH));
    selected.add(request.current().declaredStale().as(CurrentRows.STALE));
    return request.current().latest(selected);
  }

  /** The status of each sample, and the ids that are no longer expected. */
  private final class Found {
    final @Nullable Status[] statuses = new @Nullable Status[samples.ids().size()];
    final Set<List<@Nullable Object>> orphaned = new LinkedHashSet<>();

    Found(DSLContext dsl) {
      Arrays.fill(statuses, Status.NEW);
      if (!request.compare()) {
        return;
      }
      List<Field<?>> keys = request.keys();
      TextHasher hasher = request.hash().hasher();
      try (OpenResult result = OpenResult.of(dsl, dialect, current())) {
        for (Record row = result.cursor().fetchNext();
            row != null;
            row = result.cursor().fetchNext()) {
          List<@Nullable Object> ids = new ArrayList<>();
          for (Field<?> key : keys) {
            ids.add(row.get(key));
          }
          Integer position = samples.positions().get(comparable.apply(ids));
          if (position == null) {
            orphaned.add(ids);
          } else {
            boolean same =
                hash(hasher, position).equals(row.get(CurrentRows.HASH))
                    && row.get(CurrentRows.STALE) == 0;
            boolean already = statuses[position] == Status.STALE;
            statuses[position] = same && !already ? null : Status.STALE;
          }
        }
      }
    }
  }

  private String hash(TextHasher hasher, int position) {
    List<String> hashes = samples.hashes().get(position);
    for (int i = 0; i < hashOrder.length; i++) {
      if (i > 0) {
        hasher.add('|');
      }
      hasher.add(hashes.get(hashOrder[i]));
    }
    return hasher.finish();
  }

  @Override
  public String engine() {
    return "GIVEN";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl, HashForm form) {
    form.unknown();
    Found found = new Found(dsl);
    long created = 0;
    long stale = 0;
    for (int i = 0; i < found.statuses.length; i++) {
      Status status = found.statuses[i];
      created += status == Status.NEW ? 1 : 0;
      stale += status == Status.STALE ? 1 : 0;
    }
    return new ResolvedCounts(created, stale, found.orphaned.size(), 0, samples.ids().size());
  }

  @Override
  public RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    Found found = new Found(dsl);
    TextHasher hasher = request.hash().hasher();
    return new RowCursor<>() {
      private int position;

      @Override
      public @Nullable ResolvedRow next() {
        while (position < found.statuses.length) {
          int at = position++;
          Status status = found.statuses[at];
          if (status != null && statuses.contains(status)) {
            return new Row(
                status, samples.ids().get(at), samples.hashes().get(at), hash(hasher, at), at);
          }
        }
        return null;
      }

      @Override
      public void close() {}
    };
  }

  /**
   * A sample from the caller.
   *
   * @param given its position among the caller's samples
   */
  private record Row(
      Status status, List<@Nullable Object> ids, List<String> hashes, String sampleHash, int given)
      implements ResolvedRow {

    @Override
    public String fieldHash(int field) {
      return hashes.get(field);
    }

    @Override
    public List<InputRow> inputs(int dep) {
      return List.of();
    }
  }

  @Override
  public RowCursor<Record> orphaned(DSLContext dsl) {
    return new RecordCursor<>(
        OpenResult.of(dsl, dialect, DSL.selectFrom(orphanedTable(dsl))),
        row -> row,
        request.plan().idColumns());
  }

  @Override
  public RowCursor<BrokenInput> broken(DSLContext dsl) {
    return new RowCursor<>() {
      @Override
      public @Nullable BrokenInput next() {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Table<?> table(DSLContext dsl, Set<Status> statuses) {
    try (RowCursor<ResolvedRow> rows = samples(dsl, statuses, false, false)) {
      return new ValueTable(request).of(rows);
    }
  }

  @Override
  public Table<?> orphanedTable(DSLContext dsl) {
    List<Field<?>> ids = new ArrayList<>();
    for (String id : request.plan().inputIdColumns()) {
      ids.add(DSL.field(DSL.name(id), request.target().column(id).getDataType()));
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    ids.forEach(id -> values.add(new ArrayList<>()));
    for (List<@Nullable Object> orphan : new Found(dsl).orphaned) {
      for (int i = 0; i < ids.size(); i++) {
        values.get(i).add(orphan.get(i));
      }
    }
    return new ResolveStatement(request)
        .current(dialect.expressions().rows(ids, values))
        .asTable(request.target().table().getName());
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(current());
  }
}
