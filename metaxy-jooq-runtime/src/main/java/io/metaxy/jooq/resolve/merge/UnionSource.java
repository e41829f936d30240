package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.RowCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * All rows of all sides in one ordered result; see {@link MergeCursor}. Where it is faster, inputs
 * are counted by {@link UnorderedCount}.
 */
final class UnionSource implements MergeSource {

  private final ResolveRequest request;

  UnionSource(ResolveRequest request) {
    this.request = request;
  }

  private MergeCursor open(DSLContext dsl, Set<Status> statuses, boolean carried) {
    boolean orphans = statuses.contains(Status.ORPHANED);
    return new MergeCursor(dsl, new MergeStatement(request, carried, orphans), statuses, carried);
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl, HashForm form) {
    ResolvedCounts unordered = UnorderedCount.of(dsl, request, form);
    if (unordered != null) {
      return unordered;
    }
    try (MergeCursor cursor = open(dsl, EnumSet.noneOf(Status.class), false)) {
      long[] counts = cursor.count(form);
      return ResolvedCounts.of(counts, counts[counts.length - 1]);
    }
  }

  @Override
  public RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    return open(dsl, statuses, carried).map(row -> row);
  }

  @Override
  public RowCursor<Record> orphaned(DSLContext dsl) {
    MergeCursor rows = open(dsl, EnumSet.of(Status.ORPHANED), false);
    Deque<Record> current = new ArrayDeque<>();
    return new RowCursor<>() {
      @Override
      public @Nullable Record next() {
        while (current.isEmpty()) {
          HashedRow row = rows.next();
          if (row == null) {
            return null;
          }
          current.addAll(row.current());
        }
        return current.poll();
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public RowCursor<BrokenInput> broken(DSLContext dsl) {
    return open(dsl, EnumSet.of(Status.BROKEN), false)
        .map(row -> new BrokenInput(row.ids(), Objects.requireNonNull(row.missing())));
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(new MergeStatement(request, true, false).query(null, false));
  }

  @Override
  public String counting(DSLContext dsl) {
    EnginePolicy.Hint hint = UnorderedCount.hint(dsl, request);
    return hint.taken() ? "Counts rows in no order, because " + hint.reason() + ".\n" : "";
  }
}
