package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.SystemColumns;
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
 * Proves that each id of a table has one row, so that no row needs to be ranked: rows of one
 * instant, and a primary key that holds the instant. One statement proves it of all tables of a
 * request; it is good for as long as nothing else is seen of them:
 *
 * <pre>{@code
 * select (select min(metaxy_updated_at) = max(metaxy_updated_at) from recording where <version>), …
 * }</pre>
 */
final class UniqueIds {

  private UniqueIds() {}

  /** The request, whose sources know what is proved of them. */
  static ResolveRequest proved(DSLContext dsl, ResolveRequest request) {
    List<FeatureSource> sources = new ArrayList<>(request.upstreams());
    sources.add(request.target());
    List<Field<Boolean>> proofs = new ArrayList<>();
    sources.forEach(source -> proofs.add(hasKey(source) ? oneInstant(source) : DSL.inline(false)));
    Select<Record> proof = DSL.select(proofs);
    Record proved = OpenResult.unprepared(dsl, proof).fetchSingle(proof);
    List<FeatureSource> known = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      known.add(sources.get(i).knownUnique(Boolean.TRUE.equals(proved.get(i, Boolean.class))));
    }
    FeatureSource target = known.remove(known.size() - 1);
    return request.with(target, known);
  }

  /** Whether some request to this database can be proved: only where it needs no scan. */
  static boolean canProve(ResolveRequest request, FeatureDialect dialect) {
    return dialect.capabilities().knowsExtremes()
        && (hasKey(request.target()) || request.upstreams().stream().anyMatch(UniqueIds::hasKey));
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
