package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.RowCursor;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What the JVM reads from the database to resolve: the joined inputs ({@link JoinedSource}), or all
 * rows of all sides, in order ({@link UnionSource}). The methods are those of {@link Resolution}.
 */
sealed interface MergeSource permits JoinedSource, UnionSource {

  ResolvedCounts counts(DSLContext dsl, HashForm form);

  RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered);

  RowCursor<Record> orphaned(DSLContext dsl);

  RowCursor<BrokenInput> broken(DSLContext dsl);

  String statement(DSLContext dsl);

  default String counting(DSLContext dsl) {
    return "";
  }
}
