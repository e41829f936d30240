package io.metaxy.jooq.sql;

import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What the database hands the JVM to resolve: the inputs, joined ({@link JoinedSource}), or every
 * row of every side, in order ({@link UnionSource}). The methods are those of {@link Resolution}.
 */
sealed interface MergeSource permits JoinedSource, UnionSource {

  ResolvedCounts counts(DSLContext dsl);

  ResolvedCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered);

  ResolvedCursor<Record> orphaned(DSLContext dsl);

  ResolvedCursor<BrokenInput> broken(DSLContext dsl);

  String statement(DSLContext dsl);
}
