package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Every row of every side in one ordered result; see {@link MergeCursor}. */
final class UnionSource implements MergeSource {

  private final ResolveRequest request;
  private final FeatureDialect dialect;

  UnionSource(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
  }

  private MergeCursor open(DSLContext dsl, Set<Status> statuses, boolean carried) {
    boolean orphans = statuses.contains(Status.ORPHANED);
    return new MergeCursor(
        dsl, dialect, new MergeStatement(request, dialect, carried, orphans), statuses, carried);
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl) {
    try (MergeCursor cursor = open(dsl, EnumSet.noneOf(Status.class), false)) {
      long[] counts = cursor.count();
      return ResolvedCounts.of(counts, counts[counts.length - 1]);
    }
  }

  @Override
  public ResolvedCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    return open(dsl, statuses, carried);
  }

  @Override
  public ResolvedCursor<Record> orphaned(DSLContext dsl) {
    MergeCursor rows = open(dsl, EnumSet.of(Status.ORPHANED), false);
    Deque<Record> current = new ArrayDeque<>();
    return new ResolvedCursor<>() {
      @Override
      public @Nullable Record next() {
        while (current.isEmpty()) {
          ResolvedRow row = rows.next();
          if (row == null) {
            return null;
          }
          current.addAll(((HashedRow) row).current());
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
  public ResolvedCursor<BrokenInput> broken(DSLContext dsl) {
    MergeCursor rows = open(dsl, EnumSet.of(Status.BROKEN), false);
    return new ResolvedCursor<>() {
      @Override
      public @Nullable BrokenInput next() {
        ResolvedRow row = rows.next();
        return row == null
            ? null
            : new BrokenInput(row.ids(), Objects.requireNonNull(((HashedRow) row).missing()));
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(new MergeStatement(request, dialect, true, false).query(null, false));
  }
}
