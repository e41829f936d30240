package io.metaxy.jooq.it.bench;

import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_LEAF;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_ROOT;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_LEAF;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_ROOT_0;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_WIDE_ROOT_1;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.bench.db.Features;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import org.jooq.TableField;

/**
 * A graph that is measured: a leaf and the roots it is made from.
 *
 * @param leaf the table of the leaf
 * @param id its id
 * @param path its one column
 * @param root the table of the first root, which grows stale
 * @param rootPath the one column of that
 * @param roots all roots
 */
record BenchGraph<R extends FeatureRecord<R>, U extends FeatureRecord<U>>(
    FeatureTable<R> leaf,
    TableField<R, Long> id,
    TableField<R, String> path,
    FeatureTable<U> root,
    TableField<U, String> rootPath,
    List<FeatureTable<?>> roots) {

  static BenchGraph<?, ?> of(String name) {
    return name.equals("simple")
        ? new BenchGraph<>(
            BENCH_SIMPLE_LEAF,
            BENCH_SIMPLE_LEAF.SAMPLE_ID,
            BENCH_SIMPLE_LEAF.PATH,
            BENCH_SIMPLE_ROOT,
            BENCH_SIMPLE_ROOT.PATH,
            List.of(BENCH_SIMPLE_ROOT))
        : new BenchGraph<>(
            BENCH_WIDE_LEAF,
            BENCH_WIDE_LEAF.SAMPLE_ID,
            BENCH_WIDE_LEAF.PATH,
            BENCH_WIDE_ROOT_0,
            BENCH_WIDE_ROOT_0.PATH,
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
