package io.metaxy.jooq.resolve;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.FeatureRows;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Proves that each id of a table has one row, so that no row needs to be ranked: all rows have the
 * same instant, and the primary key contains the instant. One statement proves it for all tables of
 * a request; the proof is valid while the same state of the tables is seen:
 *
 * <pre>{@code
 * select (select min(metaxy_updated_at) = max(metaxy_updated_at) from recording where <version>), …
 * }</pre>
 */
final class UniqueIds {

  private UniqueIds() {}

  /** The request, with its sources marked where uniqueness is proved. */
  static ResolveRequest proved(DSLContext dsl, ResolveRequest request) {
    List<FeatureSource> sources = request.sources();
    List<Field<Boolean>> proofs = new ArrayList<>();
    sources.forEach(source -> proofs.add(hasKey(source) ? oneInstant(source) : DSL.inline(false)));
    Select<Record> proof = DSL.select(proofs);
    Record proved = request.dialect().policy().once(dsl, proof).fetchSingle(proof);
    List<Upstream> upstreams =
        request.upstreams().stream()
            .map(upstream -> upstream.knownUnique(isProved(proved, upstream.number())))
            .toList();
    return new ResolveRequest(
        request.current().knownUnique(isProved(proved, upstreams.size())),
        upstreams,
        request.hash(),
        request.compare());
  }

  private static boolean isProved(Record proved, int number) {
    return Boolean.TRUE.equals(proved.get(number, Boolean.class));
  }

  /** Whether something can be proved of a request: only if that needs no scan. */
  static boolean canProve(ResolveRequest request) {
    return request.dialect().capabilities().knowsExtremes()
        && request.sources().stream().anyMatch(UniqueIds::hasKey);
  }

  private static boolean hasKey(FeatureSource source) {
    Set<String> key = new HashSet<>(source.plan().idColumns());
    key.add(SystemColumns.FEATURE_VERSION);
    key.add(SystemColumns.UPDATED_AT);
    List<String> primaryKey = source.live().primaryKey();
    return !primaryKey.isEmpty() && key.containsAll(primaryKey);
  }

  private static Field<Boolean> oneInstant(FeatureSource source) {
    Field<Object> updated = source.column(SystemColumns.UPDATED_AT).coerce(Object.class);
    return DSL.field(
        DSL.select(DSL.field(DSL.min(updated).eq(DSL.max(updated))))
            .from(source.from())
            .where(FeatureRows.version(source, source.plan().versions().feature())));
  }
}
