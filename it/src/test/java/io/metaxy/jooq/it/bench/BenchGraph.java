package io.metaxy.jooq.it.bench;

import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_LEAF;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_ROOT;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_LEAF;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_ROOT_0;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_ROOT_1;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.bench.db.Features;
import io.metaxy.jooq.it.bench.db.tables.records.BenchSimpleLeafRecord;
import io.metaxy.jooq.it.bench.db.tables.records.BenchSimpleRootRecord;
import io.metaxy.jooq.it.bench.db.tables.records.BenchWideLeafRecord;
import io.metaxy.jooq.it.bench.db.tables.records.BenchWideRoot_0Record;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/**
 * A benchmark graph: a leaf and the roots that it is made from.
 *
 * @param leaf the table of the leaf
 * @param id reads the leaf's id
 * @param setId sets the leaf's id
 * @param setPath sets the leaf's only column
 * @param root the table of the first root, whose rows change
 * @param rootPath reads the only column of the first root
 * @param roots all roots
 */
record BenchGraph<R extends FeatureRecord<R>, U extends FeatureRecord<U>>(
    FeatureTable<R> leaf,
    ToLongFunction<R> id,
    ObjLongConsumer<R> setId,
    BiConsumer<R, String> setPath,
    FeatureTable<U> root,
    Function<U, String> rootPath,
    List<FeatureTable<?>> roots) {

  static BenchGraph<?, ?> of(String name) {
    return name.equals("simple")
        ? new BenchGraph<>(
            BENCH_SIMPLE_LEAF,
            BenchSimpleLeafRecord::getSampleId,
            BenchSimpleLeafRecord::setSampleId,
            BenchSimpleLeafRecord::setPath,
            BENCH_SIMPLE_ROOT,
            BenchSimpleRootRecord::getPath,
            List.of(BENCH_SIMPLE_ROOT))
        : new BenchGraph<>(
            BENCH_WIDE_LEAF,
            BenchWideLeafRecord::getSampleId,
            BenchWideLeafRecord::setSampleId,
            BenchWideLeafRecord::setPath,
            BENCH_WIDE_ROOT_0,
            BenchWideRoot_0Record::getPath,
            List.of(BENCH_WIDE_ROOT_0, BENCH_WIDE_ROOT_1));
  }

  FeaturePlan leafPlan() {
    return plan(leaf);
  }

  List<FeaturePlan> rootPlans() {
    return roots.stream().map(BenchGraph::plan).toList();
  }

  private static FeaturePlan plan(FeatureTable<?> table) {
    return Features.GRAPH.plan(table.featureKey());
  }
}
