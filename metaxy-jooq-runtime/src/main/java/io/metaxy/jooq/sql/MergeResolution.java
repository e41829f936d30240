package io.metaxy.jooq.sql;

import io.metaxy.jooq.table.FeatureDialect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The JVM resolves; see {@link MergeCursor}. */
public final class MergeResolution implements Resolution {

  private final ResolveRequest request;
  private final FeatureDialect dialect;

  /** A resolve by any algorithm on any database. */
  public MergeResolution(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
  }

  private MergeCursor open(DSLContext dsl, Set<Status> statuses, boolean carried) {
    boolean orphans = statuses.contains(Status.ORPHANED);
    return new MergeCursor(
        dsl, dialect, new MergeStatement(request, dialect, carried, orphans), statuses, carried);
  }

  @Override
  public String engine() {
    return "MERGE";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl) {
    try (MergeCursor cursor = open(dsl, EnumSet.noneOf(Status.class), false)) {
      long[] counts = cursor.count();
      return new ResolvedCounts(
          counts[Status.NEW.code()],
          counts[Status.STALE.code()],
          counts[Status.ORPHANED.code()],
          counts[Status.BROKEN.code()],
          counts[counts.length - 1]);
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
          current.addAll(((MergeCursor.Row) row).current());
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
            : new BrokenInput(row.ids(), Objects.requireNonNull(((MergeCursor.Row) row).missing()));
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** By the database's own statement where it hashes, else out of the values that were merged. */
  @Override
  public Table<?> table(DSLContext dsl, Set<Status> statuses) {
    if (dialect.hashes(request.algorithm())) {
      return new SqlResolution(request, dialect).table(dsl, statuses);
    }
    try (ResolvedCursor<ResolvedRow> rows = samples(dsl, statuses, false, false)) {
      return new ValueTable(request, dialect).of(rows);
    }
  }

  @Override
  public Table<?> orphanedTable(DSLContext dsl) {
    return new SqlResolution(request, dialect).orphanedTable(dsl);
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(new MergeStatement(request, dialect, true, false).query(false));
  }
}
